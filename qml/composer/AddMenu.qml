import QtQuick
import QtQuick.Templates as T
import Kontor.Ui

T.Dialog {
    id: root
    property bool pollShown: true
    property bool lifeShown: true
    signal pictureWanted
    signal pollWanted
    signal lifeWanted

    title: qsTr("Attach")
    focus: true
    padding: Theme.grid
    implicitWidth: Math.max(picture.implicitWidth, poll.implicitWidth, life.implicitWidth, Theme.grown(180)) + 2 * padding
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: picture.forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        width: root.availableWidth
        AddEntry {
            id: picture
            objectName: "newPicture"
            width: parent.width
            text: qsTr("Picture")
            iconName: "picture"
            onActivated: {
                root.close();
                root.pictureWanted();
            }
        }
        AddEntry {
            id: poll
            objectName: "newPoll"
            width: parent.width
            visible: root.pollShown
            text: qsTr("Poll")
            iconName: "poll"
            onActivated: {
                root.close();
                root.pollWanted();
            }
        }
        AddEntry {
            id: life
            objectName: "newLife"
            width: parent.width
            visible: root.lifeShown
            text: qsTr("Disappearing message")
            iconName: "timer"
            onActivated: {
                root.close();
                root.lifeWanted();
            }
        }
    }
}
