"""walk_poll_dates.py de|en light|dark: a poll for dates between two windows: days from the calendar, "if need be", the
table, a file for spreadsheets, the closing. Pictures: build/release/gui."""
import csv, io, sys
from driver import PATIENCE, within
from walk import check, say, story, walk
from walk_pictures import in_file_dialog, meet

TITLE = "Wann treffen wir uns mit dem Kunden?"


def add_date(w, starts, ends):
    """The same day next week, by the calendar's keys."""
    t, anna = w.t, w.anna
    anna.press(t("Add date"))
    anna.shows(t("All day"))
    anna.key("Down")
    anna.key("Return")
    anna.write(t("Starts"), starts)
    anna.write(t("Ends"), ends)
    w.picture(anna, f"date-{starts[:2]}")
    anna.press_in_dialog(t("Add"))


def option(window, starts, *said):
    return window.find(lambda node: node.getRoleName() == "check box" and f"{starts} –" in node.name and all(word in node.name for word in said),
                       f"the date at {starts}, with {said}")


def press_option(window, starts):
    window.press_where(lambda node: node.getRoleName() == "check box" and f"{starts} –" in node.name, f"the date at {starts}")


def asked(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("Attach"))
    anna.press(t("Poll"))
    anna.write(t("Question"), TITLE)
    anna.press(t("Dates"))
    for starts, ends in (("10:00", "11:00"), ("15:00", "16:00")):
        add_date(w, starts, ends)
        anna.find(lambda node: f"{starts} – {ends}" in node.name, f"the date from {starts} in the form")
    w.picture(anna, "poll-dates-form")
    anna.press(t("Send poll"))
    for window in (anna, bob):
        window.message(TITLE)
        option(window, "10:00")
    say("a poll for two dates was asked")


def answered(w):
    t, anna, bob = w.t, w.anna, w.bob
    press_option(bob, "10:00")
    option(anna, "10:00", "Bob Lindner")
    press_option(bob, "15:00")
    option(bob, "15:00", "Bob Lindner")
    press_option(bob, "15:00")  # yes, if need be, no
    for window in (anna, bob):
        option(window, "15:00", t("%n time(s) if need be", n=1))
    press_option(anna, "10:00")
    option(bob, "10:00", "Bob Lindner", "Anna Grün")
    bob.write(t("Comment"), "Erst ab zehn", enter=True)
    w.picture(anna, "poll-dates")
    say("yes and if need be were said, and seen in both windows")


def table(w):
    t, anna = w.t, w.anna
    anna.press(t("Table"))
    anna.shows(t("Save the table as a CSV file"))
    w.picture(anna, "poll-table")
    kept = w.it.folder / "who.csv"
    anna.press(t("Save the table as a CSV file"))
    in_file_dialog(anna, kept)
    within(PATIENCE, kept.exists, "the table as a file")
    rows = list(csv.reader(io.StringIO(kept.read_text(encoding="utf-8-sig"), newline="")))
    line = next(row for row in rows if "bob" in row)
    check("yes" in line and "ifneedbe" in line and "Erst ab zehn" in line, f"who said what: {rows}")
    anna.key("Escape")
    say("the table was looked at, and kept as a file")


def closed(w):
    t, anna, bob = w.t, w.anna, w.bob
    anna.press(t("Close poll"))
    for window in (anna, bob):
        window.shows(t("Poll, closed"))
    line = bob.find(lambda node: TITLE in node.name and "10:00" in node.name and "(2)" in node.name, "the line of the closing")
    check("Anna Grün" in line.name, f"who closed it: {line.name}")
    w.picture(bob, "poll-dates-closed")
    say("it was closed, and everybody knows the date")


def tell():
    language, theme = sys.argv[1:3]
    with walk(f"dates-{language}-{theme}", language=language, by_keyboard=language == "de") as w:
        w.language = language
        meet(w)
        asked(w)
        answered(w)
        table(w)
        closed(w)


if __name__ == "__main__":
    story(tell)
