"""Anna lets messages disappear; both windows see who did, what is left, and in the end nothing."""
from driver import is_message, within
from walk import say
from walk_talking import write_to


def between_two(w):
    t, anna, bob = w.t, w.anna, w.bob
    half_a_minute = t("%n second(s)", n=30)
    setting, off = t("Disappear after"), t("Off")
    hidden = anna.seen(lambda node: node.name == t("Show details")) is not None
    if hidden:
        anna.press(t("Show details"))
    anna.press(t("%1: %2", setting, off))
    w.picture(anna, "timer-choice")
    anna.press(half_a_minute)
    anna.named(t("%1: %2", setting, half_a_minute))
    for window in (anna, bob):
        window.shows(t("messages disappear after %1", half_a_minute))
    w.picture(anna, "timer-on")

    bob.activate()
    write_to(w, anna, "Bob", "Das Passwort ist Zwiebelkuchen")
    anna.message("Zwiebelkuchen", t("disappears in %1", "").strip())
    bob.activate()
    # Kept as a text: a node tells its name of now each time it is asked.
    first = bob.message("Zwiebelkuchen", t("disappears in %1", "").strip()).name
    bob.find(lambda node: is_message(node) and "Zwiebelkuchen" in node.name and node.name != first, "a countdown", seconds=20)
    w.picture(bob, "timer-running")
    for window in (anna, bob):
        within(60, lambda window=window: not window.seen(lambda node: "Zwiebelkuchen" in node.name), f"the end in {window.name}'s window")
    w.picture(bob, "timer-ended")

    anna.press(t("%1: %2", setting, half_a_minute))
    anna.press(off)
    anna.named(t("%1: %2", setting, off))
    within(20, lambda: not bob.seen(lambda node: t("messages disappear after %1", half_a_minute) in node.name and not is_message(node)), "no timer in Bob's header")
    if hidden:
        anna.press(t("Hide details"))
    one_of_its_own(w)
    say("a message counted down and is gone from both windows")


def one_of_its_own(w):
    """Of one message alone; the next lives for ever again."""
    t, anna, bob = w.t, w.anna, w.bob
    half_a_minute = t("%n second(s)", n=30)
    anna.press(t("Attach"))
    anna.press(t("Disappearing message"))
    w.picture(anna, "own-life-choice")
    anna.press(half_a_minute)
    anna.shows(t("This message disappears after %1", half_a_minute))
    w.picture(anna, "own-life")
    write_to(w, anna, "Bob", "Der Code ist Blaubeere")
    anna.shows_no(t("This message disappears after %1", half_a_minute))
    bob.activate()
    bob.message("Blaubeere", t("disappears in %1", "").strip())
    write_to(w, anna, "Bob", "Der Rest bleibt")
    for window in (anna, bob):
        within(60, lambda window=window: not window.seen(lambda node: "Blaubeere" in node.name), f"the end in {window.name}'s window")
        window.message("Der Rest bleibt")
    say("a message with a life of its own is gone, and the next one stays")
