"""What is new, what is kept apart, what is on top, what is half written, and who is writing."""
from driver import ROWS, is_message, within
from walk import check, say
from walk_talking import Named, composer


def row_menu(w, window, name, entry):
    """By keyboard where the walk is: the row has the focus, and Menu or Shift+F10 opens."""
    window.focus_row(name)
    window.key("shift+F10")
    window.press(w.t(entry))


def new_button(w):
    """The button that says how many are new, whatever their number."""
    words = w.t("Go to %n new message(s)", n=7).split("7")
    return lambda node: node.getRoleName() == "push button" and node.name.startswith(words[0]) and node.name.endswith(words[1])


def some_unread(w, node, name):
    words = w.t("%n unread", n=7).split("7")[1]
    return node.getRoleName() in ROWS and node.name.startswith(name + ",") and words in node.name


def new_ones(w):
    """More than fit: it opens where the unread begin, and the button leads on."""
    t, anna = w.t, w.anna
    w.paul.send(Named("anna"), "Der Kaufvertrag liegt im Schrank", *(f"Zeile {n}" for n in range(120)))
    anna.row("Paul Arndt", t("%n unread", n=121))
    w.picture(anna, "unread-count")
    anna.press_row("Paul Arndt")
    anna.message("Der Kaufvertrag liegt im Schrank")
    anna.shows(t("New"))
    check(not anna.seen(lambda node: is_message(node) and "Zeile 119" in node.name), "the newest is far below")
    anna.find(new_button(w), "the button that says how many are new")
    w.picture(anna, "first-unread")
    anna.press_where(new_button(w), "the button to the newest")
    anna.message("Zeile 119")
    anna.find(lambda node: some_unread(w, node, "Paul Arndt"), "what was jumped over is unread")
    row_menu(w, anna, "Paul Arndt", "Mark as read")
    within(30, lambda: not anna.seen(lambda node: some_unread(w, node, "Paul Arndt")), "all of it is read")
    say("it opens at the first unread, and only what was on screen is read")


def apart(w):
    t, anna, bob = w.t, w.anna, w.bob
    row_menu(w, anna, "Paul Arndt", "Mark as unread")
    anna.row("Paul Arndt", t("marked as unread"))
    row_menu(w, anna, "Paul Arndt", "Favourite")
    anna.row("Paul Arndt", t("favourite"))
    w.picture(anna, "favourite")
    row_menu(w, anna, "Paul Arndt", "No longer a favourite")
    anna.press_row("Bob")
    row_menu(w, anna, "Paul Arndt", "Archive")
    anna.press(t("Archived (%n)", n=1))
    # The action is called the same in English, and not in German.
    anna.find(lambda node: node.getRoleName() == "heading" and node.name in ("Archive", "Archiv"), "the archive")
    anna.row("Paul Arndt")
    w.picture(anna, "archive")
    anna.press(t("Back"))
    w.paul.send(Named("anna"), "Ich bin wieder da")
    anna.row("Paul Arndt", "Ich bin wieder da")
    say("marked, a favourite, archived, and back with a message")


def drafts_and_typing(w):
    t, anna, bob = w.t, w.anna, w.bob
    bob.press_row("Anna Grün")
    anna.press_row("Bob")
    anna.write(composer(w, "Bob"), "Ich schreibe gerade")
    bob.shows(t("typing …"))
    w.picture(bob, "typing")
    anna.press_row("Paul Arndt")
    anna.row("Bob", t("Draft: %1", "Ich schreibe gerade"))
    w.picture(anna, "draft")
    bob.shows_no(t("typing …"))
    anna.press_row("Bob")
    within(10, lambda: anna.text_of(composer(w, "Bob")) == "Ich schreibe gerade", "the draft in the composer")
    anna.write(composer(w, "Bob"), "")
    say("a draft is shown in the list, and whoever writes in the other's window")
