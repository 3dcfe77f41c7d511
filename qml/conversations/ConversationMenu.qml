import QtQuick
import QtQuick.Templates as T
import Kontor.App as App
import Kontor.Ui

// What may be done with a conversation of the list.
T.Dialog {
    id: root
    required property App.ConversationListModel conversations
    property real target: 0
    property bool unread: false // or looks so
    property bool favourite: false

    title: qsTr("Options of the conversation")
    focus: true
    padding: Theme.grid
    margins: Theme.grid * 2
    implicitWidth: Math.max(mark.implicitWidth, star.implicitWidth, shelf.implicitWidth, Theme.grown(180)) + 2 * padding
    implicitHeight: contentHeight + 2 * padding
    closePolicy: T.Dialog.CloseOnEscape | T.Dialog.CloseOnPressOutside
    onOpened: mark.forceActiveFocus(Qt.PopupFocusReason)

    background: Rectangle {
        radius: Theme.rowRadius
        color: Theme.card
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Column {
        width: root.availableWidth
        MenuEntry {
            id: mark
            objectName: "menuUnread"
            width: root.availableWidth
            text: root.unread ? qsTr("Mark as read") : qsTr("Mark as unread")
            onActivated: {
                root.close();
                root.conversations.toggleUnread(root.target);
            }
        }
        MenuEntry {
            id: star
            objectName: "menuFavourite"
            width: root.availableWidth
            visible: !root.conversations.isArchive
            text: root.favourite ? qsTr("No longer a favourite") : qsTr("Favourite")
            onActivated: {
                root.close();
                root.conversations.toggleFavourite(root.target);
            }
        }
        MenuEntry {
            id: shelf
            objectName: "menuArchive"
            width: root.availableWidth
            text: root.conversations.isArchive ? qsTr("Back to the list") : qsTr("Archive")
            onActivated: {
                root.close();
                root.conversations.toggleArchived(root.target);
            }
        }
    }
}
