"""Anna lets messages disappear; both windows see who did, what is left, and in the end nothing."""
from driver import is_message, within
from walk import check, say
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


def the_company_sets_a_bound(w):
    """An administrator does, while the windows are open: within five seconds menus end there."""
    t, anna, bob = w.t, w.anna, w.bob
    an_hour, a_day, five = t("%n hour(s)", n=1), t("%n day(s)", n=1), t("%n minute(s)", n=5)
    setting = t("Disappear after")
    anna.press_row("Bob")
    bob.press_row("Anna Grün")
    hidden = anna.seen(lambda node: node.name == t("Show details")) is not None
    if hidden:
        anna.press(t("Show details"))
    w.it.server.administer("policy", "set", "longest_life", "1h")
    for window in (anna, bob):
        window.find(lambda node: t("messages disappear after %1", an_hour) in node.name, "the bound in the header", seconds=5)
    anna.press(t("%1: %2", setting, an_hour))
    anna.named(five)
    anna.shows(t("Your company allows %1 at most.", an_hour))
    for longer in (a_day, t("Off")):
        check(not anna.seen(lambda node, longer=longer: node.name == longer), f"{longer} is not offered")
    w.picture(anna, "timer-bound")
    anna.press(an_hour)
    anna.press(t("Attach"))
    anna.press(t("Disappearing message"))
    anna.shows(t("Your company allows %1 at most.", an_hour))
    check(not anna.seen(lambda node: node.name == a_day), "nor for one message")
    w.picture(anna, "own-life-bound")
    anna.press(t("As the conversation has it"))
    w.it.server.administer("policy", "set", "longest_life", "off")
    anna.find(lambda node: node.name == t("%1: %2", setting, an_hour), "what Anna has chosen", seconds=5)
    anna.press(t("%1: %2", setting, an_hour))
    anna.press(t("Off"))
    anna.named(t("%1: %2", setting, t("Off")))
    if hidden:
        anna.press(t("Hide details"))
    say("the company's bound was felt in both windows within five seconds")


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
