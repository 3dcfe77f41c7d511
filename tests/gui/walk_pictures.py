"""walk_pictures.py de|en light|dark: pictures and GIFs between two windows: pasted, chosen as files, refused, looked at
closely, kept as a file, and gone with their message. Pictures: build/release/gui."""
import sys
import pyatspi
from driver import PATIENCE, is_message, presses, within
from pictures import copy, copy_files, dots_of, gif, moves, png, signature
from walk import check, say, story, walk
from walk_talking import composer

LANGUAGES = {"de": "German", "en": "English"}
PLACE = b"48.858222 2.2945"
PINK = (214, 22, 140)  # nothing else in a window has it


def in_file_dialog(window, path):
    """The desktop's own dialog, or Qt's where there is none: the name is typed."""
    field = window.find(lambda node: node.getRoleName() in ("text", "entry") and dialog_of(node), "the name in a file dialog")
    field.queryEditableText().setTextContents(str(path))
    button = window.find(lambda node: node.name in ("Open", "Save", "Öffnen", "Speichern") and dialog_of(node) and presses(node)
                         and node.getState().contains(pyatspi.STATE_ENABLED), "the button of a file dialog")
    button.queryAction().doAction(presses(button) - 1)


def dialog_of(node):
    while node is not None and node.getRoleName() not in ("dialog", "file chooser"):
        node = node.parent
    return node


def place_on_screen(node):
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return box.x, box.y, box.width, box.height


def meet(w):
    w.olga = w.person("olga", "Olga Owner")
    w.anna_cli, w.bob_cli = w.person("anna", "Anna Grün"), w.person("bob", "Bob Lindner")
    w.anna_cli.send(w.bob_cli, "Hast du Bilder vom Hafen?")
    w.bob_cli.receive(1)
    for person in (w.anna_cli, w.bob_cli):
        (person.profile / "settings.ini").write_text(f"[General]\nlanguage={LANGUAGES[w.language]}\nscheme={sys.argv[2].capitalize()}\n")
    w.anna = w.window("anna").appear(0, 30)
    w.bob = w.window("bob").appear(1300, 30)
    w.anna.press_row("Bob Lindner")
    w.bob.press_row("Anna Grün")


def pasted(w):
    t, anna, bob = w.t, w.anna, w.bob
    shot = png(w.it.folder / "shot.png", text=PLACE)
    copy(shot, "image/png")
    anna.focus(composer(w, "Bob Lindner"))
    anna.key("ctrl+v")
    anna.shows("640 × 400")
    w.picture(anna, "preview")
    anna.key("Escape")
    anna.shows_no("640 × 400")
    anna.key("ctrl+v")
    anna.shows("640 × 400")
    anna.write(composer(w, "Bob Lindner"), "Der Hafen heute", enter=True)
    for window in (anna, bob):
        window.message(t("Picture: %1", "Der Hafen heute"))
    anna.arrived("Der Hafen heute", t("Delivered"), t("Read"))
    anna.shows_no("640 × 400")
    w.picture(bob, "picture")
    say("a screenshot was pasted, thrown away, pasted again, and sent with words")


def chosen(w):
    t, anna, bob = w.t, w.anna, w.bob
    moving = gif(w.it.folder / "wander.gif")
    copy_files(w.it.folder, moving)
    anna.key("ctrl+v")
    anna.shows("wander.gif")
    anna.key("Escape")
    anna.shows_no("wander.gif")
    anna.press(t("Attach"))
    anna.press(t("Picture"))
    in_file_dialog(anna, moving)
    anna.shows("wander.gif")
    anna.shows("320 × 200")
    anna.press(t("Send"))
    row = bob.find(lambda node: is_message(node) and node.name.endswith(t("Picture")), "the GIF's message")
    bob.activate()
    part = place_on_screen(row)
    within(PATIENCE, lambda: moves(bob, part), "the GIF moves in the window that has the focus")
    w.picture(bob, "gif")
    anna.activate()
    within(PATIENCE, lambda: not moves(bob, part), "and stands still in one that has not")
    say("a GIF was pasted from a file manager, chosen as a file, and moves only where somebody looks")


def refused(w):
    t, anna = w.t, w.anna
    lying, large = w.it.folder / "lying.png", w.it.folder / "large.png"
    lying.write_text("no picture at all")
    with large.open("wb") as out:
        out.truncate(26 * 1024 * 1024)
    broken = w.it.folder / "broken.png"
    broken.write_bytes((w.it.folder / "shot.png").read_bytes()[:700])
    for file in (lying, large, broken):
        copy_files(w.it.folder, file)
        anna.focus(composer(w, "Bob Lindner"))
        anna.key("ctrl+v")
        anna.shows(file.name)
        w.picture(anna, f"refused-{file.stem}")
    say("what is no picture, too large or broken is refused with a sentence")


def looked_at(w):
    t, bob = w.t, w.bob
    if w.by_keyboard:
        bob.focus_message("Der Hafen heute")
        bob.key("Return")
    else:
        bob.press_where(lambda node: is_message(node) and "Der Hafen heute" in node.name, "the picture")
    bob.named(t("Larger"))
    w.picture(bob, "viewer")
    bob.press(t("Save as …"))
    kept = w.it.folder / "kept.png"
    in_file_dialog(bob, kept)
    bob.shows(t("Saved as “%1”.", "kept.png"))
    within(PATIENCE, kept.exists, "the file")
    check(signature(kept) == signature(w.it.folder / "shot.png"), "its pixels are those that were copied")
    check(PLACE not in kept.read_bytes(), "without what it told of its place")
    bob.key("Escape")
    within(PATIENCE, lambda: not bob.seen(lambda node: node.name == t("Larger")), "the viewer closed")
    say("a picture was looked at closely and kept as a file")


def gone(w):
    t, anna, bob = w.t, w.anna, w.bob
    half_a_minute = t("%n second(s)", n=30)
    anna.press(t("%1: %2", t("Disappear after"), t("Off")))
    anna.press(half_a_minute)
    bob.shows(t("messages disappear after %1", half_a_minute))
    before = {profile: files_of(profile) for profile in (anna.profile, bob.profile)}
    copy(png(w.it.folder / "secret.png", 300, 200), "image/png")
    anna.focus(composer(w, "Bob Lindner"))
    anna.key("ctrl+v")
    anna.shows("300 × 200")
    anna.write(composer(w, "Bob Lindner"), "Nur kurz", enter=True)
    bob.activate()
    bob.message("Nur kurz")
    within(PATIENCE, lambda: all(len(files_of(profile)) == len(before[profile]) + 1 for profile in before), "a sealed file in either profile")
    if w.by_keyboard:
        bob.focus_message("Nur kurz")
        bob.key("Return")
    else:
        bob.press_where(lambda node: is_message(node) and "Nur kurz" in node.name, "the picture")
    bob.named(t("Larger"))
    for window in (bob, anna):
        within(80, lambda window=window: not window.seen(lambda node: "Nur kurz" in node.name), f"the end in {window.name}'s window")
    within(PATIENCE, lambda: not bob.seen(lambda node: node.name == t("Larger")), "the viewer closes with what it shows")
    within(PATIENCE, lambda: all(files_of(profile) == before[profile] for profile in before), "no file of it left")
    within(PATIENCE, lambda: len(files_of(w.it.server.folder, "blobs")) == 2, "and none on the server")
    say("a picture that disappears takes its files along, on both computers and the server")


def of_herself(w):
    """Anna's own picture, chosen in her settings, stands for her in Bob's window until she removes it."""
    t, anna, bob = w.t, w.anna, w.bob
    check(dots_of(bob, PINK) == 0, "a colour that Bob's window does not have yet")
    anna.press(t("Settings"))
    anna.press(t("Choose picture"))
    in_file_dialog(anna, png(w.it.folder / "anna.png", 320, 200, colour=PINK))
    anna.named(t("Change picture"))
    within(PATIENCE, lambda: dots_of(bob, PINK) > 500, "Anna's picture in Bob's window")
    w.picture(anna, "own-picture")
    w.picture(bob, "picture-of-another")
    anna.press(t("Remove picture"))
    anna.named(t("Choose picture"))
    within(PATIENCE, lambda: dots_of(bob, PINK) == 0, "Anna's initials in Bob's window again")
    anna.press(t("Close settings"))
    say("a picture of oneself is chosen, seen by the other, and taken back")


def files_of(folder, name="files"):
    return sorted(path.name for path in (folder / name).glob("*") if path.is_file())


def tell():
    language, theme = sys.argv[1:3]
    with walk(f"pictures-{language}-{theme}", language=language, by_keyboard=language == "de") as w:
        w.language = language
        meet(w)
        pasted(w)
        chosen(w)
        refused(w)
        looked_at(w)
        gone(w)
        of_herself(w)


if __name__ == "__main__":
    story(tell)
