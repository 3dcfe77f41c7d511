"""The administrator sets how long messages may live: clients of today and of before hear of it, refuse what is
longer, shorten what comes and what is there, and believe nobody but the organisation."""
from company import BIN, PATIENCE, check, company, say, story
import json, subprocess, time

POLICY = "longest_life"


def lives(person, **place):
    return {entry["text"]: entry.get("lifetime_seconds") for entry in person.texts(**place)}


def tell():
    with company() as it:
        anna, bob = it.hire("anna", "bob")
        policy = lambda *words: it.server.administer("policy", *words)
        check(policy("get", POLICY).strip() == "off", "nothing is set at first")
        anna.send(bob, "for ever")
        check(len(bob.receive(1)) == 1, "bob has read it")
        anna.do("send", "--to", "bob", "--lifetime", "86400", "a day")

        # Bob listens while it is set: what he has read already ends within its time, in front of him.
        listening = bob.start("receive", wait=30)
        policy("set", POLICY, "1h")
        listed = json.loads(policy("list", "--json"))
        check(listed["number"] == 1 and listed["policies"][0]["seconds"] == 3600, f"listed: {listed}")
        code, _, error = anna.run("send", "--to", "bob", "--lifetime", "7200", "too long")
        check(code == 2 and "3600 seconds at most" in error, f"a longer life is refused: {code} {error}")
        for longer in ("7200", "off"):
            check(anna.run("timer", "--to", "bob", longer)[0] == 2, f"so is a longer timer: {longer}")
        anna.send(bob, "bounded")
        anna.do("send", "--to", "bob", "--lifetime", "60", "for a minute")
        expected = {"for ever": 3600, "a day": 3600, "bounded": 3600, "for a minute": 60}
        check(lives(anna, to="bob") == expected, f"anna's: {lives(anna, to='bob')}")
        listening.communicate(timeout=2 * PATIENCE)
        check(lives(bob, to="anna") == expected, f"bob's: {lives(bob, to='anna')}")
        say("what is new, what came and what was there has the bound, with both")

        # An hour later it is gone; what is set back for longer brings nothing back, and prolongs nothing.
        policy("set", POLICY, "off")
        for person in (anna, bob):
            person.catch_up()
            person.clock_ahead = 3700
            check(lives(person, to="bob" if person is anna else "anna") == {}, f"{person.handle} has nothing left")
            person.clock_ahead = 0
        say("an hour later it is gone")

        # A key that is not the organisation's signs nothing that the server would pass on.
        stranger = it.folder / "stranger.key"
        stranger.write_text("07" * 32 + "\n")
        done = subprocess.run([BIN / "kontorctl", "--data", it.server.folder, "policy", "set", POLICY, "1h", "--key", stranger],
                              capture_output=True, text=True, timeout=PATIENCE)
        check(done.returncode == 1 and "not this organisation's" in done.stderr, f"a stranger's key: {done.stderr}")
        check(policy("get", POLICY).strip() == "off", "it is as it was")

        # Within seconds, for whoever is there; five seconds are the least.
        anna.send(bob, "in front of me")
        bob.receive(1)
        listening = bob.start("receive", wait=20)
        policy("set", POLICY, "5s")
        begun = time.monotonic()
        listening.communicate(timeout=2 * PATIENCE)
        check(bob.texts(to="anna") == [], "what was in front of him is gone")
        say(f"five seconds, looked at after {time.monotonic() - begun:.0f}")


if __name__ == "__main__":
    story(tell)
