"""What people do to messages, between two windows: answered, changed, reacted to, deleted; both see the same."""
from driver import within
from walk import say
from walk_talking import Named, composer, write_to
from walk_unread import row_menu


def chip(w, count, own=False):
    """How a screen reader says a thumb at a message."""
    return w.t("%1, %2, yours is among them" if own else "%1, %2", "👍", count)


def do(w, window, message, what):
    """One of the controls beside a message."""
    window.focus_message(message)
    window.press(w.t(what))


def between_two(w):
    answered(w)
    changed(w)
    reacted(w)
    deleted(w)


def answered(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, bob, "Grüße, Bob", "Reply")
    bob.named(t("Reply to %1", "Anna Grün"))
    bob.key("Escape")
    bob.shows_no(t("Reply to %1", "Anna Grün"))
    do(w, bob, "Grüße, Bob", "Reply")
    bob.named(t("Reply to %1", "Anna Grün"))
    w.picture(bob, "answering")
    write_to(w, bob, "Anna Grün", "Gern geschehen")
    bob.shows_no(t("Reply to %1", "Anna Grün"))
    for window in (anna, bob):
        window.message("Gern geschehen", t("answers %1", "Anna Grün"))
        window.named(t("Answer to %1: %2", "Anna Grün", "Grüße, Bob"))
    say("an answer shows what it answers, in both windows")


def changed(w):
    t, anna, bob = w.t, w.anna, w.bob
    bob.focus(composer(w, "Anna Grün"))
    bob.key("Up")
    bob.named(t("Edit message"))
    within(10, lambda: bob.text_of(composer(w, "Anna Grün")) == "Gern geschehen", "the text that is changed")
    bob.key("Escape")
    bob.shows_no(t("Edit message"))
    within(10, lambda: bob.text_of(composer(w, "Anna Grün")) == "", "an empty line again")
    bob.key("Up")
    bob.named(t("Edit message"))
    write_to(w, bob, "Anna Grün", "Immer gern")
    for window in (anna, bob):
        window.message("Immer gern", t("edited"))
        window.shows_no("Gern geschehen")
    do(w, anna, "Immer gern", "More actions")
    anna.press(t("What it said before"))
    anna.shows("Gern geschehen")
    w.picture(anna, "said-before")
    anna.press_in_dialog(t("Close"))
    anna.shows_no("Gern geschehen")
    say("a text is changed with an arrow key, and shows what it said before")


def reacted(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, anna, "Danke, Anna", "Like")
    anna.named(chip(w, 1, own=True))
    bob.named(chip(w, 1))
    bob.focus_message("Danke, Anna")
    bob.press(chip(w, 1))
    bob.named(chip(w, 2, own=True))
    anna.named(chip(w, 2, own=True))
    anna.shows("Anna Grün, Bob")  # who
    w.picture(anna, "reactions")
    anna.focus_message("Danke, Anna")
    anna.press(chip(w, 2, own=True))
    anna.named(chip(w, 1))
    bob.named(chip(w, 1, own=True))
    bob.focus_message("Danke, Anna")
    bob.press(chip(w, 1, own=True))
    for window in (anna, bob):
        within(40, lambda: not window.seen(lambda node: node.name.startswith("👍, ")), "no thumb left")
    say("a like is put there, joined, and taken back")


def deleted(w):
    t, anna, bob = w.t, w.anna, w.bob
    do(w, anna, "Immer gern", "Reply")
    write_to(w, anna, "Bob", "Bis morgen")
    bob.named(t("Answer to %1: %2", "Bob", "Immer gern"))
    do(w, bob, "Immer gern", "More actions")
    w.picture(bob, "actions")
    bob.press(t("Delete for everyone"))
    bob.shows(t("Delete for everyone?"))
    w.picture(bob, "delete-asks")
    bob.press_in_dialog(t("Delete"))
    for window in (anna, bob):
        window.message(t("This message was deleted."))
        window.shows_no("Immer gern")
        window.named(t("The message was deleted."))  # the quote of it
    w.picture(anna, "deleted")
    do(w, anna, "Bis morgen", "More actions")
    anna.press(t("Delete for me"))
    anna.shows_no("Bis morgen")
    bob.message("Bis morgen")
    say("a message is deleted for everyone, with the quotes of it, and one for oneself alone")


def jump(w):
    """A quote leads to what was said long before, and a button back."""
    t, anna = w.t, w.anna
    nora = w.person("nora", "Nora Falk")
    nora.send(Named("anna"), "Wo liegt der Schlüssel?", *(f"Notiz {n}" for n in range(200)))
    message = next(entry["message"] for entry in nora.history(to="anna") if entry.get("text") == "Wo liegt der Schlüssel?")
    nora.do("reply", message, "Gefunden")
    anna.row("Nora Falk", "Gefunden")
    row_menu(w, anna, "Nora Falk", "Mark as read")
    anna.press_row("Nora Falk")
    anna.message("Gefunden", t("answers %1", "Nora Falk"))
    anna.press(t("Answer to %1: %2", "Nora Falk", "Wo liegt der Schlüssel?"))
    anna.message("Nora Falk,", ": Wo liegt der Schlüssel?")
    w.picture(anna, "origin")
    anna.press(t("Go to the newest message"))
    anna.message("Gefunden")
    anna.press_row("Bob")
    say("a quote leads to its origin, and a button back")
