"""Two people compare their safety numbers in their windows; who was compared has a badge wherever she appears."""
import sys
from walk import check, say, story, walk


def tell():
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    with walk(f"trust-{language}", language=language) as w:
        t = w.t
        anna, bob = w.person("anna", "Anna Grün"), w.person("bob", "Bob Lindner")
        anna.send(bob, "Hallo")
        bob.receive(1)
        hers = w.window("anna")
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


if __name__ == "__main__":
    story(tell)
