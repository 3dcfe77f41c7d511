"""walk_notifications.py de|en light|dark: what the desktop is told of messages, by a real session bus, and taken away
again; muted conversations; the tray, and a window that is closed into it. Pictures: build/release/gui."""
import subprocess, sys
from desktop import Desktop
from driver import PATIENCE, ROWS, within, xdotool
from walk import check, say, story, walk
from walk_talking import Named

SECRET = "Zitronenfalter"  # never on the bus where only names were chosen
LANGUAGES = {"de": "German", "en": "English"}


class Bus:
    """Everything that goes over the session bus."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "dbus-monitor", "--session"], stdout=self.file.open("w"), stderr=subprocess.DEVNULL)
        within(20, lambda: self.file.stat().st_size > 0, "the bus being watched")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def said(self, words):
        return words in self.file.read_text(errors="replace")


def one(desktop, title, text, what):
    """The one notification that is shown."""
    def there():
        shown = desktop.shown()
        return shown[0] if [(one["title"], one["text"]) for one in shown] == [(title, text)] else None
    return within(PATIENCE, there, f"{what}: {title!r}, {text!r}")


def none(desktop, what):
    within(PATIENCE, lambda: desktop.shown() == [], f"no notification: {what}")


def unfocus(w):
    """Something else has the focus."""
    other = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "xmessage", "-geometry", "+2000+100", "something else"], stderr=subprocess.DEVNULL)
    xdotool("search", "--sync", "--onlyvisible", "--name", "^xmessage$", "windowactivate", "--sync")
    return other


def close_by_button(window, then):
    """As the window manager's button does. On a busy machine a key may be lost, so it is pressed until `then` holds."""
    def closed():
        window.activate()
        xdotool("key", "alt+F4")
        within(5, then, "the window closed")
        return True
    within(PATIENCE, closed, f"{window.name}'s window closed")


def told(w, desktop):
    t, anna = w.t, w.anna
    anna.press_row("Bob")
    anna.activate()
    w.bob.send(Named("anna"), "Du siehst mich ja")
    anna.message("Du siehst mich ja")
    check(desktop.calls() == [], "nothing is told of the conversation that somebody looks at")

    w.carol.send(Named("anna"), "Hast du <kurz> Zeit & Lust?")
    shown = one(desktop, "Carol Klein", "Hast du &lt;kurz&gt; Zeit &amp; Lust?", "another conversation")
    check(shown["actions"] == ["default", t("Open")], f"it can be pressed: {shown}")
    check(shown["hints"]["suppress-sound"] is True, "the desktop makes no second sound")
    w.carol.send(Named("anna"), "Um zehn?")
    check(one(desktop, "Carol Klein (2)", "Um zehn?", "the newer")["id"] == shown["id"], "it takes the place of the older")
    desktop.ask("click", shown["id"])
    anna.message("Um zehn?")
    none(desktop, "pressed")
    say("another conversation is told of, replaced by its newest message, and opened by a click")

    other = unfocus(w)
    w.carol.send(Named("anna"), "Oder um elf?")
    one(desktop, "Carol Klein", "Oder um elf?", "open, but nobody looks")
    other.kill()
    other.wait()
    anna.activate()
    none(desktop, "read")
    say("a window without the focus is told of, too, and reading takes it away")

    w.carol.send_to_group("Umzug", "Wer hat ein Auto?")
    one(desktop, "Umzug", t("%1: %2", "Carol Klein", "Wer hat ein Auto?"), "a group")
    anna.press_row("Umzug")
    anna.message("Wer hat ein Auto?")
    none(desktop, "opened")


def open_settings(anna, t):
    """At what is said of notifications: the page is longer than the window."""
    anna.press(t("Settings"))
    anna.focus(t("Tell about new messages"), None)
    anna.key("Page_Down")


def chosen(w, desktop):
    t, anna = w.t, w.anna
    anna.press_row("Bob")
    open_settings(anna, t)
    anna.named(t("A notification shows"))
    w.picture(anna, "settings")
    anna.press(t("Name only"))
    anna.press(t("Close settings"))
    with Bus(w.it.folder / "bus.txt") as bus:
        w.carol.send(Named("anna"), SECRET)
        one(desktop, "Carol Klein", t("%n new message(s)", n=1), "the name only")
        open_settings(anna, t)
        anna.press(t("Neither"))
        none(desktop, "what said more than was chosen is gone")
        anna.press(t("Close settings"))
        w.carol.send(Named("anna"), SECRET)
        one(desktop, "Kontor", t("%n new message(s)", n=2), "neither")
        check(bus.said("Carol Klein") and not bus.said(SECRET), "no word of a message goes over the bus")
    anna.press_row("Carol Klein")
    anna.message(SECRET)
    none(desktop, "read")
    open_settings(anna, t)
    anna.press(t("Tell about new messages"))
    anna.press(t("Close settings"))
    anna.press_row("Bob")
    before = desktop.calls()
    w.carol.send(Named("anna"), "Hörst du mich?")
    anna.row("Carol Klein", t("%n unread", n=1))
    check(desktop.calls() == before, "turned off, nothing is told")
    open_settings(anna, t)
    anna.press(t("Tell about new messages"))
    anna.press(t("Name and message"))
    anna.press(t("Close settings"))
    anna.press_row("Carol Klein")
    anna.message("Hörst du mich?")
    say("name and text, the name only, neither, nothing at all: as chosen")


def mute_choice(w, words):
    anna, t = w.anna, w.t
    anna.press_where(lambda node: node.name.startswith(t("Notifications") + ":"), "the row of notifications")
    anna.named(t("Mute until tomorrow"))
    w.picture(anna, "mute-menu")
    anna.press_in_dialog(t(words))


def muted(w, desktop):
    t, anna = w.t, w.anna
    anna.press_row("Carol Klein")
    mute_choice(w, "Mute for 8 hours")
    anna.row("Carol Klein", t("muted"))
    anna.find(lambda node: node.name.startswith(t("%1: %2", t("Notifications"), t("Muted until %1", ""))), "until when")
    w.picture(anna, "muted")
    anna.press_row("Bob")
    before = desktop.calls()
    w.carol.send(Named("anna"), "Leise")
    anna.row("Carol Klein", t("muted"), t("%n unread", n=1))
    check(desktop.calls() == before, "a muted conversation is not told of")
    w.picture(anna, "muted-unread")
    anna.close()
    anna.start().appear()
    anna.row("Carol Klein", t("muted"))
    anna.press_row("Carol Klein")
    anna.message("Leise")
    mute_choice(w, "Turn on again")
    within(PATIENCE, lambda: not anna.seen(lambda node: node.getRoleName() in ROWS and node.name.startswith("Carol Klein,")
                                           and t("muted") in node.name), "the sign gone")
    anna.press_row("Bob")
    w.carol.send(Named("anna"), "Wieder laut")
    one(desktop, "Carol Klein", "Wieder laut", "not muted any more")
    anna.press_row("Carol Klein")
    none(desktop, "read")
    say("muted: a sign, no notification, also after a restart")


def after_a_while(w, desktop):
    """What came while there was no connection: one notification for all of it."""
    t, anna = w.t, w.anna
    anna.press_row("Notizen" if w.german else "Notes")
    w.it.server.kill()
    anna.shows(t("No connection."))
    anna.close()
    w.it.server.start()
    for n in range(12):
        w.bob.send(Named("anna"), f"Bob {n}")
    w.carol.send(Named("anna"), "Carol 1", "Carol 2")
    before = len(desktop.calls())
    anna.start().appear()
    words = t("%1 in %2", t("%n new message(s)", n=14), t("%n conversation(s)", n=2))
    shown = one(desktop, "Kontor", words, "the backlog")
    check(len(desktop.calls()) == before + 1, f"told once: {desktop.calls()[before:]}")
    desktop.ask("click", shown["id"])
    none(desktop, "pressed")
    w.carol.send(Named("anna"), "Bis gleich")
    one(desktop, "Carol Klein (3)", "Bis gleich", "what comes now is told as ever")
    say("a backlog is one notification, however many conversations")


def without_a_tray(w, desktop):
    anna = w.anna
    check(desktop.tray() is None, "no tray, no icon")
    close_by_button(anna, lambda: anna.process.poll() is not None)
    check(anna.process.returncode == 0, f"the program ends with {anna.process.returncode}")
    none(desktop, "the program has ended")
    say("without a tray closing the window quits, and takes its notifications along")


def with_a_tray(w, desktop):
    t, anna = w.t, w.anna
    desktop.ask("open tray")
    anna.start().appear()
    tray = within(PATIENCE, lambda: (desktop.tray() or {}).get("menu") and desktop.tray(), "the icon in the tray")
    check(tray["menu"] == [t("Open Kontor"), t("Quit Kontor")], f"its menu: {tray}")
    within(PATIENCE, lambda: desktop.tray()["marked"] and desktop.tray()["tip"] == t("Kontor: new messages"), "the mark: Bob's are unread")
    for name in ("Bob", "Carol Klein"):
        anna.press_row(name)
        anna.named(t("Message to %1", name))
        anna.activate()
    within(PATIENCE, lambda: not desktop.tray()["marked"] and desktop.tray()["tip"] == "Kontor", "no mark when all is read")
    say("the tray icon is marked while something is unread")

    close_by_button(anna, lambda: anna.seen(lambda node: node.name == t("Keep Kontor running?")))
    w.picture(anna, "keep-running")
    anna.press_in_dialog(t("Keep running"))
    hidden(anna)
    w.bob.send(Named("anna"), "Noch da?")
    shown = one(desktop, "Bob", "Noch da?", "the window is closed")
    within(PATIENCE, lambda: desktop.tray()["marked"], "the mark")
    desktop.ask("click", shown["id"])
    anna.appear()
    anna.message("Noch da?")
    say("closed into the tray, it goes on; a click brings the conversation")

    close_into_tray(anna)
    desktop.ask("press tray")
    anna.appear()
    close_into_tray(anna)
    desktop.ask("close tray")
    anna.appear()
    desktop.ask("open tray")
    within(PATIENCE, lambda: (desktop.tray() or {}).get("menu"), "the icon, back in the tray")
    open_settings(anna, t)
    anna.named(t("Keep running when the window is closed"))
    anna.press(t("Close settings"))
    close_into_tray(anna)
    desktop.ask("press in menu", t("Quit Kontor"))
    within(PATIENCE, lambda: anna.process.poll() == 0, "the program at its end")
    say("asked once; the icon opens the window, its menu quits, and a tray that goes gives the window back")


def hidden(window):
    within(PATIENCE, lambda: not xdotool_finds(window), f"{window.name}'s window gone")
    check(window.process.poll() is None, "but the program runs")


def close_into_tray(window):
    close_by_button(window, lambda: not xdotool_finds(window))
    hidden(window)


def xdotool_finds(window):
    found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(window.process.pid), "--name", "Kontor$"], capture_output=True, text=True)
    return found.stdout.split()


def tell():
    language, theme = sys.argv[1:3]
    with walk(f"notifications-{language}-{theme}", language=language) as w, Desktop() as desktop:
        w.person("olga", "Olga Owner")
        anna, w.bob, w.carol = w.person("anna", "Anna Grün"), w.person("bob", "Bob"), w.person("carol", "Carol Klein")
        for other in (w.bob, w.carol):
            other.send(anna, "Guten Morgen")
        w.carol.do("group", "create", "Umzug", "anna", "bob")
        anna.receive(2)
        (anna.profile / "settings.ini").write_text(f"[General]\nlanguage={LANGUAGES[language]}\nscheme={theme.capitalize()}\n")
        w.anna = w.window("anna").appear()
        notes(w)
        told(w, desktop)
        chosen(w, desktop)
        muted(w, desktop)
        after_a_while(w, desktop)
        without_a_tray(w, desktop)
        with_a_tray(w, desktop)


def notes(w):
    """Somewhere to be where nobody else writes."""
    w.anna.press(w.t("New conversation"))
    w.anna.press(w.t("Notes to myself"))
    w.anna.named(w.t("Note to myself"))


if __name__ == "__main__":
    story(tell)
