import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// A poll is written and sent, then voted in, by the keyboard alone and as a screen reader does it.
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
    Component {
        id: formMaker
        PollEditor {}
    }

    TestCase {
        name: "Polls"
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
        function form(): QtObject {
            const made = createTemporaryObject(formMaker, root, {
                editor: office.app.pollEditor
            });
            made.open();
            tryVerify(() => made.opened);
            return made;
        }
        function part(form: QtObject, name: string): Item {
            return findChild(form.contentItem, name);
        }
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }

        function test_aPollIsWrittenByTheKeyboard() {
            const dialog = form();
            verify(part(dialog, "questionInput").activeFocus);
            verify(!part(dialog, "sendPoll").enabled);
            type("where");
            keyClick(Qt.Key_Return);
            tryVerify(() => part(dialog, "option1").activeFocus);
            type("soup");
            keyClick(Qt.Key_Return);
            tryVerify(() => part(dialog, "option2").activeFocus);
            type("rice");
            tryVerify(() => part(dialog, "option3") !== null); // an empty one is always there
            verify(part(dialog, "sendPoll").enabled);
            part(dialog, "sendPoll").forceActiveFocus();
            keyClick(Qt.Key_Return);
            rest();
            tryVerify(() => !dialog.visible);
            compare(office.app.pollEditor.title, "");
            verify(findChild(timeline(), "pollOption2"));
        }

        function test_linesThatArePastedBecomeOptions() {
            const dialog = form();
            part(dialog, "option1").forceActiveFocus();
            office.copy("Mon\nTue\nWed\nThu\nFri");
            keyClick(Qt.Key_V, Qt.ControlModifier);
            compare(office.app.pollEditor.options.rowCount(), 6);
            tryVerify(() => part(dialog, "option5") && part(dialog, "option5").text === "Fri");
        }

        function test_whatIsWrongIsSaidAndNothingIsLost() {
            const dialog = form();
            office.app.pollEditor.title = "where";
            office.app.pollEditor.setOption(0, "same");
            office.app.pollEditor.setOption(1, "same");
            verify(office.app.pollEditor.failure.length > 0);
            verify(!part(dialog, "sendPoll").enabled);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !dialog.visible);
            compare(office.app.pollEditor.title, "where");
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
            const dialog = form();
            verify(dialog.width <= root.width && dialog.height <= root.height);
        }
    }
}
