"""walk_trust.py de|en light|dark: two people compare their safety numbers in their windows; who was compared has a badge wherever she appears. Then Bob
gets a new computer, and nothing is sent to him before Anna trusts it; then his account is closed."""
import sys
from driver import within
from walk import check, say, story, walk
from walk_talking import composer

LANGUAGES = {"de": "German", "en": "English"}


def new_computer(w, hers, bob):
    t, name = w.t, "Bob Lindner"
    again = bob.new_computer()
    hers.named(t("The security key of %1 has changed", name))
    hers.message(t("The security key of %1 has changed.", name))
    w.picture(hers, "changed")
    hers.write(composer(w, name), "Bist du es?", enter=True)
    check(not again.texts(), "nothing has reached him")
    hers.press(t("Compare numbers"))
    number = hers.find(lambda node: len((node.name or "").replace(" ", "")) == 60, "the safety number").name
    w.picture(hers, "compare")
    hers.key("Escape")
    hers.press(t("Trust %1", name))
    hers.shows_no(t("Compare numbers"))
    check([entry["text"] for entry in again.receive(1)] == ["Bist du es?"], "what waited has reached him")
    theirs = again.do("verify", "--to", "anna")[0]["safety_number"]
    check(number.replace(" ", "") == theirs, f"the same on both screens: {number} {theirs}")
    again.do("send", "--to", "anna", "Ja, mit neuem Rechner")
    hers.message("Ja, mit neuem Rechner")
    w.picture(hers, "trusted")
    hers.press_row("Team")
    hers.message(t("The company’s server took %1 out of the group.", name))
    hers.message(t("You added %1.", name))
    w.picture(hers, "back-in-the-group")
    say("a new computer: told of, nothing sent, trusted, in again")
    return again


def disabled(w, hers, bob):
    t, name = w.t, "Bob Lindner"
    w.it.server.administer("user", "disable", bob.handle)
    within(20, lambda: hers.rows(t("The company’s server took %1 out of the group.", name))[1:], "a second line in the group")
    hers.press_row(name)
    hers.shows(t("The account of %1 is closed. What was written can still be read.", name))
    hers.message("Ja, mit neuem Rechner")
    w.picture(hers, "closed")
    say("closed: out of the group, and nobody writes to him")


def tell():
    language, theme = sys.argv[1:3]
    with walk(f"trust-{language}-{theme}", language=language) as w:
        t = w.t
        anna, bob = w.person("anna", "Anna Grün"), w.person("bob", "Bob Lindner")
        w.person("cora", "Cora Weiß")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send(bob, "Hallo")
        bob.receive(1)
        (anna.profile / "settings.ini").write_text(f"[General]\nlanguage={LANGUAGES[language]}\nscheme={theme.capitalize()}\n")
        hers = w.window("anna").appear()
        hers.press_row("Bob Lindner")
        hers.press(t("Safety number"))
        number = hers.find(lambda node: len((node.name or "").replace(" ", "")) == 60, "the safety number").name
        w.picture(hers, "number")
        hers.press(t("Mark as verified"))
        hers.named(t("No longer verified"))
        w.picture(hers, "verified")
        hers.row(f"Bob Lindner, {t('verified')}")
        theirs = bob.do("verify", "--to", "anna")[0]["safety_number"]
        check(number.replace(" ", "") == theirs, f"the same on both screens: {number} {theirs}")
        hers.press(t("No longer verified"))
        hers.named(t("Mark as verified"))
        say("compared, marked, taken back")
        hers.key("Escape")
        again = new_computer(w, hers, bob)
        disabled(w, hers, again)


if __name__ == "__main__":
    story(tell)
