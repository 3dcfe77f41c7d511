import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

T.Dialog {
    id: root
    signal pollWanted

    title: qsTr("Attach")
    focus: true
    padding: Theme.grid
    implicitWidth: Math.max(poll.implicitContentWidth + Theme.grid * 10, Theme.grown(180))
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: poll.forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        width: root.availableWidth
        ActionRow {
            id: poll
            objectName: "newPoll"
            width: parent.width
            implicitHeight: Theme.smallRow
            text: qsTr("Poll")
            onActivated: {
                root.close();
                root.pollWanted();
            }
            contentItem: Row {
                spacing: Theme.grid * 3
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "poll"
                    size: Theme.icon
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: poll.text
                }
            }
        }
    }
}
