import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// Dates of a poll are written by the keyboard alone: a day from the calendar, times, whole days.
Item {
    id: root
    width: 480
    height: 600

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: formMaker
        PollEditor {}
    }
    Component {
        id: sheetMaker
        SlotSheet {}
    }

    TestCase {
        name: "PollDates"
        when: windowShown
        property Office office
        property App.PollEditorViewModel editor

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
            editor = office.app.pollEditor;
            editor.kind = App.PollEditorViewModel.Dates;
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function opened(maker: Component, values: var): QtObject {
            const made = createTemporaryObject(maker, root, values);
            made.open();
            tryVerify(() => made.opened);
            return made;
        }
        function sheet(): QtObject {
            editor.beginDate();
            const made = opened(sheetMaker, {
                form: editor.slotForm
            });
            tryVerify(() => findChild(made.contentItem, "slotCalendar").activeFocus);
            return made;
        }
        function part(dialog: QtObject, name: string): Item {
            return findChild(dialog.contentItem, name);
        }
        function words(row: int): string {
            return editor.dates.data(editor.dates.index(row, 0), Qt.UserRole + 1);
        }

        function test_aDateByTheKeyboard() {
            const dialog = sheet();
            const before = editor.slotForm.firstDay;
            keyClick(Qt.Key_PageDown);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            verify(editor.slotForm.firstDay !== before);
            tryVerify(() => part(dialog, "slotStartInput").activeFocus);
            keyClick(Qt.Key_Up);
            compare(editor.slotForm.starts, "10:15");
            compare(editor.slotForm.ends, "11:15");
            keyClick(Qt.Key_Return);
            tryVerify(() => part(dialog, "slotEndInput").activeFocus);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => !dialog.visible);
            compare(editor.dates.rowCount(), 1);
            verify(words(0).endsWith("10:15 – 11:00"), words(0));
        }

        function test_whatIsWrongIsSaid() {
            const dialog = sheet();
            verify(!part(dialog, "slotOvernight").visible);
            editor.slotForm.ends = "9:00";
            verify(part(dialog, "slotOvernight").visible);
            verify(part(dialog, "takeSlot").enabled);
            editor.slotForm.ends = "10:00";
            verify(part(dialog, "slotTrouble").visible);
            verify(!part(dialog, "takeSlot").enabled);
        }

        function test_wholeDays() {
            const dialog = sheet();
            part(dialog, "allDay").activate();
            verify(!part(dialog, "slotStart").visible);
            part(dialog, "slotCalendar").forceActiveFocus();
            keyClick(Qt.Key_Return);
            verify(editor.slotForm.pickingLast);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Return);
            part(dialog, "takeSlot").activate();
            compare(editor.dates.rowCount(), 1);
            verify(words(0).includes(" – "), words(0));
        }

        function test_theFormScrollsToWhatHasTheKeyboard() {
            const dialog = opened(formMaker, {
                editor: editor
            });
            for (let i = 0; i < 6; ++i) {
                editor.beginDate();
                editor.slotForm.take();
            }
            verify(dialog.height <= root.height);
            const scroll = part(dialog, "pollScroll");
            tryVerify(() => scroll.contentHeight > scroll.height);
            const last = part(dialog, "pollEnds");
            last.forceActiveFocus();
            tryVerify(() => {
                const y = last.mapToItem(scroll, 0, 0).y;
                return y >= 0 && y + last.height <= scroll.height;
            });
            part(dialog, "questionInput").forceActiveFocus();
            tryVerify(() => scroll.contentY < Theme.grid * 5);
        }

        function test_aDateIsChangedAndRemoved() {
            editor.beginDate();
            editor.slotForm.take();
            const dialog = opened(formMaker, {
                editor: editor
            });
            const line = part(dialog, "date1");
            verify(office.nameOf(line).endsWith("change"));
            verify(office.press(line));
            verify(editor.slotForm.again);
            keyClick(Qt.Key_Escape);
            verify(office.press(part(dialog, "removeDate1")));
            compare(editor.dates.rowCount(), 0);
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
            const dialog = sheet();
            verify(dialog.width <= root.width && dialog.height <= root.height);
            for (const name of ["takeSlot", "cancelSlot", "allDay"])
                verify(!office.isShortened(part(dialog, name)), name);
        }
    }
}
