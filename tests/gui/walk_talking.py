"""Two windows talk; a group is made, changed and left; what was said long ago is found again."""
from driver import ROWS, within
from walk import check, say

LINK = "https://example.org/offer/2231"


def composer(w, title):
    return w.t("Message to %1", title)


def write_to(w, window, title, text):
    window.write(composer(w, title), text, enter=True)


def colleagues(w):
    """Two people of one name, and somebody who has written a lot."""
    w.carol, w.carla = w.person("carol", "Carol Klein"), w.person("carla", "Carol Klein")
    w.paul = w.person("paul", "Paul Arndt")


def direct(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("New conversation"))
    anna.write(t("Name or handle"), "klein")
    for handle in ("carol", "carla"):
        anna.named(t("%1, handle %2", "Carol Klein", handle))
    w.picture(anna, "two-of-one-name")
    anna.write(t("Name or handle"), "bob")
    anna.press(t("%1, handle %2", "Bob", "bob"))
    write_to(w, anna, "Bob", "Grüße, Bob")
    bob.row("Anna Grün", t("%n unread", n=1))
    w.picture(bob, "unread")
    bob.press_row("Anna Grün")
    bob.message("Grüße, Bob")
    write_to(w, bob, "Anna Grün", "Danke, Anna")
    anna.message("Danke, Anna")
    anna.message("Grüße, Bob", t("Read"))
    say("two windows have written to each other; the tick says read")


def lines_links_and_copies(w):
    t, anna, bob = w.t, w.anna, w.bob
    to_bob = composer(w, "Bob")
    anna.focus(to_bob)
    anna.type_lines(to_bob, "first line", LINK)
    anna.key("Return")
    row = bob.message("first line", LINK)
    check("\n" in row.name, "Shift+Enter breaks the line")
    anna.focus(to_bob)
    anna.type_lines(to_bob, "one")
    anna.key("ctrl+z")
    within(10, lambda: anna.text_of(to_bob) != "one", "undo")
    anna.write(to_bob, "")

    bob.focus_message("first line")
    bob.key("Return")
    within(20, lambda: LINK in w.opened.read_text(), "the link in the browser")
    bob.key("ctrl+c")
    bob.focus(composer(w, "Anna Grün"))
    bob.key("ctrl+v")
    within(10, lambda: bob.text_of(composer(w, "Anna Grün")) == f"first line\n{LINK}", "the copied message in the composer")
    bob.key("ctrl+a", "Delete")
    say("lines, undo, a link into the browser, copy and paste")


class Named:
    def __init__(self, handle):
        self.handle = handle


def to_newest(window, message):
    """Where somebody has looked at something older, what comes waits below."""
    window.focus_message(message)
    window.key("End")


def group(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("New conversation"))
    anna.press(t("New group"))
    anna.write(t("Name of the group"), "Umzug")
    for name, handle in (("Bob", "bob"), ("Carol Klein", "carol")):
        anna.write(t("Name or handle"), handle)
        anna.press(t("%1, handle %2", name, handle))
        anna.named(t("%1, picked: take away", name))
    w.picture(anna, "new-group")
    anna.press(t("Create group"))
    write_to(w, anna, "Umzug", "Wer packt mit an?")
    bob.press_row("Umzug")
    bob.message("Wer packt mit an?")
    write_to(w, bob, "Umzug", "Ich!")
    anna.message("Bob", "Ich!")
    say("a group from the directory")


def members(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.named(t("Hide details"))
    anna.press(t("Add people"))
    anna.write(t("Name or handle"), "klein")
    anna.press(t("%1, handle %2", "Carol Klein", "carla"))
    anna.press(t("Add"))
    anna.row("carla")
    bob.message(t("%1 added %2.", "Anna Grün", "Carol Klein"))
    w.picture(anna, "members")
    anna.press(t("Options for %1", "Carol Klein (@carol)"))
    anna.press(t("Remove from group"))
    w.picture(anna, "remove-asks")
    anna.press_in_dialog(t("Remove"))
    to_newest(anna, "Wer packt mit an?")
    anna.message(t("You removed %1.", "Carol Klein"))
    within(40, lambda: "carol" not in [row for name in anna.rows() for row in name.split(", ")], "carol gone from the members")
    bob.press(t("Leave group"))
    bob.press_in_dialog(t("Leave group"))
    bob.shows(t("You are not a member any more. What was written can still be read."))
    within(20, lambda: not any(name.startswith(t("%1 (you)", "Bob")) for name in bob.rows()), "Bob gone from his own list")
    anna.message(t("%1 left the group.", "Bob"))
    check(w.carla.members("Umzug") == ["anna", "carla"], "the group has the members that the window shows")
    w.picture(bob, "left")
    say("members are added, removed, and leave")


def search(w):
    t, anna = w.t, w.anna
    anna.key("ctrl+k")
    anna.write(t("Search"), "xyzzy")
    anna.shows(t("Nothing was found for “%1”.", "xyzzy"))
    anna.write(t("Search"), "vertrag")
    anna.find(lambda node: node.getRoleName() in ROWS and "Kaufvertrag" in node.name, "the hit")
    w.picture(anna, "search")
    anna.press_where(lambda node: node.getRoleName() in ROWS and "Kaufvertrag" in node.name, "the hit")
    anna.find(lambda node: node.getRoleName() in ROWS and node.name.startswith("Paul Arndt,") and "Kaufvertrag" in node.name
              and "…" not in node.name, "the message that was found")
    w.picture(anna, "found")
    anna.press(t("Go to %n new message(s)", n=1))  # since Paul came back
    anna.message("Zeile 119")
    say("a word of long ago is found, and the way back")
