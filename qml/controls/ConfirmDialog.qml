import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.Ui

// Asks before something that cannot be taken back. Made when asked for, gone when answered.
T.Dialog {
    id: root
    required property string sentence
    required property string action
    signal confirmed

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.grid * 5
    width: Math.min(Theme.dialogWidth, parent ? parent.width - Theme.grid * 8 : Theme.dialogWidth)
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onClosed: destroy()

    background: Rectangle {
        radius: Theme.bubbleRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    contentItem: ColumnLayout {
        spacing: Theme.grid * 3
        UiText {
            Layout.fillWidth: true
            words: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            words: root.sentence
            wrapMode: Text.Wrap
            lineHeight: Theme.textLine
            lineHeightMode: Text.FixedHeight
            Accessible.ignored: false
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: Theme.grid * 2
            spacing: Theme.grid * 2
            TextButton {
                objectName: "cancel"
                focus: true
                text: qsTr("Cancel")
                onActivated: root.close()
            }
            TextButton {
                objectName: "confirm"
                kind: "danger"
                text: root.action
                onActivated: {
                    root.confirmed();
                    root.close();
                }
            }
        }
    }
}
