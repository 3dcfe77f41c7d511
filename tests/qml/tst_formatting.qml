import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Looks of what is typed and of what was sent, and naming people while typing.
Item {
    id: root
    width: 900
    height: 800

    Component {
        id: officeWithTalk
        Office {}
    }
    Component {
        id: maker
        Composer {
            required property QtObject office
            width: 600
            y: 500
            composer: office.app.composer
            emojiPicker: office.app.emojiPicker
            emojiCompletion: office.app.emojiCompletion
            pollEditor: office.app.pollEditor
            title: "Bob Lindner"
        }
    }
    Component {
        id: timeline
        Timeline {
            required property QtObject office
            width: 900
            height: 480
            app: office.app
            timeline: office.app.timeline
        }
    }

    TestCase {
        id: test
        name: "Formatting"
        when: windowShown
        property Office office
        property Item composer
        property Item edit

        function init() {
            office = officeWithTalk.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
            composer = createTemporaryObject(maker, root, {
                office: office
            });
            edit = findChild(composer, "message");
            edit.forceActiveFocus();
            waitForRendering(composer);
        }
        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }
        function send() {
            keyClick(Qt.Key_Return);
            office.settle();
        }

        function test_peopleAreOfferedByAnyPartOfTheName_data() {
            return [
                {
                    tag: "handle",
                    typed: "@bo"
                },
                {
                    tag: "last name",
                    typed: "@lind"
                },
                {
                    tag: "capitals",
                    typed: "@LIND"
                }
            ];
        }
        function test_peopleAreOfferedByAnyPartOfTheName(row) {
            type("Hallo " + row.typed);
            tryVerify(() => office.app.composer.mentions.shown);
            keyClick(Qt.Key_Return);
            compare(edit.text, "Hallo @bob ");
            verify(!office.app.composer.mentions.shown);
            compare(edit.cursorPosition, edit.length);
            compare(office.length(), 1); // nothing was sent
        }
        function test_escapeLeavesWhatWasTyped() {
            type("@li");
            tryVerify(() => office.app.composer.mentions.shown);
            keyClick(Qt.Key_Escape);
            verify(!office.app.composer.mentions.shown);
            compare(edit.text, "@li");
            type("n");
            verify(!office.app.composer.mentions.shown);
        }
        function test_mailIsNoMention() {
            type("mail@bo");
            verify(!office.app.composer.mentions.shown);
        }
        function test_whatIsTypedStaysAsItIs() {
            type("*fett* und _mehr_");
            compare(edit.text, "*fett* und _mehr_");
            keyClick(Qt.Key_Z, Qt.ControlModifier); // looks are nothing that can be undone
            verify(edit.text.length < 17);
        }
        function test_whatWasSentHasLooks() {
            const list = createTemporaryObject(timeline, root, {
                office: office
            });
            type("*fett*, @bob");
            send();
            tryVerify(() => findChild(list, "formatted") !== null);
            const words = findChild(list, "formatted");
            compare(words.text, "fett, @Bob Lindner");
            tryVerify(() => words.lastLine > 0);
            verify(words.height >= Theme.textLine);
        }
    }
}
