import QtQuick
import Kontor.Ui

// What can be done to a message at once: shown beside it under the pointer, or when it is chosen.
FocusScope {
    id: root
    property bool answerable: true
    signal likeWanted
    signal reactionWanted(Item by)
    signal answerWanted
    signal menuWanted(Item by)

    function openMenu() {
        menuWanted(more);
    }

    implicitWidth: row.implicitWidth + Theme.grid
    implicitHeight: Theme.grown(30) + Theme.grid
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Actions")

    Rectangle {
        anchors.fill: parent
        radius: Theme.controlRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Row {
        id: row
        anchors.centerIn: parent

        IconButton {
            id: like
            objectName: "like"
            visible: root.answerable
            size: Theme.grown(30)
            name: qsTr("Like")
            iconName: "smile"
            iconShown: false
            onActivated: root.likeWanted()
            EmojiPicture {
                anchors.centerIn: parent
                sign: "👍"
                width: Theme.grown(17)
                height: width
            }
        }
        IconButton {
            id: react
            objectName: "react"
            visible: root.answerable
            size: Theme.grown(30)
            name: qsTr("React")
            iconName: "smile"
            onActivated: root.reactionWanted(react)
        }
        IconButton {
            objectName: "answer"
            visible: root.answerable
            size: Theme.grown(30)
            name: qsTr("Reply")
            iconName: "reply"
            onActivated: root.answerWanted()
        }
        IconButton {
            id: more
            objectName: "more"
            size: Theme.grown(30)
            name: qsTr("More actions")
            iconName: "more"
            onActivated: root.menuWanted(more)
        }
    }
}
