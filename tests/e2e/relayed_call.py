"""A call by a relay alone: Debian's coturn with a shared secret. Both tell nobody any other address, and each hears
the other's tone. With a wrong secret there is no way, and it is said."""
from company import PATIENCE, check, company, need, say, story
from voice_call import call, finish, tone
import contextlib, socket, subprocess, time

SECRET = "north-by-northwest"


def own_address():
    """An address of this machine that is not the loopback's: a relay does not serve that one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent
        return probe.getsockname()[0]


def free_port(address):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def relay(folder):
    address = own_address()
    port = free_port(address)
    log = folder / "turn.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "turnserver", "-n", "--listening-ip", address, "--relay-ip", address, "--listening-port", str(port),
             "--use-auth-secret", f"--static-auth-secret={SECRET}", "--realm=kontor.example", "--no-tls", "--no-dtls",
             "--no-cli", "--verbose", "--log-file", "stdout", "--simple-log", "--pidfile", str(folder / "turn.pid"),
             "--userdb", str(folder / "turn.db")], stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError), socket.create_connection((address, port), timeout=1):
                break
            check(time.monotonic() < deadline and process.poll() is None, f"coturn starts: {log.read_text()[-500:]}")
            time.sleep(0.05)
        yield f"turn:{address}:{port}", log
    finally:
        process.kill()
        process.wait()


def name_relay(it, address):
    """The server hands out credentials for it from now on."""
    secret = it.folder / "turn.secret"
    secret.write_text(SECRET + "\n")
    it.server.stop()
    it.server.options = ["--turn", address, "--turn-secret", str(secret)]
    it.server.start()
    return secret


def carried(log):
    return "ALLOCATE processed, success" in log.read_text()


def tell():
    need("turnserver", "calls")
    with company() as it, relay(it.folder) as (address, log):
        secret = name_relay(it, address)
        anna, bob = it.hire("anna", "bob")
        call(it.folder, anna, bob, "--relay")
        check(carried(log), "the relay has carried it")
        say("each hears the other by the relay alone")

        secret.write_text("another\n")
        it.server.stop()
        it.server.start()
        silent = ("--audio-in", str(tone(it.folder / "low.wav", 440)), "--audio-out", str(it.folder / "none.wav"))
        answering = bob.start("answer", "--seconds", "60", "--relay", *silent)
        calling = anna.start("call", "bob", "--seconds", "5", "--relay", *silent)
        codes = {}
        for who, process in ((anna, calling), (bob, answering)):
            codes[who.handle], lines, _ = finish(process)
            check(lines[-1]["outcome"] in ("no_connection", "peer_failed"), f"{who.handle}: {lines}")
        check(all(codes.values()), f"no way is no talk: {codes}")
        say("without a relay that lets them in there is no call, and it is said")


if __name__ == "__main__":
    story(tell)
