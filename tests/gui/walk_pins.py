"""A message on top of a group, passed on, and who has read it; the lists of a conversation."""
from driver import within
from walk import say
from walk_actions import do


def bar(w, who, words):
    """How a screen reader says what stands on top."""
    return w.t("Pinned: %1", w.t("%1: %2", who, words))


def in_a_group(w):
    pinned(w)
    forwarded(w)
    read(w)
    listed(w)
    taken_off(w)


def pinned(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, bob, "Wer packt mit an?", "More actions")
    bob.press(t("Pin"))
    bob.message(t("You pinned a message."))
    anna.message(t("%1 pinned a message.", "Bob"))
    anna.named(bar(w, t("You"), "Wer packt mit an?"))
    bob.named(bar(w, "Anna Grün", "Wer packt mit an?"))
    w.picture(bob, "pinned")
    anna.press(bar(w, t("You"), "Wer packt mit an?"))
    anna.message("Wer packt mit an?")
    say("whoever writes pins, and the bar leads to the message")


def forwarded(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, anna, "Ich!", "More actions")
    anna.press(t("Forward"))
    anna.write(t("Search conversations"), "bob")
    anna.press(t("%1, %2", "Bob", "@bob"))
    anna.named(t("%1, picked: take away", "Bob"))
    w.picture(anna, "forward")
    anna.press_in_dialog(t("Forward"))
    anna.shows_no(t("Search conversations"))
    bob.press_row("Anna Grün", t("%n unread", n=1))  # not her message
    bob.message("Anna Grün", "Ich!")
    bob.press_row("Umzug")
    say("a message is passed on into another conversation")


def read(w):
    t, anna = w.t, w.anna
    do(w, anna, "Wer packt mit an?", "More actions")
    anna.press(t("Info"))
    anna.find(lambda node: node.name.startswith(t("%1 %2", t("Read by"), "Bob")), "Bob among those who have read")
    w.picture(anna, "info")
    anna.press_in_dialog(t("Close"))
    anna.shows_no(t("Message info"))
    say("the author sees who has read")


def listed(w):
    t, anna = w.t, w.anna
    anna.named(t("Hide details"))
    for name, nothing in (("Links", "There are no links here yet."), ("Polls", "There are no polls here yet."),
                          ("Pictures and files", "There are no pictures or files here yet.")):
        anna.press(t(name))
        anna.shows(t(nothing))
        anna.press(t("Back"))
        anna.shows_no(t(nothing))
    anna.press(t("Pinned messages"))
    anna.press_where(lambda node: node.name.startswith(t("You") + ", ") and node.name.endswith(": Wer packt mit an?")
                     and node.getRoleName() == "push button", "the pin in the list")
    w.picture(anna, "list-of-pins")
    anna.press(t("Back"))
    say("the lists of a conversation are one press away")


def taken_off(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, anna, "Wer packt mit an?", "More actions")
    anna.press(t("Unpin"))
    for window in (anna, bob):
        within(40, lambda: not window.seen(lambda node: node.name.startswith(t("Pinned: %1", ""))), "no bar")
    say("and it is taken off again")
