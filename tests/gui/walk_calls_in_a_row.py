"""walk_calls_in_a_row.py N: so many calls between two windows, after which no thread, descriptor or megabyte is left."""
import os, sys
from calling import connect, two_windows
from driver import within
from walk import need, say, story


LINE = 0.15  # megabytes for the line of a call in store, model and window, until these hold no more; an engine is several


def footprint(window):
    """Threads, descriptors, megabytes of its own."""
    process = f"/proc/{window.process.pid}"
    with open(f"{process}/smaps_rollup") as file:
        pages = next(line for line in file if line.startswith("Private_Dirty"))
    return len(os.listdir(f"{process}/task")), len(os.listdir(f"{process}/fd")), int(pages.split()[1]) / 1024


def one_call(w):
    connect(w, w.anna)
    w.anna.press(w.t("Hang up"))
    w.bob.shows(w.t("%1 has hung up.", "Anna"))
    w.bob.press(w.t("Close"))


def tell():
    need("pulseaudio", "calls")
    number = int(sys.argv[1])
    with two_windows(f"calls-in-a-row-{number}", "en", "light") as w:
        for _ in range(10):  # libraries, caches, thread pools; and the lines in the timeline fill it
            one_call(w)
        before = {window: footprint(window) for window in (w.anna, w.bob)}
        for _ in range(number):
            one_call(w)

        def given_back():
            for window, (threads, descriptors, megabytes) in before.items():
                now = footprint(window)
                if now[0] > threads or now[1] > descriptors or now[2] > megabytes + 1.5 + number * LINE:
                    raise AssertionError(f"{window.name}: {(threads, descriptors, megabytes)} -> {now}")
            return True
        within(60, given_back, "what the calls took is given back")  # GLib keeps idle threads for a while
        say(f"{number} calls: {list(before.values())} -> {[footprint(window) for window in before]}")


if __name__ == "__main__":
    story(tell)
