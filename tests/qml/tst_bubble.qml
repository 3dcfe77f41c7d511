import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// One message, whatever is in it and however little room there is.
Item {
    id: root
    width: 1280
    height: 800

    Office {
        id: office
    }
    Component {
        id: maker
        Bubble {
            markup: text
            styled: false
            time: "14:32"
            available: 400
            color: Theme.otherBubble
        }
    }
    SignalSpy {
        id: pressed
        signalName: "linkActivated"
    }

    TestCase {
        name: "Bubble"
        when: windowShown

        function make(text: string, values: var): Item {
            const bubble = createTemporaryObject(maker, root, Object.assign({
                text: text,
                x: 20,
                y: 20
            }, values ?? {}));
            verify(bubble);
            pressed.target = bubble;
            pressed.clear();
            return bubble;
        }
        function part(bubble: Item, name: string): Item {
            return findChild(bubble, name);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        // The time stands beside the last line or below it, never on it.
        function verifyFoot(bubble: Item, tag: string) {
            const foot = part(bubble, "foot");
            const words = part(bubble, "words");
            const footPlace = foot.mapToItem(bubble, 0, 0);
            const wordsPlace = words.mapToItem(bubble, 0, 0);
            verify(footPlace.x + foot.width <= bubble.width - Theme.grid, tag);
            verify(footPlace.y + foot.height <= bubble.height, tag);
            if (bubble.footFits)
                verify(footPlace.x >= wordsPlace.x + words.lastLine + Theme.grid, tag + ": beside");
            else
                verify(footPlace.y >= wordsPlace.y + words.contentHeight - 1, tag + ": below");
        }

        // In the list a row whose size comes a frame later moves all above it.
        function test_footIsAsLargeAsItSaysAtOnce() {
            const bubble = make("Ja", {
                time: "9:01"
            });
            const before = part(bubble, "foot").width;
            bubble.time = "23:59:59";
            verify(part(bubble, "foot").width > before);
            bubble.life = "5 min";
            verify(part(bubble, "foot").width > before + Theme.grown(13));
        }
        function test_fitsItsPlace_data() {
            const texts = [["short", "Ja"], ["sentence", "Kannst du mir kurz helfen? Der Drucker im zweiten Stock mag mich nicht."], ["long word", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(4)], ["lines", "eins\nzwei\n\nvier"], ["emoji", "🎉"], ["many emoji", "👩🏽‍💻".repeat(40)], ["hebrew", "שלום עולם, זה משפט ארוך יותר בשביל לראות מה קורה כשהשורה נגמרת"], ["number", "1234567890"], ["blanks", "a" + " ".repeat(200) + "b"]];
            const rows = [];
            for (const [name, text] of texts)
                for (const available of [220, 400, 900])
                    for (const scale of [0.8, 1, 2])
                        rows.push({
                            tag: name + " " + available + " " + scale,
                            text: text,
                            available: available,
                            scale: scale
                        });
            return rows;
        }
        function test_fitsItsPlace(row) {
            Theme.scale = row.scale;
            const bubble = make(row.text, {
                available: row.available,
                sender: "Friedrich-Wilhelm Schmidt-Hohenstein von der Großen Heide",
                delivery: "delivered"
            });
            verify(bubble.width <= row.available + 1, bubble.width);
            verify(bubble.width <= Theme.bubbleWidth + 1);
            verifyFoot(bubble, row.tag);
            // What is drawn lies within the bubble.
            const words = part(bubble, "words");
            const left = words.mapToItem(bubble, words.drawnX, 0).x;
            verify(left >= 0 && left + words.contentWidth <= bubble.width + 1, left + " " + words.contentWidth);
        }

        function test_everyLengthHasRoomForTheTime() {
            for (let length = 1; length < 120; ++length)
                verifyFoot(make("m".repeat(length).replace(/(.{9})/g, "$1 ")), String(length));
        }

        function test_markedTextLiesWhereTheReadOneLay_data() {
            return [["wrapped", "Kannst du mir kurz helfen? Der Drucker im zweiten Stock mag mich nicht. Er piept.", true], ["lines", "eins\n\nzwei", true], ["emoji", "Sehr gut 👍 und ☀️ danach", false], ["hebrew", "שלום", false]].map(row => ({
                        tag: row[0],
                        text: row[1],
                        exact: row[2]
                    }));
        }
        function test_markedTextLiesWhereTheReadOneLay(row) {
            const bubble = make(row.text, {
                markup: Theme.letters.drawn(row.text)
            });
            const words = part(bubble, "words");
            waitForRendering(bubble);
            const read = grabImage(bubble);
            mouseMove(bubble, bubble.width / 2, bubble.height / 2);
            tryVerify(() => part(bubble, "marking"));
            const marking = part(bubble, "marking");
            waitForRendering(bubble);
            compare(marking.lineCount, words.lineCount);
            fuzzyCompare(marking.contentWidth, words.contentWidth, 1);
            if (row.exact)
                verify(grabImage(bubble).equals(read), "letters do not move under the pointer");
        }

        function test_aLinkIsPressed() {
            const bubble = make("https://example.org/preise", {
                markup: "<a href=\"https://example.org/preise\">https://example.org/preise</a>",
                styled: true
            });
            const words = part(bubble, "words");
            const place = words.mapToItem(bubble, 30, 10);
            mouseMove(bubble, place.x, place.y);
            mouseClick(bubble, place.x, place.y);
            tryCompare(pressed, "count", 1);
            compare(pressed.signalArguments[0][0], "https://example.org/preise");
        }

        function test_textIsMarkedAndCopied() {
            const bubble = make("Preisliste");
            const words = part(bubble, "words");
            const place = words.mapToItem(bubble, 20, 10);
            mouseMove(bubble, place.x, place.y);
            tryVerify(() => part(bubble, "marking"));
            mouseDoubleClickSequence(bubble, place.x, place.y);
            const marking = part(bubble, "marking");
            compare(marking.selectedText, "Preisliste");
            office.copy("");
            keyClick(Qt.Key_C, Qt.ControlModifier);
            compare(office.copied(), "Preisliste");
        }

        function test_markupOfAMessageIsShownAsItWasTyped() {
            const bubble = make("<b>fett</b> & <img src=\"x\">");
            compare(part(bubble, "words").text, "<b>fett</b> & <img src=\"x\">");
            compare(part(bubble, "words").textFormat, Text.PlainText);
        }
    }
}
