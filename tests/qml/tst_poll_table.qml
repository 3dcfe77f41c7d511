import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// The table of a poll: one's own line is pressed, names and options stay while it scrolls.
Item {
    id: root
    width: 480
    height: 600

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
        id: matrixMaker
        PollMatrix {}
    }

    TestCase {
        name: "PollTable"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openGroup(0);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
        }
        // The table is opened from the card, so that the poll is the one that stands there.
        function matrix(): QtObject {
            const shown = createTemporaryObject(timelineMaker, root, {
                office: office
            });
            waitForRendering(shown);
            rest();
            const card = findChild(shown, "pollTable");
            verify(card);
            card.activate();
            rest();
            const made = createTemporaryObject(matrixMaker, root, {
                table: office.app.pollTable
            });
            made.open();
            tryVerify(() => made.opened);
            waitForRendering(made.contentItem);
            rest();
            return made;
        }
        function part(dialog: QtObject, name: string): Item {
            return findChild(dialog.contentItem, name);
        }

        function test_oneselfAnswersByTheKeyboard() {
            office.askDates(3);
            office.answerPoll([1], [2], "rather early");
            const dialog = matrix();
            const body = part(dialog, "matrixBody");
            tryVerify(() => body.activeFocus);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Space);
            rest();
            const own = part(dialog, "ownCell1");
            verify(own.current);
            compare(own.answer, 1);
            verify(office.nameOf(body).endsWith("your answer: yes"), office.nameOf(body));
            keyClick(Qt.Key_Space);
            rest();
            compare(own.answer, 2);
        }

        function test_oneselfAnswersByTheMouseAndAsAScreenReaderDoes() {
            office.askDates(3);
            const dialog = matrix();
            const own = part(dialog, "ownCell0");
            mouseClick(own);
            rest();
            compare(own.answer, 1);
            verify(office.press(own));
            rest();
            compare(own.answer, 2);
            verify(office.nameOf(own).endsWith("if need be"));
        }

        function test_whatIsNotAnsweredIsReminded() {
            office.askDates(2);
            office.answerPoll([1], [], "");
            const dialog = matrix();
            verify(part(dialog, "matrixSilent").visible);
            part(dialog, "matrixRemind").activate();
            rest();
            verify(!part(dialog, "matrixRemind").visible);
        }

        function test_aClosedTableIsReadOnly() {
            office.askDates(2);
            const dialog = matrix();
            part(dialog, "matrixClose").activate();
            rest();
            verify(!part(dialog, "matrixClose").visible);
            verify(part(dialog, "matrixReopen").visible);
            compare(part(dialog, "ownCell0"), null);
        }

        function test_fiftyDatesAndTwoHundredPeopleScroll() {
            office.askManyPeople(50, 200);
            const dialog = matrix();
            const body = part(dialog, "matrixBody");
            compare(body.rows, 201);
            compare(body.columns, 50);
            verify(dialog.width <= root.width && dialog.height <= root.height);
            verify(body.children.length < 400); // only what is in view is made
            body.contentX = body.contentWidth - body.width;
            body.contentY = body.contentHeight - body.height;
            rest();
            const heads = part(dialog, "matrixHeads");
            compare(heads.contentX, body.contentX);
            compare(part(dialog, "matrixSums").contentX, body.contentX);
            tryVerify(() => heads.itemAtIndex(49) !== null);
            body.forceActiveFocus();
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_PageUp);
            verify(body.contentY < body.contentHeight - body.height);
            verify(body.contentX < 200); // back to where the keyboard stands
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
            office.askDates(3);
            const dialog = matrix();
            verify(dialog.width <= root.width && dialog.height <= root.height);
            for (const name of ["matrixClose", "saveCsv"])
                verify(!office.isShortened(part(dialog, name)), name);
        }
    }
}
