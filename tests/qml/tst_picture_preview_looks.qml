import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// What is seen and said of a picture before it is sent.
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
        name: "PicturePreviewLooks"
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

        function test_whatIsNoPictureIsSaid() {
            attach([office.makeFile("Brief.txt", 0, 0)]);
            tryVerify(() => office.app.composer.failure === "“Brief.txt” is not a picture.");
            verify(!part("send").enabled);
            type("a");
            compare(office.app.composer.failure, "");
        }

        function test_isSaid() {
            attach([office.makeFile("a.png", 60, 40)]);
            tryVerify(() => test.shown("a.png"));
            compare(office.nameOf(part("discardPicture")), "Discard picture");
            compare(office.nameOf(part("previewName")), "a.png");
            compare(office.roleOf(part("previewPicture")), "Graphic");
            verify(office.press(part("discardPicture")));
            verify(!office.app.composer.pictures.shown);
        }

        function test_thePictureIsOnTheScreen() {
            attach([office.makeFile("a.png", 60, 40)]);
            tryVerify(() => test.shown("a.png"));
            tryVerify(() => office.colourfulPoints(part("previewPicture")) > 96 * 72 / 2);
        }

        function test_fits_data() {
            const rows = [];
            for (const width of [320, 440, 900])
                for (const scale of [0.8, 1, 2])
                    rows.push({
                        tag: width + " " + scale,
                        width: width,
                        scale: scale
                    });
            return rows;
        }
        function test_fits(data: var) {
            Theme.scale = data.scale;
            root.width = Math.max(480, data.width);
            make(data.width);
            attach([office.makeFile("Ein sehr langer Name eines Bildes vom Sommerfest.png", 60, 40), office.makeFile("b.png", 60, 40)]);
            tryVerify(() => office.app.composer.pictures.picture !== null);
            waitForRendering(composer);
            const about = part("previewAbout");
            const more = part("previewMore");
            const discard = part("discardPicture");
            verify(!about.truncated && about.contentWidth <= about.width + 1);
            verify(about.mapToItem(composer, about.width, 0).x <= discard.mapToItem(composer, 0, 0).x);
            verify(discard.mapToItem(composer, discard.width, 0).x <= composer.width);
            const words = edit.mapToItem(composer, 0, 0).y;
            verify(more.mapToItem(composer, 0, more.height).y <= words);
            verify(part("previewPicture").mapToItem(composer, 0, 72).y <= words);
            root.width = 480;
        }
    }
}
