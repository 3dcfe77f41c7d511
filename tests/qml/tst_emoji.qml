import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// Emoji are drawn in colour wherever people's words stand, also those that the interface's font has
// as letters; digits and letters are drawn by the interface's font.
Item {
    id: root
    width: 480
    height: 480

    Office {
        id: office
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
    Component {
        id: bubble
        Bubble {
            required property string said
            text: said
            markup: Theme.letters.drawn(said)
            styled: false
            time: "14:32"
            available: 400
            color: Theme.otherBubble
        }
    }
    component PlainRow: ConversationRow {
        required property string said
        width: 300
        index: 0
        time: ""
        unread: 0
        initials: ""
        owner: ""
        availability: 0
        colour: 4
        notes: false
        delivery: ""
        trouble: false
        current: false
        muted: false
        mentioned: false
        verified: false
        conversationId: 1
        marked: false
        favourite: false
        draft: false
        typing: false
        title: ""
        preview: ""
        spoken: said
    }
    Component {
        id: row
        PlainRow {
            title: said
        }
    }
    Component {
        id: preview
        PlainRow {
            preview: said
        }
    }
    Component {
        id: heading
        UiText {
            required property string said
            words: said
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
        }
    }
    Component {
        id: composer
        Composer {
            required property string said
            width: 400
            composer: office.app.composer
            emojiPicker: office.app.emojiPicker
            emojiCompletion: office.app.emojiCompletion
            pollEditor: office.app.pollEditor
            title: ""
            Component.onCompleted: office.app.composer.text = said
        }
    }
    Component {
        id: search
        SearchField {
            required property string said
            width: 300
            name: "Suchen"
            text: said
        }
    }

    TestCase {
        name: "Emoji"
        when: windowShown

        readonly property var pictures: [["thumb", "👍"], ["skin tone", "👍🏽"], ["flag", "🇩🇪"], ["sun", "☀️"], ["heart", "❤️"], ["warning", "⚠️"], ["in words", "Bis morgen ☀️"]]
        readonly property var drawnOnly: [["keycap", "1️⃣"], ["heart on fire", "❤️‍🔥"], ["information", "ℹ️"], ["arrow", "↩️"]]
        readonly property var letters: [["digits", "0123456789"], ["signs", "# * ©"], ["sun as a letter", "☀"], ["words", "Moin, Anna (Q3)"]]

        function places(texts: var, places: var): var {
            const rows = [];
            for (const [tag, text] of texts)
                for (const [place, component] of places)
                    rows.push({
                        tag: tag + " in " + place,
                        text: text,
                        component: component
                    });
            return rows;
        }
        function make(row: var): Item {
            const item = createTemporaryObject(row.component, root, {
                said: row.text,
                x: 20,
                y: 20
            });
            verify(item);
            waitForRendering(item);
            return item;
        }
        function initTestCase() {
            office.openTalk(["Moin"]);
        }

        function test_isColourful_data() {
            return places(pictures, [["bubble", bubble], ["name", row], ["preview", preview], ["heading", heading], ["composer", composer]]).concat(places(drawnOnly, [["bubble", bubble], ["name", row]])).concat(places(pictures.slice(0, 3), [["search field", search]]));
        }
        function test_isColourful(row) {
            const item = make(row);
            tryVerify(() => office.colourfulPoints(item) > 12);
        }

        function test_isNotColourful_data() {
            return places(letters, [["bubble", bubble], ["name", row], ["composer", composer], ["search field", search]]);
        }
        function test_isNotColourful(row) {
            compare(office.colourfulPoints(make(row)), 0);
        }

        function test_whatIsTypedAfterAnEmojiIsNoEmoji() {
            const item = createTemporaryObject(composer, root, {
                said: "☀️"
            });
            const edit = findChild(item, "message");
            edit.forceActiveFocus();
            edit.cursorPosition = edit.length;
            keyClick("1");
            keyClick("2");
            compare(edit.text, "☀️12");
            edit.remove(0, 2);
            compare(edit.text, "12");
            const width = edit.contentWidth;
            edit.text = "12";
            fuzzyCompare(edit.contentWidth, width, 0.1);
        }

        function test_undoTakesBackTheEmojiNotItsColour() {
            const item = createTemporaryObject(composer, root, {
                said: ""
            });
            const edit = findChild(item, "message");
            edit.forceActiveFocus();
            office.copy("☀️");
            keyClick(Qt.Key_V, Qt.ControlModifier);
            compare(edit.text, "☀️");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edit.text, "");
        }

        function test_whatIsReadOutIsWhatWasWritten() {
            const item = createTemporaryObject(heading, root, {
                said: "Kaffee ☀️"
            });
            item.Accessible.ignored = false;
            compare(office.nameOf(item), "Kaffee ☀️");
        }
    }
}
