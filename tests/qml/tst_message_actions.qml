import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// What can be done to a message: the bar beside it, its menu, answers and jumps.
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
        name: "MessageActions"
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

        function test_theBarComesUnderThePointer() {
            verify(!shown("like"));
            mouseMove(row(1), 40, row(1).height / 2);
            for (const name of ["like", "react", "answer", "more"])
                verify(opened(name));
            mouseMove(root, root.width / 2, root.height - 4);
            tryVerify(() => !shown("like"));
        }

        function test_theBarIsReachedByTab() {
            choose(1);
            opened("like");
            keyClick(Qt.Key_Tab);
            tryVerify(() => opened("like").activeFocus);
            keyClick(Qt.Key_Tab);
            verify(opened("react").activeFocus);
            keyClick(Qt.Key_Tab);
            verify(opened("answer").activeFocus);
            keyClick(Qt.Key_Return);
            rest();
            compare(office.app.composer.about, App.ComposerViewModel.Answer);
        }

        function test_keysAnswerEditAndDelete() {
            choose(2);
            keyClick(Qt.Key_E);
            rest();
            compare(office.app.composer.about, App.ComposerViewModel.Edit);
            compare(office.app.composer.text, "Ich, Freitag");
            office.app.composer.leaveAbout();
            choose(1);
            keyClick(Qt.Key_E); // somebody else's
            rest();
            compare(office.app.composer.about, App.ComposerViewModel.Nothing);
            keyClick(Qt.Key_R);
            rest();
            compare(office.app.composer.about, App.ComposerViewModel.Answer);
            office.app.composer.leaveAbout();
            choose(2);
            keyClick(Qt.Key_Delete);
            tryVerify(() => shown("confirm"));
        }

        function test_tabLeadsThroughAQuoteToTheBar() {
            office.receiveReply("Ich auch", 2); // 3
            rest();
            choose(3);
            keyClick(Qt.Key_Tab);
            verify(shownIn(row(3), "quote").activeFocus);
            keyClick(Qt.Key_Tab);
            tryVerify(() => opened("like").activeFocus);
            keyClick(Qt.Key_Backtab);
            verify(shownIn(row(3), "quote").activeFocus);
        }

        function test_everyControlHasAName_data() {
            return [
                {
                    tag: "like",
                    name: "Like"
                },
                {
                    tag: "react",
                    name: "React"
                },
                {
                    tag: "answer",
                    name: "Reply"
                },
                {
                    tag: "more",
                    name: "More actions"
                }
            ];
        }
        function test_everyControlHasAName(data: var) {
            choose(1);
            const control = opened(data.tag);
            compare(office.nameOf(control), data.name);
            compare(office.roleOf(control), "Button");
            verify(office.press(control));
        }

        function openMenu(message: int) {
            choose(message);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            opened("menuCopy");
        }
        function test_theMenuOfAMessageOfSomebodyElse() {
            openMenu(1);
            for (const name of ["menuReply", "menuCopy", "menuDeleteHere"])
                verify(shown(name), name);
            for (const name of ["menuEdit", "menuEarlier", "menuDeleteForAll"])
                verify(!shown(name), name);
        }
        function test_theMenuOfAnOwnMessage() {
            openMenu(2);
            for (const name of ["menuReply", "menuCopy", "menuEdit", "menuDeleteHere", "menuDeleteForAll"])
                verify(shown(name), name);
            verify(!shown("menuEarlier")); // nothing has changed
        }
        function test_whereOneIsNoMemberOnlyOnesCopyCanGo() {
            office.leave();
            rest();
            choose(2);
            const more = opened("more");
            verify(!shown("like"));
            verify(!shown("answer"));
            more.activate();
            opened("menuCopy");
            verify(shown("menuDeleteHere"));
            for (const name of ["menuReply", "menuEdit", "menuDeleteForAll"])
                verify(!shown(name), name);
        }
        function test_theMenuStaysWhileItsRowLosesTheFocus() {
            openMenu(2);
            wait(50);
            verify(shown("menuCopy"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => !shown("menuCopy"));
            tryVerify(() => list.activeFocus); // and the keyboard is back in the timeline
        }

        function test_copy() {
            openMenu(1);
            shown("menuCopy").activate();
            compare(office.copied(), "Wer bringt Kuchen?");
        }

        function test_anAnswerIsWrittenAndSent() {
            choose(1);
            opened("answer").activate();
            compare(opened("aboutHead").words, "Reply to Bob Lindner");
            compare(opened("aboutWords").words, "Wer bringt Kuchen?");
            tryVerify(() => findChild(pane, "message").activeFocus);
            for (const letter of "Ich")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            rest();
            compare(office.lastSent(), "Ich");
            verify(!shown("aboutHead"));
            const quote = shownIn(row(3), "quote");
            verify(quote);
            compare(office.nameOf(quote), "Answer to Bob Lindner: Wer bringt Kuchen?");
        }

        function test_anAnswerIsLeft_data() {
            return [
                {
                    tag: "by Esc",
                    leave: () => keyClick(Qt.Key_Escape)
                },
                {
                    tag: "by its button",
                    leave: () => mouseClick(opened("leaveAbout"))
                }
            ];
        }
        function test_anAnswerIsLeft(data: var) {
            choose(1);
            opened("answer").activate();
            tryVerify(() => findChild(pane, "message").activeFocus);
            keyClick("I");
            data.leave();
            tryVerify(() => !shown("aboutHead"));
            compare(findChild(pane, "message").text, "I");
            verify(findChild(pane, "message").activeFocus);
        }

        function test_aQuoteLeadsToItsOrigin_data() {
            return [
                {
                    tag: "by the mouse",
                    press: quote => mouseClick(quote)
                },
                {
                    tag: "by Return",
                    press: quote => {
                        list.currentIndex = 0; // Tab comes from a row
                        quote.forceActiveFocus(Qt.TabFocusReason);
                        keyClick(Qt.Key_Return);
                    }
                },
                {
                    tag: "by a screen reader",
                    press: quote => verify(office.press(quote))
                }
            ];
        }
        function test_aQuoteLeadsToItsOrigin(data: var) {
            for (let i = 3; i < 300; ++i)
                office.receive("Zeile " + i);
            office.receiveReply("Ich auch", 1); // 300
            rest();
            rest();
            compare(office.app.timeline.rowOf(1), -1);
            data.press(shownIn(row(300), "quote"));
            rest();
            verify(row(1).marked);
            verify(row(1).y + row(1).height > list.contentY && row(1).y < list.contentY + list.height);
            verify(opened("newest")); // the way back
        }

        function test_aQuoteOfWhatIsGoneSaysSo() {
            office.receiveReply("Ich auch", 2);
            rest();
            office.deleteEverywhere(2);
            rest();
            const quote = shownIn(row(3), "quote");
            compare(office.nameOf(quote), "The message was deleted.");
            office.press(quote);
            rest();
            compare(office.app.timeline.markedRow(), -1);
        }

        function test_fits_data() {
            return [
                {
                    tag: "0.8",
                    scale: 0.8
                },
                {
                    tag: "2",
                    scale: 2
                }
            ];
        }
        function test_fits(data: var) {
            Theme.scale = data.scale;
            root.width = 480;
            rest();
            for (const message of [1, 2]) {
                choose(message);
                for (const name of ["like", "react", "answer", "more"]) {
                    const item = opened(name);
                    const x = item.mapToItem(root, 0, 0).x;
                    verify(x >= 0 && x + item.width <= root.width, name);
                }
            }
            root.width = 700;
        }
    }
}
