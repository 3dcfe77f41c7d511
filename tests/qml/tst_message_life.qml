import QtQuick
import QtTest
import Kontor.App
import Kontor.Fakes
import Kontor.Ui

// A message that disappears by itself: chosen where one attaches, by the keyboard alone, said above the words.
Item {
    id: root
    width: 480
    height: 800

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: maker
        Composer {
            required property QtObject office
            composer: office.app.composer
            emojiPicker: office.app.emojiPicker
            emojiCompletion: office.app.emojiCompletion
            pollEditor: office.app.pollEditor
            title: "Bob Lindner"
        }
    }

    TestCase {
        id: test
        name: "MessageLife"
        when: windowShown
        property Office office
        property Composer composer
        property Item edit

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
            composer = createTemporaryObject(maker, root, {
                office: office,
                width: 440,
                y: 600
            });
            edit = part("message");
            edit.forceActiveFocus();
            waitForRendering(composer);
        }
        function part(name: string): Item {
            return findChild(composer, name);
        }
        // What a Repeater makes is no child of whoever has it.
        function focused(): Item {
            return composer.Window.window.activeFocusItem;
        }
        function choose(downs: int) {
            part("add").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => part("newPicture") && part("newPicture").activeFocus);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            verify(part("newLife").activeFocus);
            keyClick(Qt.Key_Return);
            tryVerify(() => focused().objectName === "messageLife0");
            for (let i = 0; i < downs; i++)
                keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
        }

        function test_isChosenByTheKeyboardAndSaid() {
            choose(2);
            tryVerify(() => part("messageLife"));
            compare(part("messageLife").text, "This message disappears after 5 minutes");
            tryVerify(() => edit.activeFocus);
            keyClick("x");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.lastSent(), "x");
            verify(!office.app.composer.lifetimes.timed);
            tryVerify(() => !part("messageLife"));
        }

        function test_isTakenBack_data() {
            return [
                {
                    tag: "by its button"
                },
                {
                    tag: "by Escape"
                }
            ];
        }
        function test_isTakenBack(row) {
            choose(1);
            tryVerify(() => part("leaveLife"));
            if (row.tag === "by Escape")
                keyClick(Qt.Key_Escape);
            else
                part("leaveLife").activate();
            verify(!office.app.composer.lifetimes.timed);
            tryVerify(() => edit.activeFocus);
        }

        function test_aChangeHasNoLifeOfItsOwn() {
            choose(1);
            tryVerify(() => part("messageLife"));
            office.sayOwn("Ich, Freitag");
            office.settle();
            office.app.messageActions.editLast();
            office.settle();
            tryVerify(() => !part("messageLife"));
            part("add").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => part("newPicture").activeFocus);
            verify(!part("newLife").visible);
            keyClick(Qt.Key_Escape);
            office.app.composer.leaveAbout();
            tryVerify(() => part("messageLife")); // the draft of before has its life still
        }

        function test_theMenuEndsWhereTheCompanySaysSo() {
            office.allowLife(300);
            choose(2);
            tryVerify(() => part("messageLife"));
            compare(part("messageLife").text, "This message disappears after 5 minutes");
            compare(office.app.composer.lifetimes.rowCount(), 3);
            part("add").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => part("newLife").visible);
            part("newLife").activate();
            tryVerify(() => part("messageLifeBound") && part("messageLifeBound").visible);
            compare(part("messageLifeBound").text, "Your company allows 5 minutes at most.");
            office.allowLife(30); // while the menu is open
            compare(part("messageLifeBound").text, "Your company allows 30 seconds at most.");
            compare(office.app.composer.lifetimes.rowCount(), 2);
            verify(!office.app.composer.lifetimes.timed);
            keyClick(Qt.Key_Escape);
        }

        function test_theMenuShowsWhatIsChosen() {
            choose(3);
            part("add").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => part("newLife").visible);
            part("newLife").activate();
            tryVerify(() => focused().objectName === "messageLife3");
            verify(focused().Accessible.checked);
            keyClick(Qt.Key_Escape);
            tryVerify(() => edit.activeFocus);
            verify(office.app.composer.lifetimes.timed); // looked only
        }
    }
}
