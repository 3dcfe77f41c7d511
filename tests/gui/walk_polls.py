"""A poll between two windows: asked, voted in, changed, closed; both see the same."""
from driver import within
from walk import say


def option(w, text, *voters):
    """How a screen reader says an option."""
    votes = w.t("%n vote(s)", n=len(voters))
    return w.t("%1, %2: %3", text, votes, w.t("%1 and %2", *voters) if len(voters) == 2 else voters[0]) if voters else w.t("%1, %2", text, votes)


def between_two(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("Attach"))
    anna.press(t("Poll"))
    anna.write(t("Question"), "Wohin am Freitag?")
    anna.write(t("Option %1", 1), "Suppenküche")
    anna.write(t("Option %1", 2), "Kantine")
    anna.write(t("Option %1", 3), "Draußen 🌤️")
    w.picture(anna, "poll-form")
    anna.press(t("Send poll"))
    for window in (anna, bob):
        window.message("Wohin am Freitag?")
        window.named(option(w, "Kantine"))
    bob.press(option(w, "Kantine"))
    for window in (anna, bob):
        window.named(option(w, "Kantine", "Bob"))
    anna.press(option(w, "Suppenküche"))
    bob.named(option(w, "Suppenküche", "Anna Grün"))
    anna.press(option(w, "Kantine", "Bob"))  # one choice: instead of the other
    for window in (anna, bob):
        window.named(option(w, "Kantine", "Bob", "Anna Grün"))
        window.named(option(w, "Suppenküche"))
    within(10, lambda: not bob.seen(lambda node: node.name == t("Close poll")), "no way for Bob to close Anna's poll")
    w.picture(bob, "poll")
    anna.press(t("Close poll"))
    result = t("%1 (%2)", "Kantine", 2)
    bob.shows(t("%1 closed the poll “%2”: %3", "Anna Grün", "Wohin am Freitag?", result))
    anna.shows(t("You closed the poll “%1”: %2", "Wohin am Freitag?", result))
    bob.shows(t("Poll, closed"))
    w.picture(anna, "poll-closed")
    say("a poll was asked, voted in, and closed with the same result in both windows")
