import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// What an admin does in the details panel, by keyboard, mouse and screen reader; what nobody else sees.
Item {
    id: root
    width: 375 // the panel at the greatest text
    height: 800

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: panelMaker
        DetailsPanel {
            required property Office office
            anchors.fill: parent
            conversation: office.app.conversation
            mute: office.app.mute
            listing: office.app.listing
        }
    }

    TestCase {
        name: "Rules"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openGroup(1);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function panel(): Item {
            const made = createTemporaryObject(panelMaker, root, {
                office: office
            });
            waitForRendering(made);
            office.settle();
            return made;
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
        // Of the first member about whom something may be done.
        function menuButton(shown: Item): Item {
            return shownIn(shown, "memberMenu");
        }
        function popup(name: string): Item {
            return shownIn(root.Window.contentItem, name);
        }
        function opened(name: string): Item {
            tryVerify(() => popup(name));
            return popup(name);
        }

        function test_aMemberBecomesAdmin_data() {
            return [
                {
                    tag: "by the mouse",
                    press: item => mouseClick(item)
                },
                {
                    tag: "by Return",
                    press: item => {
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
        function test_aMemberBecomesAdmin(data: var) {
            const shown = panel();
            const menu = menuButton(shown);
            compare(office.nameOf(menu), "Options for Bob Lindner");
            data.press(menu);
            data.press(opened("promote"));
            tryVerify(() => !popup("promote"));
            office.settle();
            compare(office.nameOf(menuButton(shown)), "Options for Anna Krüger (you)"); // who may step back now
        }

        function test_arrowsLeadThroughTheMenu() {
            const shown = panel();
            menuButton(shown).activate();
            const compare = opened("compare");
            tryVerify(() => compare.activeFocus);
            keyClick(Qt.Key_Down);
            const promote = opened("promote");
            verify(promote.activeFocus);
            keyClick(Qt.Key_Down);
            verify(opened("remove").activeFocus);
            keyClick(Qt.Key_Up);
            verify(promote.activeFocus);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !popup("promote"));
        }

        function test_theNameIsEditedByTheKeyboard() {
            const shown = panel();
            const edit = findChild(shown, "editGroup");
            edit.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            const name = opened("groupNameInput");
            tryVerify(() => name.activeFocus);
            compare(name.text, "Vertrieb Nord");
            verify(!opened("saveGroup").enabled);
            name.selectAll();
            for (const letter of "kitchen")
                keyClick(letter);
            keyClick(Qt.Key_Tab);
            verify(opened("groupDescriptionInput").activeFocus);
            for (const letter of "warm")
                keyClick(letter);
            keyClick(Qt.Key_Return); // a line, not the end
            keyClick(Qt.Key_Tab);
            verify(opened("cancelEdit").activeFocus);
            keyClick(Qt.Key_Tab);
            verify(opened("saveGroup").activeFocus);
            keyClick(Qt.Key_Return);
            office.settle();
            tryVerify(() => !popup("saveGroup"));
            compare(findChild(shown, "waiting").text, "On its way: the name “kitchen”");
            tryVerify(() => edit.activeFocus);
        }

        function test_whatIsWrongIsSaid() {
            const shown = panel();
            findChild(shown, "editGroup").activate();
            office.app.conversation.editor.name = "x".repeat(65);
            verify(!opened("saveGroup").enabled);
            verify(office.app.conversation.editor.failure.length > 0);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !popup("saveGroup"));
        }

        function test_whoMayNotSeesNothing() {
            office.openGroupOfOthers();
            const shown = panel();
            verify(!findChild(shown, "editGroup").visible);
            menuButton(shown).activate(); // anybody may compare safety numbers
            verify(opened("compare"));
            for (const action of ["promote", "dismiss", "remove"])
                compare(popup(action), null);
            keyClick(Qt.Key_Escape);
        }

        function test_fits_data() {
            return [
                {
                    tag: "0.8",
                    scale: 0.8
                },
                {
                    tag: "2",
                    scale: 2
                }
            ];
        }
        function test_fits(data: var) {
            Theme.scale = data.scale;
            office.settings("Eine Gruppe mit einem Namen, der so lang ist, wie er nur sein darf!", "Angebote, Termine und alles, was den Norden angeht. ".repeat(20));
            const shown = panel();
            for (const name of ["description", "editGroup"]) {
                const item = findChild(shown, name);
                const place = item.mapToItem(root, 0, 0);
                verify(place.x >= 0 && place.x + item.width <= root.width, name);
                verify(!office.isShortened(item), name);
            }
            menuButton(shown).activate();
            for (const name of ["promote", "remove"])
                verify(!office.isShortened(opened(name)), name);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !popup("promote"));
            findChild(shown, "editGroup").activate();
            const save = opened("saveGroup");
            const place = save.mapToItem(root, 0, 0);
            verify(place.x >= 0 && place.x + save.width <= root.width);
            verify(place.y >= 0 && place.y + save.height <= root.height);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !popup("saveGroup"));
        }
    }
}
