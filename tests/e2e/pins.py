"""Three people pin, forward, and look who has read; the same for everybody, across a server that is away and one that
was killed."""
from company import check, company, say, story


def texts(entries):
    return [entry["text"] for entry in entries]


def pinned(person):
    person.catch_up()
    return texts(person.do("list", "pins", "--group", "Team"))


def states(person, message):
    return {reader["handle"]: reader["state"] for reader in person.do("info", message)}


def file_from(person, conversation):
    """The next one that comes in."""
    while True:
        for entry in person.receive_any(1):
            if entry["kind"] == "file" and entry["conversation"] == conversation:
                return entry


def tell():
    with company() as it:
        anna, bob, cora = people = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send_to_group("Team", "Plan: https://example.org/plan")
        message = bob.receive(1)[0]["message"]
        anna.send_to_group("Team", "Kuchen in der Küche")
        cake = bob.receive(1)[0]["message"]

        bob.do("pin", message)
        cora.catch_up()
        cora.do("pin", cake)
        for person in people:
            check(pinned(person) == ["Kuchen in der Küche", "Plan: https://example.org/plan"], f"{person.handle}: {pinned(person)}")
            lines = [e["sender"] for e in person.history(group="Team") if e["kind"] == "message_pinned"]
            check(lines == ["bob", "cora"], f"{person.handle} shows the lines {lines}")
        say("whoever writes pins, and everybody sees who did")

        it.server.stop()
        check(anna.run("pin", cake, "--back", wait=1)[0] == 3, "taking off waits")
        it.server.start()
        anna.do("pin", cake, "--back")
        for person in people:
            check(pinned(person) == ["Plan: https://example.org/plan"], f"{person.handle}: {pinned(person)}")
        it.server.kill()
        it.server.start()
        anna.do("delete", message)
        for person in people:
            check(pinned(person) == [], f"{person.handle} still has a pin")
        say("what is taken off or deleted is pinned no longer, wherever the server has been")

        # Forwarded: a text and a file, and nothing says where they come from.
        anna.do("forward", cake, "--to", "bob")
        got = bob.receive(1)[0]
        check(got["text"] == "Kuchen in der Küche" and got["conversation_kind"] == "direct" and "quote" not in got, f"forwarded: {got}")
        plan = it.folder / "plan.txt"
        plan.write_text("Montag: Suppe")
        anna.do("file", "send", "--group", "Team", str(plan), "--caption", "Der Plan")
        file = file_from(bob, "Team")
        bob.do("file", "save", file["file"], str(it.folder / "bobs.txt"))
        bob.do("forward", file["message"], "--to", "cora")
        copy = file_from(cora, "bob")
        check(copy["file_name"] == "plan.txt" and copy["text"] == "Der Plan" and copy["file"] != file["file"], f"the file: {copy}")
        cora.do("file", "save", copy["file"], str(it.folder / "coras.txt"))
        check((it.folder / "coras.txt").read_text() == "Montag: Suppe", "its bytes")
        poll = anna.do("poll", "create", "--group", "Team", "--title", "Suppe?", "--option", "ja", "--option", "nein")[0]["poll"]
        check(anna.run("forward", poll, "--to", "bob")[0] == 1, "a poll is not forwarded")
        say("texts and files are forwarded as messages of one's own, polls are not")

        check(texts(anna.do("list", "polls", "--group", "Team")) == ["Suppe?"], "the list of polls")
        check([e["file_name"] for e in anna.do("list", "files", "--group", "Team")] == ["plan.txt"], "the list of files")
        check(anna.do("list", "links", "--group", "Team") == [], "the deleted link is in no list")

        anna.send_to_group("Team", "Wer liest das?")
        asked = bob.receive(1)[0]["message"]
        for _ in range(20):
            bob.do("receive", wait=1)  # receipts are batched
            anna.do("receive", wait=1)
            if states(anna, asked)["bob"] == "read":
                break
        check(states(anna, asked)["bob"] == "read", f"who has read: {states(anna, asked)}")
        check(states(anna, asked)["cora"] == "sent", "Cora's computer was off")
        check(bob.run("info", asked)[0] == 1, "who has read is the author's to know")
        say("the author sees who has got it and who has read it")


if __name__ == "__main__":
    story(tell)
