"""What a walk through real windows starts with: a real server, people by kontor-cli, windows on profiles."""
import contextlib, os, pathlib, sys
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from company import BIN, Failed, Person, check, company, need, say, story  # noqa: E402,F401
from driver import ROOT, Window, picture_of_screen, words_of  # noqa: E402

PICTURES = ROOT / "build/release/gui"


class Walk:
    """One walk in one language and theme. `t` has the interface's words in that language."""

    def __init__(self, it, name, language="en", by_keyboard=False):
        self.it, self.name, self.by_keyboard = it, name, by_keyboard
        self.t = words_of(language)
        self.german = language == "de"
        self.windows = []
        self.pictures = 0
        self.opened = it.folder / "opened"
        self.browser = it.folder / "programs"
        self._stand_in_for_the_browser()

    def _stand_in_for_the_browser(self):
        """xdg-open that writes down what it was asked to open."""
        self.browser.mkdir()
        self.opened.touch()
        program = self.browser / "xdg-open"
        program.write_text(f'#!/bin/sh\necho "$1" >>"{self.opened}"\n')
        program.chmod(0o755)

    def window(self, profile, *arguments, **environment):
        path = f"{self.browser}:{os.environ['PATH']}"
        window = Window(BIN / "kontor", self.it.folder / profile, self.it.folder / f"{profile}.log",
                        self.by_keyboard, {"PATH": path, **environment})
        self.windows.append(window)
        return window.start(*arguments)

    def person(self, handle, name=None):
        """Registered by kontor-cli, with an invite of her own."""
        person = Person(self.it, handle)
        person.name = name or person.name
        link = self.it.server.invite(person.name) if self.it.people else self.it.server.owner_link
        self.it.people[handle] = person.register(link)
        return person

    def picture(self, window, what):
        self.pictures += 1
        window.picture(PICTURES / f"{self.name}-{self.pictures:02}-{what}.png")


@contextlib.contextmanager
def walk(name, **how):
    """Windows are closed at the end; a walk that fails leaves a picture of the whole screen."""
    with company() as it:
        way = Walk(it, name, **how)
        try:
            yield way
            for window in way.windows:
                check(not window.log.read_text(), f"{window.name}'s window has nothing to complain of; see below")
        except BaseException:
            picture_of_screen(PICTURES / f"{name}-failed.png")
            raise
        finally:
            for window in way.windows:
                window.close()
