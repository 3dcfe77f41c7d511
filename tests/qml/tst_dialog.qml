import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Asking before something that cannot be taken back.
Item {
    id: root
    width: 480
    height: 600

    Office {
        id: office
    }
    Component {
        id: confirm
        ConfirmDialog {
            title: "„Vertrieb Nord“ verlassen?"
            sentence: "Du bekommst keine Nachrichten aus dieser Gruppe mehr. Nur ein Mitglied kann dich wieder hinzufügen."
            action: "Gruppe verlassen"
        }
    }
    SignalSpy {
        id: confirmed
        signalName: "confirmed"
    }
    SignalSpy {
        id: closed
        signalName: "closed"
    }

    TestCase {
        name: "Dialog"
        when: windowShown

        function ask(): QtObject {
            const dialog = confirm.createObject(root);
            verify(dialog);
            confirmed.target = dialog;
            confirmed.clear();
            closed.target = dialog;
            closed.clear();
            dialog.open();
            tryVerify(() => dialog.opened);
            return dialog;
        }
        function button(dialog: QtObject, name: string): Item {
            return findChild(dialog.contentItem, name);
        }
        function cleanup() {
            Theme.scale = 1;
        }

        function test_theSafeAnswerHasTheFocus() {
            const dialog = ask();
            verify(button(dialog, "cancel").activeFocus);
            keyClick(Qt.Key_Return);
            tryCompare(closed, "count", 1);
            compare(confirmed.count, 0);
        }

        function test_escapeIsNo() {
            ask();
            keyClick(Qt.Key_Escape);
            tryCompare(closed, "count", 1);
            compare(confirmed.count, 0);
        }

        function test_tabReachesYes() {
            const dialog = ask();
            keyClick(Qt.Key_Tab);
            verify(button(dialog, "confirm").activeFocus);
            keyClick(Qt.Key_Tab); // and stays within the dialog
            verify(button(dialog, "cancel").activeFocus);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Space);
            tryCompare(closed, "count", 1);
            compare(confirmed.count, 1);
        }

        function test_pressActions() {
            const dialog = ask();
            compare(office.nameOf(button(dialog, "confirm")), "Gruppe verlassen");
            verify(office.press(button(dialog, "confirm")));
            tryCompare(closed, "count", 1);
            compare(confirmed.count, 1);
        }

        function test_fitsAtEachTextSize() {
            for (const scale of [0.8, 1, 2]) {
                Theme.scale = scale;
                const dialog = ask();
                verify(dialog.width <= root.width);
                verify(dialog.height <= root.height);
                const yes = button(dialog, "confirm");
                const right = yes.mapToItem(dialog.contentItem, yes.width, 0).x;
                verify(right <= dialog.contentItem.width + 1, "at " + scale);
                const no = button(dialog, "cancel");
                verify(no.mapToItem(dialog.contentItem, 0, 0).x >= 0, "at " + scale);
                dialog.close();
                tryCompare(closed, "count", 1);
            }
        }
    }
}
