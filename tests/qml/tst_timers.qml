import QtQuick
import QtTest
import Kontor.Fakes
import Kontor.Ui

// How long messages live: chosen in the details panel by mouse, keyboard and screen reader, by whoever may.
Item {
    id: root
    width: 320
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
        name: "Timers"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
        }
        function panel(): Item {
            const made = createTemporaryObject(panelMaker, root, {
                office: office
            });
            waitForRendering(made);
            office.settle();
            return made;
        }
        function shown(item: Item, name: string): Item {
            if (item.objectName === name && item.visible)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = shown(item.children[i], name);
                if (found)
                    return found;
            }
            return null;
        }

        function test_aLifetimeIsChosen_data() {
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
        function test_aLifetimeIsChosen(data: var) {
            office.openGroup(1);
            const details = panel();
            const row = shown(details, "lifetime");
            compare(office.nameOf(row), "Disappear after: Off");
            data.press(row);
            tryVerify(() => shown(details, "lifetime4"));
            waitForRendering(details);
            verify(office.checked(shown(details, "lifetime0")));
            const day = shown(details, "lifetime4");
            compare(office.nameOf(day), "1 day");
            data.press(day);
            office.settle();
            compare(office.lifetimeAsked(), 24 * 60 * 60);
            tryVerify(() => shown(details, "lifetime"));
            compare(office.nameOf(shown(details, "lifetime")), "Disappear after: 1 day");
            compare(office.app.conversation.subtitle, "3 people · messages disappear after 1 day");
        }

        function test_escapeChangesNothing() {
            office.openGroup(1);
            const details = panel();
            shown(details, "lifetime").activate();
            tryVerify(() => shown(details, "lifetime0"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => shown(details, "lifetime"));
            compare(office.lifetimeAsked(), -1);
        }

        function test_menusEndWhereTheCompanySaysSo() {
            office.openGroup(1);
            const details = panel();
            office.allowLife(3600); // while the window is open
            const row = shown(details, "lifetime");
            compare(office.nameOf(row), "Disappear after: 1 hour");
            compare(office.app.conversation.subtitle, "3 people · messages disappear after 1 hour");
            row.activate();
            tryVerify(() => shown(details, "lifetime2"));
            waitForRendering(details);
            compare(office.nameOf(shown(details, "lifetime0")), "30 seconds");
            compare(office.nameOf(shown(details, "lifetime2")), "1 hour");
            verify(office.checked(shown(details, "lifetime2")));
            compare(shown(details, "lifetime3"), null);
            compare(shown(details, "lifetimeBound").text, "Your company allows 1 hour at most.");
            office.allowLife(300); // while the page is open
            tryVerify(() => !shown(details, "lifetime2"));
            compare(shown(details, "lifetimeBound").text, "Your company allows 5 minutes at most.");
            office.press(shown(details, "lifetime0"));
            office.settle();
            compare(office.lifetimeAsked(), 30);
            office.allowLife(0);
            shown(details, "lifetime").activate();
            tryVerify(() => shown(details, "lifetime6"));
            compare(shown(details, "lifetimeBound"), null);
        }

        function test_whoMayNotHasNoControl() {
            office.openGroupOfOthers();
            const details = panel();
            compare(shown(details, "lifetime"), null);
        }
    }
}
