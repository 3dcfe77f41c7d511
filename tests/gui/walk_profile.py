"""Anna says of herself that she is busy, and until when; Bob's window shows it, and that it is over."""
from driver import within
from walk import say


def between_two(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("%1: set status", "Anna Grün"))
    anna.press(t("Busy"))
    anna.write(t("Status line"), "Im Termin")
    anna.press(t("1 hour"))
    w.picture(anna, "status-form")
    anna.press(t("Save status"))
    anna.named(t("%1, %2: change status", "Anna Grün", "Im Termin"))
    bob.row("Anna Grün", t("busy"))
    bob.press_row("Anna Grün")
    bob.shows("Im Termin")
    w.picture(bob, "status-of-another")

    anna.press(t("%1, %2: change status", "Anna Grün", "Im Termin"))
    anna.press(t("Remove status"))
    anna.named(t("%1: set status", "Anna Grün"))
    within(20, lambda: not bob.seen(lambda node: "Im Termin" in node.name), "no status in Bob's window")
    say("a status is said, seen and taken back")
