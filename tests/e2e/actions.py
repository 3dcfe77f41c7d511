"""Three people answer, change, react and delete: while everybody is there, while the server is away, across a
server that was killed, with what must be refused; everybody shows the same."""
from company import check, company, say, story


def entry_of(person, message):
    found = [entry for entry in person.history(group="Team") if entry.get("message") == message]
    check(len(found) == 1, f"{person.handle} has {message} {len(found)} times")
    return found[0]


def look(person, message):
    """What is shown of a message, in a form that can be compared."""
    entry = entry_of(person, message)
    return {"kind": entry["kind"], "text": entry.get("text", ""), "edited": "edited_at" in entry,
            "reactions": {r["emoji"]: r["people"] for r in entry.get("reactions", [])},
            "quote": (entry["quote"]["state"], entry["quote"].get("text")) if "quote" in entry else None}


def agree(people, message, **expected):
    for person in people:
        person.catch_up()
        shown = look(person, message)
        for what, value in expected.items():
            check(shown[what] == value, f"{person.handle} shows {what} {shown[what]!r} instead of {value!r}")


def tell():
    with company() as it:
        anna, bob, cora = people = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send_to_group("Team", "Wir treffen uns um zehn")
        message = bob.receive(1)[0]["message"]
        cora.catch_up()

        bob.do("reply", message, "Ich komme später")
        answer = anna.receive(1)[0]
        check(answer["quote"]["text"] == "Wir treffen uns um zehn" and answer["quote"]["sender"] == "anna", f"the quote: {answer}")
        bob.do("react", message, "👍")
        cora.do("react", message, "👍")
        anna.do("edit", message, "Wir treffen uns um elf")
        agree(people, message, text="Wir treffen uns um elf", edited=True, reactions={"👍": ["bob", "cora"]})
        agree(people, answer["message"], quote=("here", "Wir treffen uns um elf"))
        check([r["text"] for r in cora.do("revisions", message)] == ["Wir treffen uns um zehn"], "what it said before")
        check([hit["text"] for hit in cora.do("search", "elf")] != [] and cora.do("search", "zehn") == [], "the search knows the new text alone")
        bob.do("react", message, "👍", "--back")
        agree(people, message, reactions={"👍": ["cora"]})
        say("answers, changes and reactions are the same for everybody")

        check(bob.run("edit", message, "Unsinn")[0] == 1, "only who wrote it changes it")
        check(bob.run("delete", message)[0] == 1, "only who wrote it deletes it for everybody")
        check(bob.run("react", message, "nein")[0] != 0, "a word is no reaction")
        check(bob.run("edit", "00" * 32, "x", wait=1)[0] != 0, "a message that is not there")
        code, _, _ = anna.run("edit", message, "x" * 70_000)
        check(code != 0, "a text that is too long")
        agree(people, message, text="Wir treffen uns um elf", kind="text")
        say("what is not allowed changes nothing")

        # While the server is away: it is done here at once, and elsewhere when it is back.
        it.server.stop()
        check(cora.run("react", message, "🎉", wait=1)[0] == 3, "the reaction waits on Cora's computer")
        check(anna.run("edit", message, "Wir treffen uns um zwölf", wait=1)[0] == 3, "and the change on Anna's")
        check(look(anna, message)["text"] == "Wir treffen uns um zwölf", "shown here already")
        it.server.start()
        cora.do("react", message, "🎉")  # once more changes nothing, and ends when it has gone out
        anna.do("edit", message, "Wir treffen uns um zwölf")
        agree(people, message, text="Wir treffen uns um zwölf", reactions={"👍": ["cora"], "🎉": ["cora"]})
        it.server.kill()
        it.server.start()
        anna.do("delete", message)
        agree(people, message, kind="deleted", text="", reactions={}, edited=False)
        agree(people, answer["message"], quote=("gone", None))
        for person in people:
            check(person.do("search", "treffen") == [], f"{person.handle} finds nothing of it")
        say("a deletion takes text, quotes, reactions and search with it")

        cora.do("delete", answer["message"], "--here")
        check(not [e for e in cora.history(group="Team") if e.get("message") == answer["message"]], "gone from Cora's computer")
        agree([anna, bob], answer["message"], text="Ich komme später")


if __name__ == "__main__":
    story(tell)
