"""What people write with looks, and whom they name: the same words and looks for everybody, names as each device
knows them, and a mention is heard where a bare name is not."""
from company import check, company, say, story


def told(person, text):
    found = [entry for entry in person.history(group="Team") if entry.get("text") == text]
    check(len(found) == 1, f"{person.handle} has {text!r} {len(found)} times")
    return found[0]


def tell():
    with company() as it:
        anna, bob, cora = people = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        typed = "*wichtig*: _bitte_ ~nicht~ `make all`\n> er sagte\n- Milch\n- *Brot*\n```\nint *a;\n```"
        text = "wichtig: bitte nicht make all\ner sagte\nMilch\nBrot\nint *a;"
        anna.do("send", "--group", "Team", "--formatted", typed)
        anna.do("send", "--group", "Team", "*so* wie es dasteht, @bob")
        for person in people:
            person.catch_up()
            shown = told(person, text)
            check(shown["typed"] == typed, f"{person.handle} sees it otherwise: {shown['typed']!r}")
            check("typed" not in told(person, "*so* wie es dasteht, @bob"), "what was not formatted means itself")
        say("looks arrive, and signs that were not meant stay signs")

        anna.do("send", "--group", "Team", "--formatted", "@bob und @nobody, mail@bob, `@bob`: kommt ihr?")
        name = bob.name
        for person in (bob, cora):
            person.catch_up()
        shown = told(bob, f"@{name} und @nobody, mail@bob, @bob: kommt ihr?")
        check(shown["mentions"] == ["bob"], f"one is named once: {shown}")
        check(told(cora, shown["text"])["mentions"] == ["bob"], "and everybody sees who")
        say("only a member who is named is mentioned")

        message = shown["message"]
        anna.do("edit", message, "--formatted", "@bob und @cora: *kommt* ihr?")
        for person in people:
            person.catch_up()
            shown = told(person, f"@{name} und @{cora.name}: kommt ihr?")
            check(sorted(shown["mentions"]) == ["bob", "cora"], f"{person.handle}: {shown}")
            check(shown["typed"] == "@bob und @cora: *kommt* ihr?", f"{person.handle}: {shown}")
        hits = bob.do("search", "kommt ihr")
        check(len(hits) == 1, f"the search knows words, not signs: {hits}")


if __name__ == "__main__":
    story(tell)
