"""Kontor's real window, used as a screen reader and a keyboard use it.

What is looked for is looked for among what shows (STATE_SHOWING), again and again until a deadline; nothing
sleeps for a guess. A window driven by keyboard reaches a control by Tab and arrow keys and presses Return; one
driven by actions presses it as a screen reader does. Both type with real keys."""
import os, pathlib, subprocess, time
import xml.etree.ElementTree
import pyatspi
from focus import Focus

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE = int(os.environ.get("KONTOR_PATIENCE", "40"))  # seconds for one step on a busy machine
ROWS = ("list item", "push button", "check box")  # Qt says button of whatever is made of one
FIELDS = ("text", "entry")
MOST_TABS = 80
FOCUS = Focus()
LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}  # in a text that is being written: by Shift+Enter, by pasting


def within(seconds, ask, what):
    """Tree and screen change behind the caller's back, so a question is asked until it is answered."""
    end = time.monotonic() + seconds
    last = ""
    while time.monotonic() < end:
        try:
            if answer := ask():
                return answer
        except Exception as error:  # an object may vanish while it is read
            last = f" ({getattr(error, 'stderr', None) or error!r})"
        time.sleep(0.03)
    raise AssertionError(f"not seen within {seconds} s: {what}{last}")


def xdotool(*command):
    return subprocess.run(["xdotool", *map(str, command)], check=True, capture_output=True, text=True).stdout


def words_of(language):
    """The interface's words in a language, from the translations that the program is built with:
    t = words_of("de"); t("Remove %1?", "Bob"); t("%n unread", n=2). A text that is not there is a fault of the test."""
    known = {}
    for file in ("kontor_de.ts", f"kontor_{language}.ts"):  # the English one has only what has a plural
        for message in xml.etree.ElementTree.parse(ROOT / "resources/translations" / file).iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
            known[source] = forms if file.endswith(f"_{language}.ts") else [source]

    def t(source, *arguments, n=None):
        text = known[source][0 if n in (None, 1) else -1]
        for place, argument in enumerate(arguments, 1):
            text = text.replace(f"%{place}", str(argument))
        return text if n is None else text.replace("%n", str(n))
    return t


class Window:
    """One kontor process. `by_keyboard`: controls are reached by Tab and pressed by Return."""

    def __init__(self, program, profile, log, by_keyboard=False, environment=None):
        self.program, self.profile, self.log = program, pathlib.Path(profile), pathlib.Path(log)
        self.name = self.profile.name
        self.by_keyboard = by_keyboard
        self.environment = {**os.environ, **(environment or {})}
        self.process = None

    # ---- Its life
    def command(self, *arguments):
        # setpriv: a window must not outlive a test that is killed
        return ["setpriv", "--pdeathsig", "KILL", self.program, "--profile", self.profile, *arguments]

    def start(self, *arguments):
        self.begun = time.monotonic()
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(self.command(*arguments), env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        return self

    def appear(self, left=0, top=30, width=1280, height=800):
        self.application = within(PATIENCE, self._application, f"{self.name}'s window in the accessibility tree")
        self.application.set_cache_mask(pyatspi.Atspi.Cache.NONE)  # what is read while a window is made may be half of it
        self.id = within(PATIENCE, lambda: xdotool("search", "--all", "--onlyvisible", "--pid", self.process.pid, "--name", "Kontor$").split()[-1],
                         f"{self.name}'s window on the screen")
        self.place(left, top, width, height)
        return self

    def _application(self):
        if self.process.poll() is not None:
            raise SystemExit(f"{self.name}'s window has ended with code {self.process.returncode}; see {self.log}")
        return next((app for app in pyatspi.Registry.getDesktop(0) if app and app.get_process_id() == self.process.pid), None)

    def place(self, left, top, width, height):
        within(PATIENCE, lambda: self._placed(left, top, width, height), f"{self.name}'s window in its place")

    def _placed(self, left, top, width, height):
        """Asked for again until it holds: a window that has just appeared still places itself."""
        geometry = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", self.id).split())
        if (abs(int(geometry["X"]) - left) < 20, geometry["WIDTH"], geometry["HEIGHT"]) == (True, str(width), str(height)):
            return True
        xdotool("windowsize", self.id, width, height)
        xdotool("windowmove", self.id, left, top)
        time.sleep(0.1)
        return False

    def activate(self):
        """The window manager may not be there yet, or be busy."""
        within(PATIENCE, self._active, f"{self.name}'s window in front")

    def _active(self):
        if xdotool("getactivewindow").strip() != str(self.id):
            xdotool("windowactivate", "--sync", self.id)
        return True

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self._ended()

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def _ended(self):
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    # ---- Looking
    def showing(self, node=None):
        for child in node or self.application:
            if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
                yield child
                yield from self.showing(child)

    def seen(self, wanted):
        """The first node that `wanted` holds for, now."""
        return next((node for node in self.showing() if wanted(node)), None)

    def find(self, wanted, what, seconds=PATIENCE):
        return within(seconds, lambda: self.seen(wanted), f"{what} in {self.name}'s window")

    def named(self, name, roles=None, seconds=PATIENCE):
        return self.find(is_named(name, roles), repr(name), seconds)

    def shows(self, text, seconds=PATIENCE):
        """The words stand somewhere in the window."""
        return self.find(lambda node: text in node.name or text in (node.description or ""), repr(text), seconds)

    def shows_no(self, text, seconds=PATIENCE):
        within(seconds, lambda: not self.seen(lambda node: text in node.name), f"{text!r} gone from {self.name}'s window")

    def row(self, text, *more, seconds=PATIENCE):
        """A row of a list, by words of it."""
        return self.find(lambda node: node.getRoleName() in ROWS and all(word in node.name for word in (text, *more)),
                         f"a row with {[text, *more]}", seconds)

    def message(self, text, *more, seconds=PATIENCE):
        """A message in the timeline, by words of what is said of it."""
        return self.find(lambda node: is_message(node) and all(word in node.name for word in (text, *more)),
                         f"a message with {[text, *more]}", seconds)

    def arrived(self, text, delivered, read, seconds=PATIENCE):
        """An own message that the others have, read or not."""
        return self.find(lambda node: is_message(node) and text in node.name and (delivered in node.name or read in node.name),
                         f"{text!r}, delivered", seconds)

    def rows(self, text=""):
        return [node.name for node in self.showing() if node.getRoleName() in ROWS and text in node.name]

    def holds(self, node):
        """Whether the node lies wholly within the window."""
        inner = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        size = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", self.id).split())
        return inner.y >= 0 and inner.y + inner.height <= int(size["HEIGHT"])

    def focused(self):
        """What has the focus: as the window told last, which spares reading all of it, if that still holds."""
        told = FOCUS.of(self.process.pid)
        if told is not None:
            return told
        nodes = [node for node in self.showing() if node.getState().contains(pyatspi.STATE_FOCUSED)]
        return nodes[-1] if nodes else None

    # ---- Doing
    def key(self, *keys):
        self.activate()
        xdotool("key", *keys)

    def press(self, name, roles=None):
        self.press_where(is_named(name, roles), repr(name))

    def press_row(self, text, *more):
        """A row of a list of conversations, people or hits, which may be a check box too."""
        self.press_where(lambda node: node.getRoleName() in ROWS and node.name.startswith(text) and all(word in node.name for word in more), f"the row {text!r}")

    def focus_row(self, text):
        """A row of a list, with the focus and nothing pressed."""
        def wanted(node):
            return node.getRoleName() in ROWS and node.name.startswith(text + ",") and not is_message(node)
        if self.by_keyboard:
            self.reach(wanted, f"the row {text!r}")
            return
        self.activate()
        within(PATIENCE, lambda: self._grabbed(wanted), f"the focus on the row {text!r}")

    def press_where(self, wanted, what):
        self._about_to_press(wanted, what)()

    def about_to_press(self, name, roles=None):
        """Everything but the last touch, which is what it gives back: for what has to happen at once."""
        return self._about_to_press(is_named(name, roles), repr(name))

    def _about_to_press(self, wanted, what):
        node = self.find(lambda node: wanted(node) and presses(node), f"{what} to press")
        if self.by_keyboard:
            self.reach(wanted, what)
            return lambda: self.key("Return")
        return lambda: node.queryAction().doAction(presses(node) - 1)

    def reach(self, wanted, what):
        """By Tab, and by Down inside of a list, from where the focus is."""
        self.activate()
        passed = []
        for _ in range(MOST_TABS):
            node = self.focused()
            if node is not None and wanted(node):
                return
            passed.append(node.name if node is not None else None)
            self._move_focus(node, self._key_towards(wanted, node))
        raise AssertionError(f"{what} is not reached by Tab in {self.name}'s window: {passed}")

    def _key_towards(self, wanted, node):
        """Lists have arrow keys; from list to list leads Tab."""
        if node is None or node.parent.getRoleName() != "list":
            return "Tab"
        row = next((row for row in self.showing(node.parent) if wanted(row)), None)
        if row is None or any(wanted(part) for part in self.showing(node)):  # elsewhere, or inside of this row
            return "Tab"
        return "Down" if place_of(row)[-1] > place_of(node)[-1] else "Up"

    def _move_focus(self, node, key):
        before = place_of(node)
        xdotool("key", key)
        try:
            within(2, lambda: place_of(self.focused()) != before, "the next control")
        except AssertionError:
            pass  # a place of its own without a name, or the only control

    def focus(self, name, roles=FIELDS):
        wanted = is_named(name, roles)
        if self.by_keyboard:
            self.reach(wanted, repr(name))
            return
        self.activate()
        within(PATIENCE, lambda: self._grabbed(wanted), f"the caret in {name!r}")

    def _grabbed(self, wanted):
        node = self.seen(wanted)
        node.queryComponent().grabFocus()
        return node.getState().contains(pyatspi.STATE_FOCUSED)

    def focus_message(self, text):
        """A message of the timeline, by arrow keys from its newest on, or from the one chosen last."""
        def wanted(node):
            return is_message(node) and text in node.name
        self.activate()
        within(PATIENCE, lambda: self._focus_list_of(wanted), f"the list with {text!r}")
        for _ in range(MOST_TABS):
            node = self.focused()
            if node is not None and wanted(node):
                return
            row = self.seen(wanted)
            below = row is not None and node is not None and place_of(row)[-1] > place_of(node)[-1]
            self._move_focus(node, "Down" if below else "Up")
        raise AssertionError(f"the message {text!r} is not reached by Up and Down in {self.name}'s window")

    def _focus_list_of(self, wanted):
        self.seen(wanted).parent.queryComponent().grabFocus()
        return self.focused() is not None

    def text_of(self, name, roles=FIELDS):
        return self.named(name, roles).queryText().getText(0, -1).translate(LINE_ENDS)

    def write(self, name, text, enter=False):
        """Into a field, in the place of what was there."""
        self.focus(name)
        within(PATIENCE, lambda: self._wrote(name, text), f"{text!r} in {name!r} of {self.name}'s window")
        if enter:
            self.key("Return")

    def _wrote(self, name, text):
        """xdotool maps a key anew for each letter like ü; on a busy machine one may arrive too early."""
        self.key("ctrl+a", "Delete")
        if text:
            xdotool("type", "--delay", "25", text)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            if self.text_of(name) == text:
                return True
            time.sleep(0.03)
        return False

    def type_lines(self, name, *lines):
        """Into a field that has the caret, with Shift+Enter between the lines."""
        within(PATIENCE, lambda: self._typed_lines(name, lines), f"{lines} in {name!r} of {self.name}'s window")

    def _typed_lines(self, name, lines):
        self.key("ctrl+a", "Delete")
        for number, line in enumerate(lines):
            if number:
                xdotool("key", "shift+Return")
            xdotool("type", "--delay", "25", line)
        return within(3, lambda: self.text_of(name) == "\n".join(lines), "the lines")

    def press_in_dialog(self, name):
        """A dialog lies over controls that may be called the same."""
        def in_dialog(node):
            while node is not None and node.getRoleName() != "dialog":
                node = node.parent
            return node is not None
        self.press_where(lambda node: node.name == name and node.getRoleName() == "push button" and in_dialog(node), f"{name!r} in a dialog")

    # ---- Showing
    def picture(self, file):
        """What the window shows, once it has stopped changing."""
        self.activate()
        file = pathlib.Path(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        last = None
        for _ in range(15):
            time.sleep(0.15)  # what the tree tells is painted a moment later
            subprocess.run(["import", "-window", str(self.id), file], check=True)
            now = subprocess.run(["identify", "-format", "%#", file], check=True, capture_output=True, text=True).stdout
            if now == last:
                break
            last = now
        colours = int(subprocess.run(["identify", "-format", "%k", file], check=True, capture_output=True, text=True).stdout)
        assert colours > 50, f"{file} shows nothing"


def is_named(name, roles=None):
    return lambda node: node.name == name and (roles is None or node.getRoleName() in roles)


def presses(node):
    """The place of a node's action "Press", counted from 1; 0: it has none."""
    try:
        action = node.queryAction()
    except NotImplementedError:
        return 0
    return next((i + 1 for i in range(action.nActions) if action.getName(i) == "Press"), 0)


def is_message(node):
    return node.getRoleName() == "list item" and node.parent.getRoleName() == "list"


def place_of(node):
    if node is None:
        return None
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return (node.name, node.getRoleName(), box.x, box.y)


def picture_of_screen(file):
    pathlib.Path(file).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", "root", file])
