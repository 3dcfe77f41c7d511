"""walk_call.py de|en light|dark: two windows call each other by virtual microphones, and each hears the other; then
everything else that a call can be. In German by keyboard alone, in English by the actions that a screen reader has."""
import signal, sys, time
from calling import (LOW, HIGH, about_to_call, accept, call, connect, decline, each_hears_the_other, go_to, hears, is_loud, is_quiet, rings,
                     talks, two_windows, words_in)
from driver import within, xdotool
from voice_call import finish, tone
from walk import check, need, say, story


def it_rings_whatever_is_looked_at(w):
    """Bob has another conversation open, and his window minimised."""
    t, anna, bob = w.t, w.anna, w.bob
    w.cora = w.person("cora")
    w.cora.send(w.people["bob"], "Guten Morgen")
    bob.row("Cora")
    go_to(w, bob, "Cora", "alt+Up")
    bob.message("Guten Morgen")
    xdotool("windowminimize", bob.id)
    call(w, anna)
    anna.shows(t("Calling …"))
    w.picture(anna, "calling")
    is_loud(w, bob)
    bob.activate()
    rings(w, bob)
    bob.focus(t("Message to %1", "Cora"))  # and takes nobody's caret away
    w.picture(bob, "ringing")
    say("a minimised window rings, with another conversation open")
    accept(w, bob)


def talk(w):
    t, anna, bob = w.t, w.anna, w.bob
    for window in (anna, bob):
        talks(w, window)
    w.first_words = words_in(anna)
    check(w.first_words == words_in(bob), "both windows show the same four words")
    w.picture(anna, "call")
    each_hears_the_other(w)
    say("each hears the other's tone")
    anna.press(t("Switch the microphone off"))
    is_quiet(w, bob)
    w.picture(anna, "muted")
    anna.press(t("Switch the microphone on"))
    hears(w, bob, LOW, HIGH)


def meanwhile(w):
    """A third person is told that it is busy, and messages are written."""
    t, anna, bob = w.t, w.anna, w.bob
    silent = ("--audio-in", str(tone(w.it.folder / "cora.wav", 300, 5)), "--audio-out", str(w.it.folder / "nothing.wav"))
    code, lines, _ = finish(w.cora.start("call", "bob", "--seconds", "5", *silent))
    check(code == 1 and lines[-1]["outcome"] == "busy", f"whoever is in a call is busy: {code} {lines}")
    go_to(w, bob, "Anna", "alt+Down")
    bob.write(t("Message to %1", "Anna"), "Siehst du das?", enter=True)
    anna.activate()
    anna.row("Bob", t("%n unread", n=1))  # behind a call nothing is read
    anna.press(t("Back to the messages"))
    anna.message("Siehst du das?")
    within(20, lambda: not anna.rows(t("%n unread", n=1)), "read once it is in view")
    anna.shows(t("Back to the call with %1, %2", "Bob", "").split(",")[0])
    anna.write(t("Message to %1", "Bob"), "Ich schicke dir den Plan", enter=True)
    anna.message("Ich schicke dir den Plan")
    w.picture(anna, "messages-in-a-call")
    anna.place(0, 30, 480, 800)
    w.picture(anna, "messages-in-a-call-480")
    anna.press_where(lambda node: node.name.startswith(t("Back to the call with %1, %2", "Bob", "").split(",")[0]), "the way back to the call")
    words_in(anna)
    w.picture(anna, "call-480")
    anna.place(0, 30, 1280, 800)
    bob.press(t("Hang up"))
    anna.shows(t("%1 has hung up.", "Bob"))
    w.picture(anna, "hung-up")
    anna.message(t("You called: %1", "00:"))
    bob.row("Cora", t("Missed call"))
    bob.message("Ich schicke dir den Plan")
    bob.message(t("%1 called: %2", "Anna", "00:"))
    w.picture(bob, "line")
    say("muted, busy for a third, messages meanwhile, hung up; both have a line")


def declined_and_called_back(w):
    t, anna, bob = w.t, w.anna, w.bob
    call(w, anna)
    rings(w, bob)
    decline(w, bob)
    anna.shows(t("%1 declined the call.", "Bob"))
    anna.message(t("You called: declined"))
    say("declined")
    call(w, anna)
    rings(w, bob)
    anna.press(t("Hang up"))
    bob.shows_no(t("%1 is calling", "Anna"))
    bob.message(t("Missed call from %1", "Anna"))
    w.picture(bob, "missed")
    bob.press(t("Call back"))
    rings(w, anna)
    accept(w, anna)
    talks(w, bob)
    check(words_in(anna) == words_in(bob) != w.first_words, "other words than before")
    each_hears_the_other(w)
    say("given up, found as a missed call, called back")


def quitting_asks(w):
    """In the call that is going on."""
    t, bob = w.t, w.bob
    bob.key("alt+F4")
    bob.shows(t("You are in a call"))
    w.picture(bob, "quitting-asks")
    bob.press_in_dialog(t("Cancel"))
    bob.shows_no(t("You are in a call"))
    check(bob.process.poll() is None, "who cancels stays")
    bob.key("alt+F4")
    bob.press_in_dialog(t("Hang up and quit"))
    w.anna.shows(t("%1 has hung up.", "Bob"))
    within(20, lambda: bob.process.poll() == 0, "bob's window closes")
    say("quitting in a call asks first, and tells the other side")


def given_up_before_he_was_there(w):
    """Bob's window is closed: he finds a line, and nothing rings."""
    t, anna, bob = w.t, w.anna, w.bob
    call(w, anna)
    anna.shows(t("Calling …"))
    if w.by_keyboard:
        anna.press(t("Hang up"))
    else:
        anna.shows(t("%1 does not answer.", "Bob"), seconds=75)
    anna.message(t("You called: no answer"))
    bob.start()
    bob.appear(left=1300)
    within(40, lambda: bob.rows(t("Missed call from %1", "Anna")), "the missed call")
    check(not bob.seen(lambda node: t("%1 is calling", "Anna") in node.name), "nothing rings")
    check(not any(w.sound.heard_by("bob")), "and nothing is heard")
    say("given up while he was away: a missed call and no ghost")


def both_at_once(w):
    """The server holds its breath while both press: neither has heard of the other's call. Not for long: a window
    gives a silent server up after seconds, and its call with it."""
    t, anna, bob = w.t, w.anna, w.bob
    touches = [about_to_call(w, window) for window in (anna, bob)]
    server = w.it.server.process
    server.send_signal(signal.SIGSTOP)
    try:
        for touch in touches:
            touch()
        for window in (anna, bob):
            window.shows(t("Calling …"))
    finally:
        server.send_signal(signal.SIGCONT)
    for window in (anna, bob):
        talks(w, window)
    check(words_in(anna) == words_in(bob), "one call, with the same words")
    each_hears_the_other(w)
    anna.press(t("Hang up"))
    bob.shows(t("%1 has hung up.", "Anna"))
    bob.press(t("Close"))
    say("both called at once: one call, and nothing rings")


def a_killed_partner(w):
    t, anna, bob = w.t, w.anna, w.bob
    connect(w, anna)
    bob.kill()
    begun = time.monotonic()
    anna.shows(t("The connection to %1 was lost.", "Bob"), seconds=20)
    say(f"a killed partner ended the call after {time.monotonic() - begun:.0f} s")
    bob.start()
    bob.appear(left=1300)


def without_a_microphone(w):
    """Both lose theirs at once, or the sound server would give one the other's: who notices first, says so."""
    t, anna, bob = w.t, w.anna, w.bob
    connect(w, anna)
    for who in ("anna", "bob"):
        w.sound.unplug(who)

    def first():
        return next((window for window in (anna, bob) if window.seen(lambda node: t("The microphone was unplugged.") in node.name)), None)
    told = within(40, first, "a window that misses its microphone")
    w.picture(told, "unplugged")
    told.press(t("Close"))
    call(w, anna)
    anna.shows(t("No microphone was found on this computer."))
    w.picture(anna, "no-microphone")
    anna.press(t("Close"))
    say("a microphone that is unplugged, and none at all")


def tell():
    need("pulseaudio", "calls")
    language, theme = sys.argv[1:3]
    with two_windows(f"call-{language}-{theme}", language, theme, by_keyboard=language == "de") as w:
        it_rings_whatever_is_looked_at(w)
        talk(w)
        meanwhile(w)
        declined_and_called_back(w)
        quitting_asks(w)
        given_up_before_he_was_there(w)
        both_at_once(w)
        a_killed_partner(w)
        without_a_microphone(w)


if __name__ == "__main__":
    story(tell)
