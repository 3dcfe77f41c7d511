"""measure_start.py [RUNS]: exec to the first painted frame with an empty profile and with a conversation, memory
10 s after the start, CPU when idle and without focus. It prints figures and judges none."""
import os, pathlib, subprocess, sys, time
from driver import xdotool
from measure import Screen, told
from walk import BIN, check, say, story, walk

ACCENT, OWN_BUBBLE = "0e6a6e", "d9ecea"  # the welcome page's letter; an own message


def kontor(profile):
    quiet = {name: value for name, value in os.environ.items() if name != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"}
    return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", BIN / "kontor", "--profile", profile], env=quiet)


def painted(screen, profile, colour):
    while screen.shows(colour):
        time.sleep(0.01)  # the window before is still there
    started = time.monotonic()
    process = kontor(profile)
    while not screen.shows(colour):
        check(time.monotonic() - started < 30, "the window is painted")
    return 1000 * (time.monotonic() - started), process


def end(process):
    process.terminate()
    process.wait()


def pss(process):
    lines = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(process, what):
    time.sleep(10)
    print(f"memory 10 s after the start, {what}: {pss(process):.1f} MB PSS, to reach: <= 80 MB")
    # Something else takes the focus: a caret that blinks is not idle.
    other = subprocess.Popen(["xmessage", "idle"], stderr=subprocess.DEVNULL)
    xdotool("search", "--sync", "--onlyvisible", "--name", "^xmessage$", "windowactivate", "--sync")
    time.sleep(3)
    before, seconds = cpu_seconds(process), 30
    time.sleep(seconds)
    print(f"CPU when idle, {what}: {100 * (cpu_seconds(process) - before) / seconds:.2f} %, to reach: 0.0 %", flush=True)
    end(other)


def tell():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with walk("start") as w:
        w.person("olga")
        anna, bob = w.person("anna"), w.person("bob")
        bob.send(anna, *(f"Line {n} of what Bob has to say" for n in range(200)))
        anna.receive(200)
        anna.send(bob, *(f"Yes, line {n}" for n in range(200)))
        screen = Screen()
        say("a conversation of 400 messages")
        for what, profiles, colour in (("an empty profile", [w.it.folder / f"empty{n}" for n in range(runs)], ACCENT),
                                       ("a conversation", [anna.profile] * runs, OWN_BUBBLE)):
            times = []
            for profile in profiles:
                taken, process = painted(screen, profile, colour)
                times.append(taken)
                if profile != profiles[-1] or len(times) < runs:
                    end(process)
            told(f"exec to a painted frame with {what}", times, "ms", "<= 150 ms")
            idle(process, what)
            end(process)


if __name__ == "__main__":
    story(tell)
