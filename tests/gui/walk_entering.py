"""The first start: what can be wrong with a link, a name, a handle is said at its field, and stays there."""
from walk import check, say

LONG_NAME = "Annamaria " * 8  # 80 letters


def refused(window, field, text, sentence, button=None):
    """Typed, confirmed by Enter or a button, refused by a sentence at the field, and still there."""
    window.write(field, text, enter=not button)
    if button:
        window.press(button)
    window.find(lambda node: node.name == field and sentence in (node.description or ""), f"{sentence!r} at {field!r}")
    check(window.text_of(field) == text, f"what was typed into {field!r} is kept")


def register_anna(w):
    t, olga = w.t, w.person("olga", "Olga Owner")
    anna = w.anna = w.window("anna").appear()
    if w.german:  # the programs' own language is English here
        anna.press("Deutsch")
    anna.shows(t("Welcome to Kontor"))
    w.picture(anna, "welcome")
    link, used = t("Invite link"), w.it.server.owner_link
    fresh = w.it.server.invite("Anna")
    refused(anna, link, "https://example.org/invite", t("That is not a complete invite link. It begins with kontor://."))
    refused(anna, link, used, t("The link has been used already. Please ask your administrator for a new one."))
    w.picture(anna, "used-link")
    address, fingerprint = fresh.split("#")
    other = f"{address}#{'B' if fingerprint[0] == 'A' else 'A'}{fingerprint[1:]}"
    refused(anna, link, other, t("The server that answers is not the one that the link names. Please ask your administrator for a new link."))
    anna.write(link, fresh, enter=True)
    anna.shows(t("%1, connection checked", ""))

    name, handle, start = t("Your name"), t("Handle"), t("Get started")
    check(anna.text_of(name) == "Anna", "the invite's name is suggested")
    refused(anna, name, "", t("Please enter a name of up to %n letter(s).", n=64), start)
    refused(anna, name, LONG_NAME, t("Please enter a name of up to %n letter(s).", n=64), start)
    anna.write(name, "Anna Grün")
    refused(anna, handle, "anna!", t("Use up to %n of these: a to z, digits, dot, hyphen, underscore.", n=32))
    refused(anna, handle, olga.handle, t("“%1” is taken. Please choose another handle.", olga.handle))
    w.picture(anna, "taken-handle")
    anna.write(handle, "anna")
    anna.press(start)
    anna.shows(t("You have no conversations yet."))
    say("Anna has registered; bad link, used link, wrong server, names and handles were refused at their fields")


def notes_carry_a_link(w):
    """A link as mail programs break it is good: it comes from several lines of Anna's notes by the clipboard."""
    t, anna = w.t, w.anna
    fresh = w.it.server.invite("Bob")
    anna.press_where(lambda node: node.name == t("New conversation") and node.getRoleName() == "push button", "a new conversation")
    anna.press(t("Notes to myself"))
    notes = t("Note to myself")
    anna.focus(notes)
    anna.type_lines(notes, f"<{fresh[:25]}", f"  {fresh[25:]}>")
    anna.key("ctrl+a", "ctrl+x")
    bob = w.bob = w.window("bob").appear(left=1300)
    if w.german:
        bob.press("Deutsch")
    bob.focus(t("Invite link"))
    bob.key("ctrl+v")
    bob.shows(t("%1, connection checked", ""))
    check(bob.text_of(t("Invite link")) == fresh, "the field shows the link that was meant")
    bob.press(t("Get started"))
    bob.shows(t("You have no conversations yet."))
    say("Bob has registered with a link in pieces")
