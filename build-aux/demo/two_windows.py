"""Two people write to each other in real windows, used as a screen reader uses them:
two_windows.py KONTOR DEMO. Opens the profiles DEMO/anna and DEMO/bob, types a message into each window,
waits until the other one shows it, and saves DEMO/anna.png and DEMO/bob.png."""
import pathlib, subprocess, sys, time
import pyatspi

program, demo = sys.argv[1], pathlib.Path(sys.argv[2])
WIDTH, HEIGHT = 1280, 800


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


class Window:
    def __init__(self, person):
        self.person = person
        with open(demo / "log" / f"{person}.out", "w") as log:
            self.process = subprocess.Popen([program, "--profile", demo / person], stdout=log, stderr=subprocess.STDOUT)

    def appear(self, left):
        self.application = within(30, self._application, f"{self.person}'s window in the accessibility tree")
        self.application.set_cache_mask(pyatspi.Atspi.Cache.NONE)  # what is read while a window is made may be half of it
        self.id = within(30, lambda: xdotool("search", "--all", "--onlyvisible", "--pid", self.process.pid, "--name", "Kontor$").split()[-1],
                         f"{self.person}'s window on the screen")
        within(10, lambda: self._placed(left), f"{self.person}'s window in its place")

    def _placed(self, left):
        """Asked for again until it holds: a window that has just appeared still places itself."""
        geometry = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", self.id).split())
        if (abs(int(geometry["X"]) - left) < 20, geometry["WIDTH"], geometry["HEIGHT"]) == (True, str(WIDTH), str(HEIGHT)):
            return True
        xdotool("windowsize", self.id, WIDTH, HEIGHT)
        xdotool("windowmove", self.id, left, 30)
        time.sleep(0.1)
        return False

    def _application(self):
        if self.process.poll() is not None:
            raise SystemExit(f"{self.person}'s window has ended with code {self.process.returncode}")
        return next((app for app in pyatspi.Registry.getDesktop(0) if app and app.get_process_id() == self.process.pid), None)

    def showing(self, node=None):
        for child in node or self.application:
            if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
                yield child
                yield from self.showing(child)

    def find(self, wanted, what):
        return within(20, lambda: next((node for node in self.showing() if wanted(node)), None), f"{what} in {self.person}'s window")

    def open_conversation(self, peer):
        """The newest one opens by itself; else its row in the list is pressed."""
        self.peer = peer
        try:
            within(5, self._composer, "a conversation")
        except AssertionError:
            row = self.find(lambda node: node.getRoleName() == "push button" and node.name.startswith(peer + ","),
                            f"the conversation with {peer}")
            action = row.queryAction()
            action.doAction([action.getName(i) for i in range(action.nActions)].index("Press"))
            within(10, self._composer, f"the place to write to {peer}")

    def _composer(self):
        """Looked for anew each time: what the tree held a moment ago may be gone."""
        return next(node for node in self.showing() if node.getRoleName() in ("text", "entry") and node.name.endswith(self.peer))

    def _focused(self):
        composer = self._composer()
        composer.queryComponent().grabFocus()
        return composer.getState().contains(pyatspi.STATE_FOCUSED)

    def activate(self):
        """The window manager may not be there yet, or be busy."""
        within(10, lambda: xdotool("windowactivate", "--sync", self.id) is not None, f"{self.person}'s window in front")

    def type(self, text):
        self.activate()
        within(10, self._focused, f"the caret in {self.person}'s window")
        within(40, lambda: self._typed(text), f"what {self.person} types")
        xdotool("key", "Return")

    def _typed(self, text):
        """xdotool maps a key anew for each letter like ü; on a busy machine one may arrive too early."""
        xdotool("key", "ctrl+a", "Delete")
        xdotool("type", "--delay", "40", text)
        end = time.monotonic() + 2
        while time.monotonic() < end:
            if self._composer().queryText().getText(0, -1) == text:
                return True
            time.sleep(0.05)
        return False

    def shows(self, text):
        self.find(lambda node: node.getRoleName() == "list item" and text in node.name, repr(text))

    def picture(self):
        self.activate()
        time.sleep(0.5)  # what the tree tells is painted a moment later
        file = demo / f"{self.person}.png"
        subprocess.run(["import", "-window", self.id, file], check=True)
        colours = int(subprocess.run(["identify", "-format", "%k", file], check=True, capture_output=True, text=True).stdout)
        assert colours > 50, f"{file} shows nothing"

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def converse(anna, bob):
    anna.open_conversation("Bob")
    bob.open_conversation("Anna")
    hour = time.strftime("%H:%M:%S")
    for writer, reader, text in ((anna, bob, f"I write this in my window at {hour}."),
                                 (bob, anna, f"And I read it in mine. Grüße, {hour}!")):
        writer.type(text)
        started = time.monotonic()
        reader.shows(text)
        print(f"  shown in the other window after {1000 * (time.monotonic() - started):.0f} ms", flush=True)
        writer.shows(text)
    xdotool("mousemove", WIDTH + 8, HEIGHT + 40)  # nothing is hovered in the pictures
    anna.picture()
    bob.picture()


windows = [Window("anna"), Window("bob")]
try:
    for window, left in zip(windows, (0, WIDTH + 20)):
        window.appear(left)
    converse(*windows)
except BaseException:
    subprocess.run(["import", "-window", "root", demo / "failed.png"])
    raise
finally:
    for window in windows:
        window.close()
