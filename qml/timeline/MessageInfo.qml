import QtQuick
import QtQuick.Layouts
import Kontor.App as App
import Kontor.Ui

// Who has read an own message, who has got it, and to whom it was sent.
Sheet {
    id: root
    required property App.MessageInfoViewModel info

    title: qsTr("Message info")
    height: Math.min(implicitContentHeight + 2 * padding, parent ? parent.height - Theme.grid * 8 : 0)
    onOpened: closeButton.forceActiveFocus(Qt.PopupFocusReason)

    Connections {
        target: root.info
        function onDone() {
            root.close();
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.grid * 2

        UiText {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            Accessible.ignored: false
        }
        UiText {
            Layout.fillWidth: true
            visible: text.length > 0
            text: root.info.sentAt
            color: Theme.muted
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        UiText {
            objectName: "readingOff"
            Layout.fillWidth: true
            visible: root.info.readingOff
            text: qsTr("You have turned off read receipts: who has read it is not told.")
            color: Theme.muted
            font.pixelSize: Theme.secondarySize
            wrapMode: Text.Wrap
            Accessible.ignored: false
        }
        ReaderList {
            id: list
            objectName: "readers"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.min(contentHeight, Theme.grown(360))
            model: root.info
        }
        FailureLine {
            Layout.fillWidth: true
            sentence: root.info.failure
        }
        TextButton {
            id: closeButton
            objectName: "closeInfo"
            Layout.alignment: Qt.AlignRight
            text: qsTr("Close")
            onActivated: root.close()
        }
    }
}
