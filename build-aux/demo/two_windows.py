"""Two people write to each other in real windows, used as a screen reader uses them:
two_windows.py KONTOR DEMO. Opens the profiles DEMO/anna and DEMO/bob, types a message into each window,
waits until the other one shows it, and saves DEMO/anna.png and DEMO/bob.png."""
import pathlib, sys, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/gui"))
from driver import FIELDS, Window, picture_of_screen, xdotool  # noqa: E402

program, demo = sys.argv[1], pathlib.Path(sys.argv[2])
WIDTH, HEIGHT = 1280, 800


def open_conversation(window, peer):
    """The newest one opens by itself; else its row in the list is pressed. The name of the place to write in."""
    def composer(node):
        return node.getRoleName() in FIELDS and node.name.endswith(peer)
    try:
        window.find(composer, "a conversation", 5)
    except AssertionError:
        window.press_row(peer)
    return window.find(composer, f"the place to write to {peer}").name


def converse(anna, bob):
    place = {anna: open_conversation(anna, "Bob"), bob: open_conversation(bob, "Anna")}
    hour = time.strftime("%H:%M:%S")
    for writer, reader, text in ((anna, bob, f"I write this in my window at {hour}."),
                                 (bob, anna, f"And I read it in mine. Grüße, {hour}!")):
        writer.write(place[writer], text, enter=True)
        started = time.monotonic()
        reader.row(text)
        print(f"  shown in the other window after {1000 * (time.monotonic() - started):.0f} ms", flush=True)
        writer.row(text)
    xdotool("mousemove", WIDTH + 8, HEIGHT + 40)  # nothing is hovered in the pictures
    for window in (anna, bob):
        window.picture(demo / f"{window.name}.png")


windows = [Window(program, demo / person, demo / "log" / f"{person}.out") for person in ("anna", "bob")]
try:
    for window in windows:
        window.start()
    for window, left in zip(windows, (0, WIDTH + 20)):
        window.appear(left)
    converse(*windows)
except BaseException:
    picture_of_screen(demo / "failed.png")
    raise
finally:
    for window in windows:
        window.close()
