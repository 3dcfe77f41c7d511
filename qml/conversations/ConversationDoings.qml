import QtQuick
import Kontor.App as App
import Kontor.Ui

// The menu of a row of the list: made when somebody wants it.
Item {
    id: root
    required property App.ConversationListModel conversations
    signal closed(real target)

    function openMenu(row: ConversationRow, x: real, y: real) {
        if (!menu.item)
            menu.setSource("ConversationMenu.qml", {
                parent: root,
                conversations: conversations
            });
        const popup = menu.item as ConversationMenu;
        popup.target = row.conversationId;
        popup.unread = row.unread > 0 || row.marked;
        popup.favourite = row.favourite;
        const at = row.mapToItem(root, x, y);
        popup.x = at.x;
        popup.y = at.y;
        popup.open();
    }

    Loader {
        id: menu
        onLoaded: {
            const popup = item as ConversationMenu;
            popup.closed.connect(() => {
                if (menu)
                    root.closed(popup.target); // else the window itself goes
            });
        }
    }
}
