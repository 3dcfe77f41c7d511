import QtQuick
import QtTest
import Kontor.App as App
import Kontor.Fakes
import Kontor.Ui

// Muting a conversation, and what notifications say: by keyboard and as a screen reader does it.
Item {
    id: root
    width: 480
    height: 700

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: rowMaker
        MuteRow {
            width: Theme.panelWidth - Theme.grid * 6
        }
    }
    Component {
        id: settingsMaker
        NotificationSettings {
            width: 400
        }
    }

    TestCase {
        name: "Quiet"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.openTalk(["Moin"]);
        }
        function cleanup() {
            Theme.scale = 1;
        }
        function row(): MuteRow {
            const made = createTemporaryObject(rowMaker, root, {
                mute: office.app.mute
            }) as MuteRow;
            made.forceActiveFocus();
            return made;
        }
        function menuOf(row: MuteRow): MuteMenu {
            const loader = Array.from(row.resources).concat(Array.from(row.children)).find(child => child instanceof Loader) as Loader;
            return loader.item as MuteMenu;
        }
        function settings(): NotificationSettings {
            return createTemporaryObject(settingsMaker, root, {
                choices: office.app.notifications,
                background: office.app.background
            }) as NotificationSettings;
        }

        function test_byKeyboard() {
            const made = row();
            compare(office.nameOf(made), "Notifications: On");
            keyClick(Qt.Key_Return);
            const menu = menuOf(made);
            tryVerify(() => menu.opened);
            verify(!findChild(menu.contentItem, "unmute").visible);
            verify(findChild(menu.contentItem, "muteHour").activeFocus);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Tab);
            verify(findChild(menu.contentItem, "muteAlways").activeFocus);
            keyClick(Qt.Key_Return);
            office.settle();
            tryVerify(() => !menu.visible);
            compare(office.nameOf(made), "Notifications: Muted");
            verify(made.activeFocus);
        }

        function test_asAScreenReader() {
            const made = row();
            verify(office.press(made));
            const menu = menuOf(made);
            tryVerify(() => menu.opened);
            verify(office.press(findChild(menu.contentItem, "muteUntilTomorrow")));
            office.settle();
            tryVerify(() => !menu.visible);
            verify(office.nameOf(made).startsWith("Notifications: Muted until tomorrow, "));
            verify(office.press(made));
            tryVerify(() => menu.opened);
            verify(office.press(findChild(menu.contentItem, "unmute")));
            office.settle();
            compare(office.nameOf(made), "Notifications: On");
        }

        function test_untilWhenIsNeverCutOff() {
            for (const scale of [1, 2]) {
                Theme.scale = scale;
                const made = row();
                office.app.mute.mute(App.MuteViewModel.UntilTomorrow);
                office.settle();
                verify(made.mute.muted);
                waitForRendering(made);
                verify(!office.isShortened(made), "at " + scale);
            }
        }

        function test_escapeChangesNothing() {
            const made = row();
            keyClick(Qt.Key_Return);
            const menu = menuOf(made);
            tryVerify(() => menu.opened);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !menu.visible);
            compare(office.nameOf(made), "Notifications: On");
        }

        function test_whatNotificationsSay() {
            const made = settings();
            const choices = office.app.notifications;
            verify(office.checked(findChild(made, "nameAndText")));
            verify(office.press(findChild(made, "nothing")));
            compare(choices.content, App.NotificationChoices.Nothing);
            verify(office.checked(findChild(made, "nothing")));
            verify(!office.checked(findChild(made, "nameAndText")));
            verify(office.press(findChild(made, "sounds")));
            verify(!choices.sounds);
            verify(office.press(findChild(made, "notify")));
            verify(!choices.enabled);
            // What has nothing to say is not there; and nothing promises a tray where there is none.
            for (const name of ["nameAndText", "nameOnly", "nothing", "sounds", "stay"])
                verify(!findChild(made, name).visible, name);
        }

        function test_largeLetters() {
            Theme.scale = 2;
            const made = settings();
            waitForRendering(made);
            for (const name of ["notify", "sounds", "nameAndText"])
                verify(!office.isShortened(findChild(made, name)), name);
        }
    }
}
