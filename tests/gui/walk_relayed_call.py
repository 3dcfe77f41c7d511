"""walk_relayed_call.py: two windows that speak by the company's relay alone (coturn), as their settings say."""
import contextlib
from calling import connect, each_hears_the_other, two_windows
from relayed_call import carried, name_relay, relay
from walk import check, need, say, story


def by_relay(w, window):
    t = w.t
    window.press(t("Settings"))
    window.press(t("Always by your company’s relay"))
    w.picture(window, "settings")
    window.press(t("Close settings"))


def tell():
    for program in ("pulseaudio", "turnserver"):
        need(program, "calls")
    with contextlib.ExitStack() as stack:
        log = None

        def start(it):
            nonlocal log
            address, log = stack.enter_context(relay(it.folder))
            name_relay(it, address)
        with two_windows("relayed-call", "de", "dark", relay=start) as w:
            for window in (w.anna, w.bob):
                by_relay(w, window)
            connect(w, w.anna)
            each_hears_the_other(w)
            w.anna.press(w.t("Hang up"))
            w.bob.shows(w.t("%1 has hung up.", "Anna"))
            check(carried(log), "the relay has carried it")
            say("each hears the other's tone by the relay alone")


if __name__ == "__main__":
    story(tell)
