import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// A poll in the timeline is voted in and closed, by the mouse, by keys and as a screen reader does it.
Item {
    id: root
    width: 480
    height: 700

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: timelineMaker
        Timeline {
            required property Office office
            anchors.fill: parent
            app: office.app
            timeline: office.app.timeline
        }
    }

    TestCase {
        name: "PollCard"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
        }
        function ask(choices: bool) {
            const editor = office.app.pollEditor;
            editor.title = "Wohin am Freitag?";
            editor.setOption(0, "Suppenküche");
            editor.setOption(1, "Kantine");
            editor.several = choices;
            editor.send();
            rest();
        }
        function timeline(): Item {
            const made = createTemporaryObject(timelineMaker, root, {
                office: office
            });
            waitForRendering(made);
            rest();
            return made;
        }

        function test_anOptionIsPressed_data() {
            return [
                {
                    tag: "by the mouse",
                    press: option => mouseClick(option)
                },
                {
                    tag: "by Space",
                    press: option => {
                        option.forceActiveFocus();
                        keyClick(Qt.Key_Space);
                    }
                },
                {
                    tag: "by Return",
                    press: option => {
                        option.forceActiveFocus();
                        keyClick(Qt.Key_Return);
                    }
                },
                {
                    tag: "by a screen reader",
                    press: option => verify(office.press(option))
                }
            ];
        }
        function test_anOptionIsPressed(data: var) {
            ask(false);
            const shown = timeline();
            const option = findChild(shown, "pollOption2");
            verify(office.nameOf(option).startsWith("Kantine"));
            compare(office.roleOf(option), "CheckBox");
            verify(!office.checked(option));
            data.press(option);
            rest();
            verify(office.checked(option));
            compare(findChild(shown, "pollOption2"), option); // the same row: the focus stays
            data.press(option);
            rest();
            verify(!office.checked(option));
        }

        function test_ifNeedBeHasItsOwnSign() {
            office.askDates(2);
            const shown = timeline();
            const option = findChild(shown, "pollOption1");
            mouseClick(option);
            rest();
            verify(office.checked(option));
            mouseClick(option);
            rest();
            verify(!office.checked(option));
            verify(office.nameOf(option).endsWith("your answer: if need be"), office.nameOf(option));
            mouseClick(option);
            rest();
            verify(!office.nameOf(option).includes("your answer"));
        }

        function test_wordsGoWithAVote() {
            office.askDates(2);
            const shown = timeline();
            const words = findChild(shown, "pollComment");
            verify(!words.visible);
            findChild(shown, "pollOption1").activate();
            rest();
            tryVerify(() => words.visible);
            words.forceActiveFocus();
            for (const letter of "early")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            rest();
            compare(words.poll.comment, "early");
        }

        function test_whatWasAskedIsAskedAgain() {
            ask(true);
            const shown = timeline();
            verify(!findChild(shown, "askAgain").visible);
            findChild(shown, "closePoll").activate();
            rest();
            verify(findChild(shown, "reopenPoll").visible);
            findChild(shown, "askAgain").activate();
            rest();
            compare(office.app.pollEditor.title, "Wohin am Freitag?");
            keyClick(Qt.Key_Escape);
            rest();
            findChild(shown, "reopenPoll").activate();
            rest();
            verify(findChild(shown, "closePoll").visible);
        }

        function test_aClosedPollIsReadOnly() {
            ask(true);
            const shown = timeline();
            findChild(shown, "closePoll").activate();
            rest();
            const option = findChild(shown, "pollOption1");
            mouseClick(option);
            rest();
            verify(!office.checked(option));
            verify(!findChild(shown, "closePoll").visible);
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
            ask(false);
            const shown = timeline();
            for (const name of ["pollOption1", "pollOption2", "closePoll"]) {
                const item = findChild(shown, name);
                const place = item.mapToItem(root, 0, 0);
                verify(place.x >= 0 && place.x + item.width <= root.width, name);
                verify(!office.isShortened(item), name);
            }
        }
    }
}
