import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// Messages that are changed or deleted, and what they said before.
Item {
    id: root
    width: 700
    height: 600

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: paneMaker
        ConversationPane {
            required property Office office
            anchors.fill: parent
            app: office.app
        }
    }

    TestCase {
        name: "MessageChanges"
        when: windowShown
        property Office office
        property Item pane
        property ListView list

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Wer bringt Kuchen?"]); // 1, by Bob
            office.sayOwn("Ich, Freitag"); // 2
            pane = createTemporaryObject(paneMaker, root, {
                office: office
            });
            waitForRendering(pane);
            list = findChild(pane, "timeline");
            rest();
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
            list.forceLayout();
        }
        function shownIn(item: Item, name: string): Item {
            if (item.objectName === name && item.visible)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = shownIn(item.children[i], name);
                if (found)
                    return found;
            }
            return null;
        }
        // Anywhere in the window, popups too.
        function shown(name: string): Item {
            return shownIn(root.Window.contentItem, name);
        }
        function opened(name: string): Item {
            tryVerify(() => shown(name), 5000, name);
            return shown(name);
        }
        function row(message: int): Item {
            const index = office.app.timeline.rowOf(message);
            verify(index >= 0, message + " is in the window");
            return list.itemAtIndex(index);
        }
        // By the keyboard.
        function choose(message: int) {
            list.forceActiveFocus(Qt.TabFocusReason);
            for (let steps = 0; steps < 20 && !row(message).activeFocus; ++steps)
                keyClick(list.currentIndex < office.app.timeline.rowOf(message) ? Qt.Key_Up : Qt.Key_Down);
            verify(row(message).activeFocus);
            rest();
        }

        property Item edit: pane ? findChild(pane, "message") : null

        function startEditing() {
            pane.focusComposer();
            keyClick(Qt.Key_Up);
            opened("aboutHead");
        }
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }

        function test_upChangesOnesLastText() {
            startEditing();
            compare(shown("aboutHead").words, "Edit message");
            compare(edit.text, "Ich, Freitag");
            type("!");
            keyClick(Qt.Key_Return);
            rest();
            compare(office.textOf(2), "Ich, Freitag!");
            compare(office.length(), 2);
            compare(edit.text, "");
            verify(!shown("aboutHead"));
            verify(office.nameOf(row(2)).includes("edited"));
        }

        function test_upMovesTheCaretWhereSomethingIsWritten() {
            pane.focusComposer();
            type("halb");
            keyClick(Qt.Key_Up);
            rest();
            verify(!shown("aboutHead"));
        }

        function test_escLeavesAndTheDraftOfBeforeComesBack() {
            pane.focusComposer();
            type("halb");
            choose(2);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            opened("menuEdit").activate();
            tryVerify(() => edit.activeFocus);
            compare(edit.text, "Ich, Freitag");
            keyClick(Qt.Key_Escape);
            rest();
            compare(edit.text, "halb");
            verify(edit.activeFocus);
            compare(office.textOf(2), "Ich, Freitag");
        }

        function test_withoutAChangeReturnLeavesQuietly() {
            startEditing();
            keyClick(Qt.Key_Return);
            rest();
            verify(!shown("aboutHead"));
            verify(!office.nameOf(row(2)).includes("edited"));
        }

        function test_emptiedItIsAskedWhetherToDelete() {
            startEditing();
            edit.selectAll();
            keyClick(Qt.Key_Delete);
            keyClick(Qt.Key_Return);
            opened("confirm").activate();
            rest();
            compare(row(2).text, "This message was deleted.");
            verify(!shown("aboutHead"));
        }

        function askDeletion() {
            choose(2);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            opened("menuDeleteForAll").activate();
            opened("confirm");
        }
        function test_forEveryoneIsAskedFirst() {
            askDeletion();
            tryVerify(() => opened("cancel").activeFocus);
            keyClick(Qt.Key_Return);
            tryVerify(() => !shown("confirm"));
            compare(row(2).text, "Ich, Freitag");
            askDeletion();
            shown("confirm").activate();
            rest();
            verify(row(2).text !== "Ich, Freitag");
            mouseMove(row(2), root.width / 2, row(2).height / 2);
            wait(50);
            verify(!shownIn(row(2), "like")); // nothing can be done to what is gone
        }

        function test_forMeTheRowGoes() {
            choose(1);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            opened("menuDeleteHere").activate();
            rest();
            compare(office.app.timeline.rowOf(1), -1);
        }

        function test_whatItSaidBefore() {
            office.changeText(1, "Wer bringt Torte?");
            office.changeText(1, "Wer bringt Obst?");
            rest();
            choose(1);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            opened("menuEarlier").activate();
            rest();
            const texts = opened("earlierTexts");
            tryCompare(texts, "count", 2);
            verify(office.nameOf(texts.itemAtIndex(0)).endsWith("Wer bringt Kuchen?"));
            verify(office.nameOf(texts.itemAtIndex(1)).endsWith("Wer bringt Torte?"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => !shown("earlierTexts"));
        }

        function test_anAnsweredMessageThatIsErasedIsNotAnswered() {
            choose(1);
            opened("answer").activate();
            opened("aboutHead");
            office.deleteEverywhere(1);
            rest();
            verify(!shown("aboutHead"));
        }
    }
}
