import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Undo, paste and what is put back where one writes.
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
        name: "ComposerEditing"
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

        function test_whatIsPutBackIsWrittenOnAtItsEnd() {
            office.app.composer.text = "Moin";
            compare(edit.text, "Moin");
            type(" B");
            compare(edit.text, "Moin B");
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Delete);
            type("S");
            compare(edit.text, "Soin B"); // and one's own place is kept
        }

        function test_undoTakesBackWhatWasTyped() {
            type("Hallo");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edit.text, "");
            keyClick(Qt.Key_Z, Qt.ControlModifier | Qt.ShiftModifier);
            compare(edit.text, "Hallo");
        }

        function test_undoKnowsLineBreaks() {
            type("eins");
            keyClick(Qt.Key_Return, Qt.ShiftModifier);
            type("zwei");
            for (let i = 0; i < 5 && edit.text.length > 0; ++i)
                keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edit.text, "");
        }

        function test_officePasteComesClean() {
            type("vor ");
            office.copy("An\u00adge\u00adbot\u00a0über\u2028<b>10\u202f000</b>\r\nEuro");
            keyClick(Qt.Key_V, Qt.ControlModifier);
            compare(edit.text, "vor Angebot über\n<b>10 000</b>\nEuro");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.lastSent(), "vor Angebot über\n<b>10 000</b>\nEuro");
        }

        function test_pasteReplacesWhatIsMarkedAndIsUndoneInOne() {
            type("alt");
            edit.selectAll();
            office.copy("neu");
            keyClick(Qt.Key_V, Qt.ControlModifier);
            compare(edit.text, "neu");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edit.text, "alt");
        }

        function test_emptyAfterASendCannotBeUndoneIntoTheNextMessage() {
            type("geheim");
            keyClick(Qt.Key_Return);
            office.settle();
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            // Undo may bring the words back to be sent anew, but never into another conversation.
            office.openGroup(1);
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edit.text, "");
        }
    }
}
