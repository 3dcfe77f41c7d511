import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kontor.Ui

// Asks before something that cannot be taken back, or which of two it is to be. Made when asked for,
// gone when answered.
T.Dialog {
    id: root
    required property string sentence
    required property string action
    property string kind: "danger"
    property string refusal: qsTr("Cancel")
    signal confirmed
    signal refused

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
                focus: root.kind === "danger"
                text: root.refusal
                onActivated: {
                    root.refused();
                    root.close();
                }
            }
            TextButton {
                objectName: "confirm"
                focus: root.kind !== "danger"
                kind: root.kind
                text: root.action
                onActivated: {
                    root.confirmed();
                    root.close();
                }
            }
        }
    }
}
