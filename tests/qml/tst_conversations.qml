import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// The list of conversations by keyboard.
Item {
    id: root
    width: 320
    height: 600

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: listMaker
        ConversationList {
            required property Office office
            anchors.fill: parent
            conversations: office.app.conversations
        }
    }

    TestCase {
        name: "Conversations"
        when: windowShown

        function test_arrowsGoOnFromTheRowWithTheFocus() {
            const office = officeMaker.createObject(root) as Office; // outlives what shows it
            office.openGroup(3);
            office.openTalk(["Moin"]);
            const shown = createTemporaryObject(listMaker, root, {
                office: office
            });
            waitForRendering(shown);
            const list = findChild(shown, "conversations");
            tryCompare(list, "count", 2);
            list.forceActiveFocus();
            compare(list.currentIndex, 0);
            // As Tab does, which leads from row to row.
            list.itemAtIndex(1).forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Up);
            verify(list.itemAtIndex(0).activeFocus);
            keyClick(Qt.Key_Down);
            verify(list.itemAtIndex(1).activeFocus);
        }

        function test_aRowHasAMenu() {
            const office = officeMaker.createObject(root) as Office;
            office.openGroup(3);
            office.openTalk(["Moin"]);
            const shown = createTemporaryObject(listMaker, root, {
                office: office
            });
            waitForRendering(shown);
            const list = findChild(shown, "conversations");
            tryCompare(list, "count", 2);
            const first = list.itemAtIndex(0);
            const title = first.title;
            mouseClick(first, first.width / 2, first.height / 2, Qt.RightButton);
            compare(office.app.conversation.title, title); // it stays as it is
            tryVerify(() => findChild(shown, "menuUnread") && findChild(shown, "menuUnread").activeFocus);
            keyClick(Qt.Key_Return);
            office.settle();
            verify(list.itemAtIndex(0).marked);
            verify(findChild(list.itemAtIndex(0), "unreadDot").visible);
            for (const open of [() => keyClick(Qt.Key_Menu), () => keyClick(Qt.Key_F10, Qt.ShiftModifier)]) {
                list.itemAtIndex(1).forceActiveFocus(Qt.TabFocusReason);
                open();
                tryVerify(() => findChild(shown, "menuUnread").activeFocus);
                keyClick(Qt.Key_Down);
                keyClick(Qt.Key_Return); // a favourite, and no longer
                office.settle();
            }
            list.itemAtIndex(1).forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Menu);
            tryVerify(() => findChild(shown, "menuArchive") && findChild(shown, "menuUnread").activeFocus);
            office.press(findChild(shown, "menuArchive"));
            office.settle();
            tryCompare(list, "count", 1);
            verify(findChild(shown, "archived").visible);
            compare(office.nameOf(findChild(shown, "archived")), "Archived (1)");
        }
    }
}
