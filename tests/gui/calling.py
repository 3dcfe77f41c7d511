"""What windows do in calls, for the walks that call."""
import contextlib
from driver import within
from sound import Sound
from walk import walk
from voice_call import share

LOW, HIGH = 440, 1500  # anna's voice and bob's
LANGUAGES = {"de": "German", "en": "English"}


@contextlib.contextmanager
def two_windows(name, language, theme, relay=lambda it: None, **how):
    """Anna and Bob, who have written to each other and have microphones and ears."""
    with walk(name, language=language, **how) as w:
        sound = w.sound = Sound(w.it.folder).start("anna", "bob")
        try:
            relay(w.it)
            anna, bob = w.person("anna"), w.person("bob")
            anna.send(bob, "Hast du Zeit?")
            bob.catch_up()
            for who, voice in ((anna, LOW), (bob, HIGH)):
                (who.profile / "settings.ini").write_text(f"[General]\nlanguage={LANGUAGES[language]}\nscheme={theme.capitalize()}\n"
                                                        "[notifications]\nsounds=false\n")  # what is heard here is a call
                sound.says(who.handle, voice)
            w.people = {"anna": anna, "bob": bob}
            w.anna = w.window("anna", **sound.of("anna")).appear()
            w.bob = w.window("bob", **sound.of("bob")).appear(left=1300)
            yield w
        finally:
            sound.stop()


def call(w, caller):
    """Anna calls Bob, or the other way round; both have the conversation open."""
    about_to_call(w, caller)()


def about_to_call(w, caller):
    """Everything but the last touch, which is what it gives back."""
    return caller.about_to_press(w.t("Call %1", name_of(w.bob if caller is w.anna else w.anna)))


def go_to(w, window, name, key):
    """The conversation above or below in the list."""
    if w.by_keyboard:
        window.key(key)
    else:
        window.press_row(name)
    window.named(w.t("Message to %1", name))


def name_of(window):
    return window.name.capitalize()


def rings(w, window):
    caller = w.bob if window is w.anna else w.anna
    window.shows(w.t("%1 is calling", name_of(caller)))


def accept(w, window):
    if w.by_keyboard:
        window.key("ctrl+shift+a")
    else:
        window.press(w.t("Accept (Ctrl+Shift+A)"))


def decline(w, window):
    if w.by_keyboard:
        window.key("ctrl+shift+d")
    else:
        window.press(w.t("Decline (Ctrl+Shift+D)"))


def talks(w, window):
    window.shows(w.t("%1 · good connection", ""))


def connect(w, caller):
    called = w.bob if caller is w.anna else w.anna
    call(w, caller)
    rings(w, called)
    accept(w, called)
    talks(w, caller)
    talks(w, called)


def words_in(window):
    return window.find(lambda node: node.name.count(" · ") == 3, "four words").name


def loud(samples):
    return max(samples, default=0) > 300


def hears(w, window, wanted, other):
    def now():
        samples = w.sound.heard_by(window.name)
        return share(samples, wanted) > 0.25 and share(samples, other) < 0.02
    within(40, now, f"{window.name} hears {wanted} Hz and not {other} Hz")


def each_hears_the_other(w):
    hears(w, w.bob, LOW, HIGH)
    hears(w, w.anna, HIGH, LOW)


def is_quiet(w, window):
    within(30, lambda: not loud(w.sound.heard_by(window.name, 1)), f"silence in {window.name}'s ear")


def is_loud(w, window):
    within(30, lambda: loud(w.sound.heard_by(window.name, 1)), f"a sound in {window.name}'s ear")
