import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// The emoji at a message: who put them there, one's own and its way back.
Item {
    id: root
    width: 700
    height: 600

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: paneMaker
        ConversationPane {
            required property Office office
            anchors.fill: parent
            app: office.app
        }
    }

    TestCase {
        name: "Reactions"
        when: windowShown
        property Office office
        property Item pane
        property ListView list

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Wer bringt Kuchen?"]); // 1, by Bob
            office.sayOwn("Ich, Freitag"); // 2
            pane = createTemporaryObject(paneMaker, root, {
                office: office
            });
            waitForRendering(pane);
            list = findChild(pane, "timeline");
            rest();
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function rest() {
            for (let turn = 0; turn < 4; ++turn)
                office.settle();
            list.forceLayout();
        }
        function shownIn(item: Item, name: string): Item {
            if (item.objectName === name && item.visible)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = shownIn(item.children[i], name);
                if (found)
                    return found;
            }
            return null;
        }
        // Anywhere in the window, popups too.
        function shown(name: string): Item {
            return shownIn(root.Window.contentItem, name);
        }
        function opened(name: string): Item {
            tryVerify(() => shown(name), 5000, name);
            return shown(name);
        }
        function row(message: int): Item {
            const index = office.app.timeline.rowOf(message);
            verify(index >= 0, message + " is in the window");
            return list.itemAtIndex(index);
        }
        // By the keyboard.
        function choose(message: int) {
            list.forceActiveFocus(Qt.TabFocusReason);
            for (let steps = 0; steps < 20 && !row(message).activeFocus; ++steps)
                keyClick(list.currentIndex < office.app.timeline.rowOf(message) ? Qt.Key_Up : Qt.Key_Down);
            verify(row(message).activeFocus);
            rest();
        }

        readonly property string thumb: "👍"
        function chip(message: int, emoji: string): Item {
            return shownIn(row(message), "reaction" + emoji);
        }

        function test_oneClickLikes() {
            choose(1);
            opened("like").activate();
            rest();
            const own = chip(1, thumb);
            verify(own);
            compare(office.nameOf(own), "👍, 1, yours is among them");
        }

        function test_aChipIsPressed_data() {
            return [
                {
                    tag: "by the mouse",
                    press: item => mouseClick(item)
                },
                {
                    tag: "by Space",
                    press: item => {
                        list.currentIndex = 0; // Tab comes from a row
                        item.forceActiveFocus(Qt.TabFocusReason);
                        keyClick(Qt.Key_Space);
                    }
                },
                {
                    tag: "by Return",
                    press: item => {
                        list.currentIndex = 0; // Tab comes from a row
                        item.forceActiveFocus(Qt.TabFocusReason);
                        keyClick(Qt.Key_Return);
                    }
                },
                {
                    tag: "by a screen reader",
                    press: item => verify(office.press(item))
                }
            ];
        }
        function test_aChipIsPressed(data: var) {
            office.putReaction(2, thumb);
            rest();
            const bobs = chip(2, thumb);
            compare(office.nameOf(bobs), "👍, 1");
            compare(office.roleOf(bobs), "Button");
            compare(office.descriptionOf(bobs), "Bob Lindner");
            verify(!bobs.mine);
            data.press(bobs);
            rest();
            compare(chip(2, thumb), bobs); // the same chip: the focus stays
            compare(bobs.count, 2);
            verify(bobs.mine);
            verify(office.descriptionOf(bobs).includes("Anna"));
            data.press(bobs);
            rest();
            compare(bobs.count, 1);
            verify(!bobs.mine);
        }

        function test_theLastOneTakenBackTheRowIsAsBefore() {
            const before = row(1).height;
            choose(1);
            opened("like").activate();
            rest();
            verify(row(1).height > before);
            chip(1, thumb).activate();
            rest();
            compare(row(1).height, before);
            verify(!chip(1, thumb));
        }

        function test_anyEmojiByThePicker() {
            choose(1);
            opened("react").activate();
            const search = opened("emojiSearch");
            tryVerify(() => search.activeFocus);
            for (const letter of "tada")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            tryVerify(() => chip(1, "🎉"));
            verify(!shown("emojiSearch"));
            compare(findChild(pane, "message").text, ""); // not into what is being written
        }

        function test_theComposersPickerReactsToNothing() {
            office.app.emojiPicker.chosen(thumb);
            rest();
            verify(!chip(1, thumb) && !chip(2, thumb));
            compare(findChild(pane, "message").text, thumb);
        }

        function test_manyOfThemWrap() {
            root.width = 480;
            for (const emoji of ["👍", "🎉", "😂", "🍰", "🚀", "👀", "🙏", "💯", "🔥", "😀", "🐶", "🌈"])
                office.putReaction(2, emoji);
            rest();
            const first = chip(2, thumb);
            const last = chip(2, "🌈");
            verify(last.mapToItem(root, 0, 0).y > first.mapToItem(root, 0, 0).y);
            for (const one of [first, last]) {
                const x = one.mapToItem(root, 0, 0).x;
                verify(x >= 0 && x + one.width <= root.width);
            }
            const bottom = last.mapToItem(row(2), 0, last.height).y;
            verify(bottom <= row(2).height, bottom + " in " + row(2).height);
            root.width = 700;
        }
    }
}
