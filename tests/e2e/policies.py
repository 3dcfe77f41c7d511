"""The administrator sets how long messages may live: clients of today and of before hear of it, refuse what is
longer, shorten what comes and what is there, and believe nobody but the organisation."""
from company import BIN, PATIENCE, check, company, say, story
import datetime, json, subprocess, time

POLICY = "longest_life"


def lives(person, **place):
    return {entry["text"]: entry.get("lifetime_seconds") for entry in person.texts(**place)}


def ends(person, text):
    """Seconds since 1970."""
    at = next(entry["disappears_at"] for entry in person.texts() if entry["text"] == text)
    return datetime.datetime.fromisoformat(at).timestamp()


def tell():
    with company() as it:
        anna, bob = it.hire("anna", "bob")
        policy = lambda *words: it.server.administer("policy", *words)
        check(policy("get", POLICY).strip() == "off", "nothing is set at first")
        anna.send(bob, "for ever")
        check(len(bob.receive(1)) == 1, "bob has read it")
        # Bob listens while it is set: what he has read already has an hour from then on.
        listening = bob.start("receive")
        online = lambda: json.loads(it.server.administer("stats", "--json"))["sessions"] == 1
        deadline = time.monotonic() + PATIENCE
        while not online():
            check(time.monotonic() < deadline, "bob is there")
        begun = time.time()
        policy("set", POLICY, "1h")
        listed = json.loads(policy("list", "--json"))
        check(listed["number"] == 1 and listed["policies"][0]["seconds"] == 3600, f"listed: {listed}")
        anna.catch_up()
        code, _, error = anna.run("send", "--to", "bob", "--lifetime", "7200", "too long")
        check(code == 2 and "3600 seconds at most" in error, f"a longer life is refused: {code} {error}")
        for longer in ("7200", "off"):
            check(anna.run("timer", "--to", "bob", longer)[0] == 2, f"so is a longer timer: {longer}")
        anna.send(bob, "bounded")
        out, _ = listening.communicate(timeout=PATIENCE)
        check([json.loads(line)["lifetime_seconds"] for line in out.splitlines()] == [3600], f"bob hears: {out}")
        anna.do("send", "--to", "bob", "--lifetime", "60", "for a minute")
        bob.receive(1)
        expected = {"for ever": 3600, "bounded": 3600, "for a minute": 60}
        for person, place in ((anna, "bob"), (bob, "anna")):
            check(lives(person, to=place) == expected, f"{person.handle}'s: {lives(person, to=place)}")
        left = ends(bob, "for ever") - begun - 3600
        check(-1 < left < 5, f"bob's program felt it after {left:.2f} s")
        say(f"what is new, what came and what was there has the bound; felt after {left:.2f} s")

        # An hour later it is gone; what is set back for longer brings nothing back, and prolongs nothing.
        policy("set", POLICY, "off")
        for person in (anna, bob):
            person.catch_up()
            person.clock_ahead = 3700
            left = lives(person, to="bob" if person is anna else "anna")
            check(left == {}, f"{person.handle} has nothing left: {left}")
            person.clock_ahead = 0
        say("an hour later it is gone")

        # A key that is not the organisation's signs nothing that the server would pass on.
        stranger = it.folder / "stranger.key"
        stranger.write_text("07" * 32 + "\n")
        done = subprocess.run([BIN / "kontorctl", "--data", it.server.folder, "policy", "set", POLICY, "1h", "--key", stranger],
                              capture_output=True, text=True, timeout=PATIENCE)
        check(done.returncode == 1 and "not this organisation's" in done.stderr, f"a stranger's key: {done.stderr}")
        check(policy("get", POLICY).strip() == "off", "it is as it was")

        # What was sent for longer by somebody who has not heard of it is shortened where it arrives.
        anna.send(bob, "before it was set")
        policy("set", POLICY, "10m")
        check(bob.receive(1)[0]["lifetime_seconds"] == 600, "bob hears of it before he reads")
        say("what comes for longer is shortened")


if __name__ == "__main__":
    story(tell)
