import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

Item {
    id: root
    width: 1280
    height: 800

    Component {
        id: officeWithTalk
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
        name: "Composer"
        when: windowShown
        property Office office
        property Item composer
        property Item edit

        function init() {
            office = officeWithTalk.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
            make(600);
        }
        function make(width: int) {
            composer = createTemporaryObject(maker, root, {
                office: office,
                width: width,
                y: 300
            });
            edit = findChild(composer, "message");
            edit.forceActiveFocus();
            waitForRendering(composer);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }

        function test_enterSends_data() {
            return [
                {
                    tag: "Return",
                    key: Qt.Key_Return
                },
                {
                    tag: "Enter",
                    key: Qt.Key_Enter
                }
            ];
        }
        function test_enterSends(row) {
            type("Hallo Bob");
            keyClick(row.key);
            compare(edit.text, "");
            office.settle();
            compare(office.lastSent(), "Hallo Bob");
            verify(edit.activeFocus);
        }

        function test_shiftEnterBreaksTheLine() {
            type("eins");
            keyClick(Qt.Key_Return, Qt.ShiftModifier);
            type("zwei");
            compare(edit.text, "eins\nzwei");
            office.settle();
            compare(office.length(), 1);
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.lastSent(), "eins\nzwei");
        }

        function test_enterOnNothingSendsNothing() {
            keyClick(Qt.Key_Return);
            type("  ");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.length(), 1);
            verify(!findChild(composer, "send").enabled);
        }

        function test_tabLeavesTheField() {
            type("a");
            keyClick(Qt.Key_Tab);
            compare(edit.text, "a");
            verify(findChild(composer, "emoji").activeFocus);
            keyClick(Qt.Key_Tab);
            verify(findChild(composer, "send").activeFocus);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            verify(edit.activeFocus);
        }

        function test_growsToEightLinesThenScrolls() {
            const one = composer.implicitHeight;
            for (let line = 0; line < 7; ++line)
                keyClick(Qt.Key_Return, Qt.ShiftModifier);
            const eight = composer.implicitHeight;
            compare(Math.round(eight - one), Math.round(8 * Theme.textLine - Math.max(Theme.textLine, Theme.control)));
            for (let line = 0; line < 20; ++line)
                keyClick(Qt.Key_Return, Qt.ShiftModifier);
            compare(composer.implicitHeight, eight);
            const cursor = edit.mapToItem(composer, 0, edit.cursorRectangle.y);
            verify(cursor.y >= 0 && cursor.y + edit.cursorRectangle.height <= composer.height + 1);
        }

        function test_fits_data() {
            const rows = [];
            for (const width of [480, 1280])
                for (const scale of [0.8, 1, 2])
                    rows.push({
                        tag: width + " " + scale,
                        width: width - 40,
                        scale: scale
                    });
            return rows;
        }
        function test_fits(row) {
            Theme.scale = row.scale;
            make(row.width);
            type("Ein Satz der lang genug ist um auch in einem breiten Fenster umzubrechen wenn die Schrift so gross ist wie sie nur sein kann");
            waitForRendering(composer);
            const send = findChild(composer, "send");
            verify(edit.mapToItem(composer, edit.width, 0).x <= send.mapToItem(composer, 0, 0).x);
            verify(send.mapToItem(composer, send.width, send.height).x <= composer.width);
            verify(edit.contentWidth <= edit.width + 1);
            if (row.width < 500)
                verify(edit.lineCount > 1);
        }

        function test_saysToWhom() {
            compare(office.nameOf(edit), "Message to Bob Lindner");
            compare(office.roleOf(edit), "EditableText");
            compare(office.nameOf(findChild(composer, "send")), "Send");
            verify(office.press(edit));
            verify(edit.activeFocus);
        }

        function test_aRefusalIsSaidAndTheTextIsBack() {
            office.refuseEverything();
            type("Moin");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(edit.text, "Moin");
            compare(office.app.composer.failure, "You may not do this here.");
        }

        function test_anotherConversationHasAnotherDraft() {
            type("an Bob");
            office.openGroup(3);
            compare(edit.text, "");
            type("an alle");
            office.app.openRow(1);
            office.settle();
            compare(edit.text, "an Bob");
        }
    }
}
