import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// What stands on top, what is passed on, who has read, and the lists of a conversation.
Item {
    id: root
    width: 1000
    height: 700

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
            panelShown: true
        }
    }

    TestCase {
        name: "Pins"
        when: windowShown
        property Office office
        property Item pane
        property ListView list

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openGroup(30);
            pane = createTemporaryObject(paneMaker, root, {
                office: office
            });
            waitForRendering(pane);
            list = findChild(pane, "timeline");
            rest();
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
        function pressed(name: string) {
            verify(office.press(opened(name)), name);
            rest();
        }

        function test_theBarLeadsToTheMessage() {
            verify(!shown("pinBar"));
            office.pin(2);
            rest();
            const bar = opened("pinBar");
            verify(office.nameOf(bar).indexOf(office.textOf(2)) >= 0, office.nameOf(bar));
            pressed("pinBar");
            compare(office.app.timeline.markedRow(), office.app.timeline.rowOf(2));
            office.pin(20);
            rest();
            verify(office.nameOf(bar).indexOf(office.textOf(20)) >= 0);
            office.deleteEverywhere(2);
            office.deleteEverywhere(20);
            rest();
            tryVerify(() => !shown("pinBar"));
        }

        function test_theMenuPins() {
            list.forceActiveFocus(Qt.TabFocusReason);
            rest();
            keyClick(Qt.Key_Menu);
            compare(office.nameOf(opened("menuPin")), "Pin");
            pressed("menuPin");
            opened("pinBar");
        }

        function test_aMessageIsForwarded() {
            office.openNotes();
            office.openGroup(3);
            rest();
            list.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Menu);
            pressed("menuForward");
            opened("forwardSearch");
            verify(!opened("sendForward").enabled);
            const row = opened("forwardTo");
            compare(office.roleOf(row), "CheckBox");
            pressed("forwardTo");
            verify(opened("sendForward").enabled);
            pressed("sendForward");
            tryVerify(() => !shown("forwardSearch"));
        }

        function test_listsAreOneClickAway_data() {
            return [
                {
                    tag: "pins",
                    entry: "listPins"
                },
                {
                    tag: "files",
                    entry: "listFiles"
                },
                {
                    tag: "links",
                    entry: "listLinks"
                },
                {
                    tag: "polls",
                    entry: "listPolls"
                }
            ];
        }
        function test_listsAreOneClickAway(data) {
            office.pin(2);
            rest();
            pressed(data.entry);
            opened("listing");
            if (data.tag === "pins") {
                pressed("listed");
                compare(office.app.timeline.markedRow(), office.app.timeline.rowOf(2));
            } else {
                verify(!shown("listed"));
            }
            pressed("pageBack");
            tryVerify(() => !shown("listing"));
            verify(opened(data.entry).activeFocus);
        }

        function test_readersAreTold() {
            office.openGroup(3);
            office.sayOwn("Wer liest das?");
            office.tellReaders();
            rest();
            list.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Menu);
            pressed("menuInfo");
            opened("readers");
            tryVerify(() => office.nameOf(opened("reader")).indexOf("Read by") === 0);
            pressed("closeInfo");
            tryVerify(() => !shown("readers"));
        }

        function test_aDayIsChosenByKeys() {
            shown("goToDay").activate();
            tryVerify(() => shown("calendar"));
            tryVerify(() => shown("calendar").activeFocus);
            const title = shown("monthTitle").words;
            keyClick(Qt.Key_PageUp);
            verify(shown("monthTitle").words !== title);
            keyClick(Qt.Key_PageDown);
            compare(shown("monthTitle").words, title);
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_Return);
            tryVerify(() => !shown("calendar"));
            rest();
            tryVerify(() => list.activeFocus);
        }
    }
}
