"""Bob's store is damaged. His program says so and touches nothing; when he starts afresh he is back in his groups by
himself, without the old messages, and everybody sees a line. The damaged file stays beside the new one."""
from company import PATIENCE, check, company, say, story
import os, shutil, time

PAGE = 4096
SENTENCE = "damaged"


def damage(path, pages):
    """One bit in each of these pages."""
    with open(path, "r+b") as store:
        for page in pages:
            store.seek(page * PAGE + 1234)
            byte = store.read(1)[0]
            store.seek(page * PAGE + 1234)
            store.write(bytes([byte ^ 4]))


def refuses(person, how):
    before = (person.profile / "store.db").read_bytes()
    code, _, error = person.run("history", "--to", "anna", wait=5)
    check(code == 4 and SENTENCE in error, f"{how}: exit {code}: {error}")
    check((person.profile / "store.db").read_bytes() == before, f"{how}: the file is as it was")
    say(f"{how}: {error.strip()}")


def come_back(person, *places):
    """He comes in by himself as soon as he is connected; a line in each place says so."""
    deadline = time.monotonic() + PATIENCE
    while not all("rejoined" in [e["kind"] for e in person.history(**place)] for place in places):
        check(time.monotonic() < deadline, f"{person.handle} is back in {places}")
        person.run("receive", wait=1)


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        bob.do("group", "create", "Team", "anna", "cora")
        bob.send_to_group("Team", "vorher")
        bob.send(anna, "auch vorher")
        bob.do("note", "Schluessel 12")
        for person in (anna, cora):
            person.catch_up()
        check(bob.run("start-afresh", wait=5)[0] == 1, "a store that is whole is not put aside")
        check("vorher" in [e["text"] for e in bob.texts(group="Team")], "and it is as it was")

        whole = bob.profile.with_name("whole")
        shutil.copytree(bob.profile, whole)
        store = bob.profile / "store.db"
        damage(store, [0])
        refuses(bob, "the first page")
        shutil.copy(whole / "store.db", store)
        store.write_bytes(b"")
        refuses(bob, "an empty file")
        shutil.copy(whole / "store.db", store)
        damage(store, range(1, os.path.getsize(store) // PAGE))
        refuses(bob, "every other page")

        (bob.profile / "keys.backup").rename(bob.profile / "away")
        code, _, error = bob.run("start-afresh", wait=5)
        check(code == 4, f"without the backup there is no way: {code} {error}")
        check(not list(bob.profile.glob("store-damaged-*")), "and nothing was touched")
        (bob.profile / "away").rename(bob.profile / "keys.backup")

        damaged = store.read_bytes()
        account, = bob.do("start-afresh")
        check(account["handle"] == "bob", f"the same account: {account}")
        aside = list(bob.profile.glob("store-damaged-*.db"))
        check(len(aside) == 1 and aside[0].read_bytes() == damaged, f"the damaged file stays: {aside}")

        cora.send_to_group("Team", "wo ist Bob?")
        come_back(bob, {"group": "Team"}, {"to": "anna"})
        bob.send_to_group("Team", "wieder da")
        bob.send(anna, "auch hier")
        bob.do("note", "Schluessel 13")
        check([e["text"] for e in bob.texts(group="Team")][-1:] == ["wieder da"], "his group is back, with its name")
        check("vorher" not in [e["text"] for e in bob.texts(group="Team")], "without what was before")
        for person in (anna, cora):
            person.catch_up()
            check("wieder da" in [e["text"] for e in person.texts(group="Team")], f"{person.handle} reads him")
            kinds = [e["kind"] for e in person.history(group="Team")]
            check(kinds.count("rejoined") == 1, f"{person.handle} sees that he came back: {kinds}")
        check("auch hier" in [e["text"] for e in anna.texts(to="bob")], "the direct chat, too")
        anna.send(bob, "schoen")
        check("schoen" in [e["text"] for e in bob.receive(1)], "and the other way")
        check(bob.members("Team") == ["anna", "bob", "cora"], "all are there")
        cora.do("group", "create", "Neu", "bob")
        cora.send_to_group("Neu", "hallo")
        check("hallo" in [e["text"] for e in bob.receive(1)], "he can be added to what is new")
        check("rejoined" not in [e["kind"] for e in bob.history(group="Neu")], "by an ordinary Welcome")


if __name__ == "__main__":
    story(tell)
