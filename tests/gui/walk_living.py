"""A window's life: its settings, narrow, without a server, started twice, killed, by Tab alone."""
import subprocess, time
from driver import FIELDS, PATIENCE, is_named, presses, within, xdotool
from walk import BIN, check, say


def settings(w, theme):
    t, anna = w.t, w.anna
    anna.press(t("Settings"))
    other, own = ("English", "Deutsch") if w.german else ("Deutsch", "English")
    title = t("Settings")
    anna.press(other)
    anna.named("Close settings" if w.german else "Einstellungen schließen")
    anna.press(own)
    anna.named(title, ("heading",))
    anna.press(t(theme.capitalize()))
    anna.press(t("Larger text"))
    anna.shows(t("%1 %", 110))
    w.picture(anna, "settings")
    anna.press(t("Smaller text"))
    anna.shows(t("%1 %", 100))
    anna.focus(t("Larger text"), None)
    anna.key("End")  # the page is longer than the window
    anna.shows(t("Your messages are stored encrypted. The key lies in a file of your profile that only your user account can read. "
                 "Whoever copies your whole profile can read your messages."))
    file = anna.profile / "key.file"
    check(file.stat().st_mode & 0o777 == 0o600, "and nobody else may read that file")
    version = subprocess.run([BIN / "kontor", "--version"], capture_output=True, text=True).stdout.split()[-1]
    anna.shows(version)
    anna.press(t("Close settings"))
    say(f"settings: the language without a restart, {theme}, size, where the key lies, version {version}")


def small_and_large(w):
    """Letters of twice the size in a small window: by Tab, everything in the settings still comes into view."""
    t, anna = w.t, w.anna
    anna.press(t("Settings"))
    for percent in range(110, 210, 10):
        anna.key("ctrl+plus")
        anna.focus(t("Smaller text"), None)  # the page is longer than the window
        anna.named(t("%1 %", percent))
    anna.place(0, 30, 480, 500)
    last = t("Reduce motion")
    anna.reach(is_named(last), repr(last))
    anna.find(lambda node: node.name == last and anna.holds(node), f"{last!r} in view")
    w.picture(anna, "twice-the-size")
    for percent in range(190, 90, -10):
        anna.key("ctrl+minus")
        anna.focus(t("Smaller text"), None)
        anna.named(t("%1 %", percent))
    anna.place(0, 30, 1280, 800)
    anna.press(t("Close settings"))
    say("twice the size in a small window: what has the focus is in view")


def one_pane(w):
    t, anna = w.t, w.anna
    anna.place(0, 30, 480, 800)
    anna.named(t("Back"))
    check(not anna.seen(lambda node: node.name == t("Settings") and presses(node)), "one pane at 480 px")
    w.picture(anna, "480-conversation")
    anna.press(t("Show details"))
    anna.named(t("Close details"))
    w.picture(anna, "480-details")
    anna.press(t("Close details"))
    anna.press(t("Back"))
    anna.named(t("Settings"))
    w.picture(anna, "480-list")
    anna.press_row("Bob")
    anna.message("Danke, Anna")
    anna.press(t("Back"))
    anna.press_row("Umzug")
    anna.message("Ich!")
    anna.place(0, 30, 1280, 800)
    anna.named(t("Settings"))
    say("480 px: one pane and a way back")


def without_a_server(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press_row("Bob")
    w.it.server.kill()
    anna.shows(t("No connection."), seconds=10)
    anna.write(t("Message to %1", "Bob"), "Aus dem Tunnel", enter=True)
    anna.message("Aus dem Tunnel", t("Waiting"))
    w.picture(anna, "no-connection")
    # While there is still nobody: with a server the window may be back by itself before it is pressed.
    anna.press(t("Try now"))
    anna.shows(t("No connection."))
    w.it.server.start()
    anna.shows_no(t("No connection."), seconds=90)
    anna.arrived("Aus dem Tunnel", t("Delivered"), t("Read"), seconds=90)
    bob.press_row("Anna Grün")
    bob.message("Aus dem Tunnel")
    say("a server that is gone is shown within 10 s, and what was written goes out when it is back")


def started_twice(w):
    anna, bob = w.anna, w.bob
    bob.activate()
    again = subprocess.run(anna.command(), env=anna.environment, capture_output=True, text=True, timeout=PATIENCE)
    check(again.returncode == 0, f"the second one ends quietly: {again.returncode} {again.stderr}")
    within(PATIENCE, lambda: xdotool("getactivewindow").strip() == str(anna.id), "the first window in front")
    say("started twice: the first window comes forward")


def killed(w):
    t, anna, bob = w.t, w.anna, w.bob
    bob.kill()
    to_bob = t("Message to %1", "Bob")
    anna.press_row("Bob")
    anna.write(to_bob, "Bist du noch da?", enter=True)
    anna.message("Bist du noch da?", t("Sent"))
    before = sorted(anna.rows(","))
    anna.write(to_bob, "Ein Entwurf")
    time.sleep(2)  # what is asked for: two seconds after the last letter nothing of it is lost
    anna.kill()
    anna.start().appear()
    anna.message("Bist du noch da?")
    within(PATIENCE, lambda: sorted(anna.rows(",")) == before, f"the rows of before, {before}")
    within(PATIENCE, lambda: anna.text_of(to_bob) == "Ein Entwurf", "the draft")
    anna.press_row("Paul Arndt")
    anna.row("Bob", t("Draft: %1", "Ein Entwurf"))
    anna.press_row("Bob")
    anna.write(to_bob, "")
    bob.start().appear(left=1300)
    bob.message("Bist du noch da?")
    anna.arrived("Bist du noch da?", t("Delivered"), t("Read"))
    say("after kill -9 everything is there, the draft too")


def every_control_by_tab(w):
    """From the composer round the whole window: whatever can be pressed or typed into is reached."""
    t, anna = w.t, w.anna
    anna.press_row("Umzug")
    composer = t("Message to %1", "Umzug")
    anna.write(composer, "Ein Entwurf")  # there is something to send
    reached, first = [], None
    for _ in range(120):
        node = anna.focused()
        if node is not None:
            here = (node.name, node.getRoleName())
            first = first or here
            if reached and here == first:
                break
            reached.append(here)
        anna._move_focus(node, "Tab")
    else:
        check(False, f"Tab comes round to where it began: {reached}")
    controls = {(node.name, node.getRoleName()) for node in anna.showing()
                if node.getRoleName() in (*FIELDS, "push button", "radio button", "check box")
                and node.parent.getRoleName() != "list"  # rows have arrow keys
                and (presses(node) or node.getRoleName() in FIELDS)}
    check(controls <= set(reached), f"Tab reaches {sorted(controls - set(reached))}")
    anna.write(composer, "")
    say(f"Tab reaches all of {len(controls)} controls, and lists, in {len(reached)} steps")
