"""A company on this machine: one real kontor-server, real kontor-cli processes, a folder for each person.

Stories in this folder read top to bottom; what a step needs to know of processes stands here. Nothing here
sleeps for a guess: a step waits for what a program prints, or asks again until a deadline.
"""
import contextlib, json, os, pathlib, random, select, shutil, signal, subprocess, sys, tempfile, threading, time

BIN = pathlib.Path(os.environ.get("KONTOR_BIN", "build/release/bin"))
PATIENCE = 60  # seconds for one step on a busy machine


class Failed(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Failed(what)


def need(program, section):
    """Ends the story, for ctest as one that was not run, where a program of a section of the package lists is not installed."""
    if not shutil.which(program):
        print(f"SKIPPED: there is no {program} here; build-aux/install-packages.sh --with {section} brings it", flush=True)
        sys.exit(77)


def say(text):
    print(f"[{time.monotonic() - BEGUN:7.2f}] {text}", flush=True)


BEGUN = time.monotonic()


class Server:
    """kontor-server on one folder and one port, started and killed as often as a story wants."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.process = None
        self.port = 0
        self.owner_link = None
        self.options = []
        self.log = open(self.folder.with_suffix(".log"), "ab")

    def start(self):
        # setpriv: it must not outlive a story that is killed
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", BIN / "kontor-server", "--data", self.folder, "--listen", f"127.0.0.1:{self.port}", *self.options],
            stdout=subprocess.PIPE, stderr=self.log, bufsize=0)
        self.said = b""
        deadline = time.monotonic() + PATIENCE
        while True:
            line = self._line(deadline)
            if line.startswith("invite: "):
                self.owner_link = line.removeprefix("invite: ").strip()
            if line.startswith("listening: "):
                self.port = int(line.rsplit(":", 1)[1])
                return self

    def _line(self, deadline):
        """Kept apart by hand: select() does not see what a buffered reader has taken already."""
        while b"\n" not in self.said:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            more = self.process.stdout.read(4096) if ready else b""
            check(more, f"the server did not start (exit {self.process.poll()}); see {self.log.name}")
            self.said += more
        line, self.said = self.said.split(b"\n", 1)
        return line.decode()

    def kill(self):
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self._gone()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self._gone() == 0, "the server did not stop cleanly")

    def _gone(self):
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        self.process = None
        return code

    def administer(self, *words):
        done = subprocess.run([BIN / "kontorctl", "--data", self.folder, *words], capture_output=True, text=True, timeout=PATIENCE)
        check(done.returncode == 0, f"kontorctl {' '.join(words[:2])}: {done.stderr}")
        return done.stdout

    def invite(self, name):
        return json.loads(self.administer("invite", "create", "--name", name, "--json"))["link"]

    def invite_again(self, handle):
        """For a known user's new computer."""
        return json.loads(self.administer("invite", "create", "--for", handle, "--json"))["link"]


class Person:
    """Somebody with a profile; each verb is a kontor-cli process of its own."""

    def __init__(self, company, handle):
        self.company, self.handle, self.name = company, handle, handle.capitalize()
        self.profile = company.folder / handle
        self.clock_ahead = 0  # seconds that her computer's wall clock is wrong by

    def command(self, *words):
        return [BIN / "kontor-cli", "--profile", self.profile, "--json", *words]

    def environment(self):
        if not self.clock_ahead:
            return None
        # A sanitizer wants to be the first library otherwise.
        options = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0"]))
        return {**os.environ, "LD_PRELOAD": str(BIN.parent / "tests/libshifted_clock.so"),
                "KONTOR_CLOCK_SHIFT": str(self.clock_ahead), "ASAN_OPTIONS": options}

    def run(self, *words, wait=PATIENCE, text=None):
        """Exit code, JSON objects of the standard output, standard error."""
        patience = () if wait is None else ("--wait", f"{wait:.1f}")
        done = subprocess.run(self.command(*patience, *words), capture_output=True, input=text, text=True,
                              env=self.environment(), timeout=(wait or 0) + 2 * PATIENCE)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def do(self, *words, wait=PATIENCE, text=None):
        code, objects, error = self.run(*words, wait=wait, text=text)
        check(code == 0, f"{self.handle}: {' '.join(words[:3])}: exit {code}: {error.strip()}")
        return objects

    def start(self, *words, wait=PATIENCE):
        """The same in the background; standard input stays open."""
        return subprocess.Popen(self.command("--wait", str(wait), *words), stdin=subprocess.PIPE, env=self.environment(),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    # ---- Verbs
    def register(self, link):
        self.do("register", link, "--handle", self.handle, "--name", self.name)
        return self

    def new_computer(self):
        """The same person by an invite of the administrator's, on a profile that begins."""
        again = Person(self.company, self.handle)
        again.name, again.profile = self.name, self.profile.with_name(f"{self.profile.name}-again")
        return again.register(self.company.server.invite_again(self.handle))

    def send(self, peer, *texts):
        return self.do("send", "--to", peer.handle, "--lines", text="\n".join(texts) + "\n")

    def send_to_group(self, group, *texts):
        return self.do("send", "--group", group, "--lines", text="\n".join(texts) + "\n")

    def receive(self, count, wait=PATIENCE):
        """What has not been seen yet, until there are `count` texts."""
        texts, deadline = [], time.monotonic() + wait
        while len(texts) < count:
            left = deadline - time.monotonic()
            check(left > 0, f"{self.handle} received {len(texts)} of {count} texts")
            texts += [entry for entry in self.do("receive", wait=left) if entry["kind"] == "text"]
        return texts

    def receive_any(self, count, wait=PATIENCE):
        """The same for entries of every kind."""
        entries, deadline = [], time.monotonic() + wait
        while len(entries) < count:
            left = deadline - time.monotonic()
            check(left > 0, f"{self.handle} received {len(entries)} of {count} entries")
            entries += self.do("receive", wait=left)
        return entries

    def catch_up(self):
        """Reads everything that the server has by now."""
        return self.do("receive", wait=None)

    def history(self, **place):
        words = ["history"]
        for option, value in place.items():
            words += [f"--{option}", value]
        return self.do(*words)

    def texts(self, **place):
        return [entry for entry in self.history(**place) if entry["kind"] == "text"]

    def members(self, group):
        return sorted(member["handle"] for member in self.do("group", "show", group))


class Company:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.server = Server(self.folder / "server")
        self.people = {}

    def hire(self, *handles):
        """Each with an invite of her own, registered; the first one is the owner."""
        for handle in handles:
            person = Person(self, handle)
            link = self.server.invite(person.name) if self.people else self.server.owner_link
            self.people[handle] = person.register(link)
        return [self.people[handle] for handle in handles]


@contextlib.contextmanager
def company():
    """A fresh one with a running server; what is left of it is shown when the story fails."""
    with tempfile.TemporaryDirectory(prefix="kontor-e2e-") as folder:
        it = Company(folder)
        try:
            it.server.start()
            yield it
        except BaseException:
            for log in sorted(it.folder.glob("*.log")):
                tail = log.read_text(errors="replace").splitlines()[-20:]
                print(f"---- {log.name}", *tail, sep="\n", flush=True)
            raise
        finally:
            if it.server.process:
                it.server.process.kill()
                it.server._gone()
            it.server.log.close()


def together(*steps):
    """Runs the steps at the same time; the first failure is the story's."""
    failures = []

    def run(step):
        try:
            step()
        except BaseException as failure:  # told to the story's thread below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def seed():
    """Printed, so that a run can be repeated: KONTOR_SEED=..."""
    number = int(os.environ.get("KONTOR_SEED", random.SystemRandom().randrange(1 << 32)))
    say(f"KONTOR_SEED={number}")
    return random.Random(number)


def in_files(folder, needle):
    """The files below a folder that hold these bytes."""
    return [path for path in pathlib.Path(folder).rglob("*") if path.is_file() and needle in path.read_bytes()]


def story(tell):
    """main() of a story file."""
    try:
        tell()
    except Failed as failure:
        print(f"FAILED: {failure}", file=sys.stderr, flush=True)
        sys.exit(1)
    say("passed")
