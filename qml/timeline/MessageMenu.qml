import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// Everything that may be done to a message; what may not is not there.
T.Dialog {
    id: root
    required property App.MessageActionsViewModel actions
    signal answerWanted
    signal copyWanted
    signal earlierWanted
    signal deletionWanted
    signal forwardWanted
    signal infoWanted

    function does(what: var) {
        close();
        what();
    }

    title: qsTr("More actions")
    focus: true
    padding: Theme.grid
    margins: Theme.grid * 2
    implicitWidth: Math.max(column.implicitWidth, Theme.grown(200)) + 2 * padding
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: (answer.visible ? answer : copy).forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        id: column
        width: root.availableWidth
        AddEntry {
            id: answer
            objectName: "menuReply"
            width: parent.width
            visible: root.actions.mayAnswer
            text: qsTr("Reply")
            iconName: "reply"
            onActivated: root.does(root.answerWanted)
        }
        AddEntry {
            id: copy
            objectName: "menuCopy"
            width: parent.width
            visible: root.actions.words.length > 0
            text: qsTr("Copy text")
            iconName: "copy"
            onActivated: root.does(root.copyWanted)
        }
        AddEntry {
            objectName: "menuForward"
            width: parent.width
            visible: root.actions.mayForward
            text: qsTr("Forward")
            iconName: "forward"
            onActivated: root.does(root.forwardWanted)
        }
        AddEntry {
            objectName: "menuPin"
            width: parent.width
            visible: root.actions.mayPin
            text: root.actions.pinned ? qsTr("Unpin") : qsTr("Pin")
            iconName: "pin"
            onActivated: root.does(() => root.actions.togglePin())
        }
        AddEntry {
            objectName: "menuInfo"
            width: parent.width
            visible: root.actions.mayAsk
            text: qsTr("Info")
            iconName: "info"
            onActivated: root.does(root.infoWanted)
        }
        AddEntry {
            objectName: "menuEdit"
            width: parent.width
            visible: root.actions.mayEdit
            text: qsTr("Edit")
            iconName: "edit"
            onActivated: root.does(() => root.actions.edit())
        }
        AddEntry {
            objectName: "menuEarlier"
            width: parent.width
            visible: root.actions.edited
            text: qsTr("What it said before")
            iconName: "waiting"
            onActivated: root.does(root.earlierWanted)
        }
        AddEntry {
            objectName: "menuDeleteHere"
            width: parent.width
            visible: root.actions.mayDeleteHere
            text: qsTr("Delete for me")
            iconName: "trash"
            onActivated: root.does(() => root.actions.deleteHere())
        }
        AddEntry {
            objectName: "menuDeleteForAll"
            width: parent.width
            visible: root.actions.mayDeleteForAll
            text: qsTr("Delete for everyone")
            iconName: "trash"
            onActivated: root.does(root.deletionWanted)
        }
    }
}
