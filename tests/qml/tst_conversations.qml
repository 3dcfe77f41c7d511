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
    }
}
