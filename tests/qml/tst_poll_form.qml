import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// A poll is written and sent, by the keyboard alone.
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
        name: "PollForm"
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
            const dialog = form();
            verify(dialog.width <= root.width && dialog.height <= root.height);
        }
    }
}
