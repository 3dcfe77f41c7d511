"""An admin renames and describes a group and says who else is admin; each window has a line for it, and no way for
whoever may not."""
from driver import FIELDS, within
from walk import check, say


def has_no(window, name):
    within(20, lambda: not window.seen(lambda node: node.name == name), f"no {name!r} in {window.name}'s window")


def between_three(w):
    t, anna, bob = w.t, w.anna, w.bob
    options = t("Options for %1", "Bob")
    anna.named(t("Hide details"))
    bob.named(t("Hide details"))
    bob.named(t("Leave group"))
    has_no(bob, t("Edit name and description"))
    bob.press(t("Options for %1", "Anna Grün"))
    bob.named(t("Safety number"))
    has_no(bob, t("Make admin"))
    bob.key("Escape")

    anna.press(t("Edit name and description"))
    check(anna.text_of(t("Name of the group"), FIELDS) == "Umzug", "the form begins with what holds")
    anna.write(t("Name of the group"), "Umzug am Samstag")
    anna.write(t("Description"), "Kisten, Helfer und wer den Wagen lenkt")
    w.picture(anna, "group-edit")
    anna.press(t("Save"))
    bob.message(t("%1 renamed the group to “%2”.", "Anna Grün", "Umzug am Samstag"))
    bob.message(t("%1 changed the description.", "Anna Grün"))
    bob.shows("Kisten, Helfer und wer den Wagen lenkt")
    anna.message(t("You renamed the group to “%1”.", "Umzug am Samstag"))
    w.carol.catch_up()
    settings = w.carol.do("group", "settings", "Umzug am Samstag")[0]
    check(settings["description"] == "Kisten, Helfer und wer den Wagen lenkt", f"kontor-cli knows it: {settings}")
    w.picture(bob, "group-renamed")

    anna.press(options)
    w.picture(anna, "member-options")
    anna.press(t("Make admin"))
    bob.message(t("%1 made %2 an admin.", "Anna Grün", "Bob"))
    anna.message(t("You made %1 an admin.", "Bob"))
    bob.press(t("Edit name and description"))
    bob.write(t("Name of the group"), "Umzug")
    bob.press(t("Save"))
    anna.message(t("%1 renamed the group to “%2”.", "Bob", "Umzug"))
    anna.row("Umzug,")
    anna.press(options)
    anna.press(t("No longer admin"))
    bob.message(t("%1 removed %2 as admin.", "Anna Grün", "Bob"))
    has_no(bob, t("Edit name and description"))
    code, _, sentence = w.carol.run("group", "rename", "Umzug", "Carols")
    check(code == 1, f"Carol may not: {code} {sentence}")
    say("admins rename, describe, name and dismiss; others have no control for it")
