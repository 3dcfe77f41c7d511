"""measure_delivery.py COUNT: the time from Enter in one window to the row in the other window's accessibility
tree, through a real server on this machine. It prints figures and judges none: other work on the machine adds to them."""
import sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402
from measure import Screen, told  # noqa: E402
from walk import check, say, story, walk  # noqa: E402


class Rows:
    """Hears of rows that come into the accessibility tree or change in it: asking would take longer than waiting."""

    def __init__(self):
        self.listener = Atspi.EventListener.new(self._hear)
        for event in ("object:property-change:accessible-name", "object:children-changed:add"):
            self.listener.register(event)

    def _hear(self, event):
        try:
            for node in (event.source, event.any_data):
                if isinstance(node, Atspi.Accessible) and node.get_role() == Atspi.Role.LIST_ITEM and self.text in node.get_name() \
                        and node.get_process_id() == self.process:
                    self.heard = True
        except GLib.Error:  # the row may have gone again
            pass

    def until_shown(self, text, window, act):
        """Milliseconds from `act` until the window has a row with the text."""
        self.text, self.process, self.heard = text, window.process.pid, False
        started = time.monotonic()
        act()
        while not self.heard:
            check(time.monotonic() - started < 30, f"{text!r} is shown")
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.0005)
        return 1000 * (time.monotonic() - started)


def from_to(screen, rows, writer, reader, title, count):
    times = []
    for number in range(count):
        text = f"{writer.name} {number}."
        writer.write(title, text)
        times.append(rows.until_shown(text, reader, screen.press_return))
        reader.message(text)
    return times


def tell():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with walk("delivery") as w:
        w.person("olga")
        for handle in ("anna", "bob"):
            w.person(handle)
        w.it.people["anna"].send(w.it.people["bob"], "Hello")
        w.it.people["bob"].receive(1)
        anna, bob = w.window("anna"), w.window("bob")
        anna.appear()
        bob.appear(left=1300)
        anna.message("Hello")
        bob.message("Hello")
        screen, rows = Screen(), Rows()
        say("two windows are open")
        there = from_to(screen, rows, anna, bob, w.t("Message to %1", "Bob"), count // 2)
        back = from_to(screen, rows, bob, anna, w.t("Message to %1", "Anna"), count - count // 2)
        told("Enter to the row in the other window", there + back, "ms", "p95 <= 150 ms")


if __name__ == "__main__":
    story(tell)
