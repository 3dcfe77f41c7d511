import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// A picture is chosen or pasted, shown above its words, and sent or discarded.
Item {
    id: root
    property int escapes: 0
    width: 480
    height: 700

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
            notes: office.app.conversation.notes
        }
    }
    Shortcut {
        sequence: "Escape"
        onActivated: ++root.escapes
    }

    TestCase {
        id: test
        name: "PicturePreview"
        when: windowShown
        property Office office
        property Item composer
        property Item edit

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
            make(440);
        }
        function cleanup() {
            Theme.scale = 1;
            Theme.dark = false;
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
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }
        function part(name: string): Item {
            return findChild(composer, name);
        }
        // It has been read.
        function shown(name: string): bool {
            const pictures = office.app.composer.pictures;
            return pictures.shown && !pictures.busy && pictures.name === name && part("previewName").words === name;
        }
        function attach(files: var) {
            office.app.composer.pictures.choose();
            office.choose(files);
        }
        function openMenu() {
            part("add").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => part("newPicture") && part("newPicture").activeFocus);
        }

        function test_byTheKeyboardAlone() {
            openMenu();
            keyClick(Qt.Key_Return);
            verify(office.choosing());
            verify(edit.activeFocus);
            office.choose([office.makeFile("Entwurf.png", 60, 40)]);
            tryVerify(() => test.shown("Entwurf.png"));
            verify(part("previewAbout").text.startsWith("60 × 40 · "));
            verify(edit.activeFocus);
            type("so?");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.lastSent(), "so?");
            verify(!office.app.composer.pictures.shown);
            compare(edit.text, "");
            verify(edit.activeFocus);
        }

        function test_theMenuLeadsToBoth() {
            openMenu();
            verify(part("newPoll").visible);
            keyClick(Qt.Key_Down);
            verify(part("newPoll").activeFocus);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !part("newPoll").visible);
        }

        function test_notesHavePicturesAndNoPolls() {
            office.openNotes();
            openMenu();
            verify(!part("newPoll").visible);
            keyClick(Qt.Key_Return);
            verify(office.choosing());
        }

        function test_aScreenshotIsPastedAndTextStillIs() {
            office.copyPicture(64, 36);
            keyClick(Qt.Key_V, Qt.ControlModifier);
            tryVerify(() => test.shown("Screenshot.png"));
            office.copy("dazu");
            keyClick(Qt.Key_V, Qt.ControlModifier);
            compare(edit.text, "dazu");
        }

        function test_escapeDiscardsOneAfterTheOther() {
            type("halb");
            attach([office.makeFile("a.png", 60, 40), office.makeFile("b.png", 60, 40)]);
            tryVerify(() => test.shown("a.png"));
            compare(part("previewMore").text, "1 more");
            keyClick(Qt.Key_Escape);
            tryVerify(() => test.shown("b.png"));
            part("send").forceActiveFocus(); // wherever in the composer
            keyClick(Qt.Key_Escape);
            verify(!office.app.composer.pictures.shown);
            verify(edit.activeFocus);
            compare(edit.text, "halb");
            tryVerify(() => !part("previewName"));
        }

        function test_escapeIsKeptFromTheWindowOnlyWhileThereIsOne() {
            attach([office.makeFile("a.png", 60, 40)]);
            tryVerify(() => test.shown("a.png"));
            root.escapes = 0;
            keyClick(Qt.Key_Escape);
            compare(root.escapes, 0);
            keyClick(Qt.Key_Escape);
            compare(root.escapes, 1);
        }

        function test_aMouseDiscards() {
            attach([office.makeFile("a.png", 60, 40)]);
            tryVerify(() => test.shown("a.png"));
            const height = composer.implicitHeight;
            mouseClick(part("discardPicture"));
            verify(!office.app.composer.pictures.shown);
            tryVerify(() => composer.implicitHeight < height);
            verify(edit.activeFocus);
        }
    }
}
