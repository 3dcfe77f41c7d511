"""Cora is disabled: her sessions end within a second, the server proposes her removal, the next member who is
online commits it, and she reads nothing more."""
from company import PATIENCE, check, company, say, story
import time

SECRET = "the new lock opens with 4711"


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send_to_group("Team", "before")
        for person in (bob, cora):
            person.receive(1)
        listening = cora.start("receive")
        it.server.administer("user", "disable", "cora")
        begun = time.monotonic()
        _, error = listening.communicate(timeout=PATIENCE)
        check(listening.returncode == 1, f"cora's program says so: {listening.returncode} {error}")
        say(f"her session has ended after {time.monotonic() - begun:.2f} s: {error.strip()}")

        anna.send_to_group("Team", SECRET)
        check(bob.receive(1)[0]["text"] == SECRET, "bob reads it")
        lines = [entry["kind"] for entry in bob.history(group="Team")]
        check(lines.count("members_cut_off") == 1, f"a line says so: {lines}")
        check(anna.members("Team") == ["anna", "bob"] == bob.members("Team"), "cora is in no list any more")
        code, _, _ = cora.run("receive", wait=3)
        check(code == 1, f"cora is told that her account is closed: {code}")
        shown = [entry["text"] for entry in cora.history() if entry["kind"] == "text"]
        check(shown == ["before"], f"cora reads what was hers, and nothing more: {shown}")


if __name__ == "__main__":
    story(tell)
