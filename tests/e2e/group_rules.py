"""Four people and a group that carries rules: its name, description and admins are changed by admins and by nobody
else; newcomers, people who were away and a restarted server know them; the last admin leaves."""
from company import check, company, say, story


def settings(person, group):
    shown = person.do("group", "settings", group)[0]
    return shown["conversation"], shown["description"]


def admins(person, group):
    return sorted(member["handle"] for member in person.do("group", "show", group) if member["admin"])


def lines(person, group, *kinds):
    return [(entry["kind"], entry["sender"], entry["text"], entry.get("people", []))
            for entry in person.history(group=group) if entry["kind"] in kinds]


CHANGES = ("group_named", "group_described", "lifetime_changed", "admins_named", "admins_dismissed", "admins_changed")


def tell():
    with company() as it:
        anna, bob, cora, dora = it.hire("anna", "bob", "cora", "dora")
        anna.do("group", "create", "Team", "bob", "cora")
        bob.catch_up()
        anna.do("group", "rename", "Team", "Kitchen")
        anna.do("group", "describe", "Kitchen", "Everything that is warm")
        for person in (bob, cora):
            person.catch_up()
            check(settings(person, "Kitchen") == ("Kitchen", "Everything that is warm"), f"{person.handle} knows both")
        expected = [("group_named", "anna", "Kitchen", []), ("group_described", "anna", "Everything that is warm", [])]
        for person in (anna, bob, cora):
            check(lines(person, "Kitchen", *CHANGES) == expected, f"{person.handle}: {lines(person, 'Kitchen', *CHANGES)}")
        say("an admin renames and describes; everybody has a line for each")

        for words in (("rename", "Kitchen", "Bobs"), ("describe", "Kitchen", "Bobs"),
                      ("promote", "Kitchen", "bob"), ("demote", "Kitchen", "anna"), ("remove", "Kitchen", "cora")):
            code, _, sentence = bob.run("group", *words)
            check(code == 1 and "rules" in sentence, f"Bob may not {words[0]}: {code} {sentence}")
        check(anna.run("group", "demote", "Kitchen", "anna")[0] == 1, "the last admin stays one")
        check(anna.run("group", "promote", "Kitchen", "dora")[0] == 1, "a stranger becomes no admin")
        check(anna.run("group", "rename", "Kitchen", " ")[0] == 2, "a name has letters")
        check(anna.run("group", "describe", "Kitchen", "x" * 3000)[0] == 2, "a description has an end")
        check(settings(cora, "Kitchen") == ("Kitchen", "Everything that is warm"), "nothing has changed")
        say("who may not is told so")

        anna.do("group", "promote", "Kitchen", "bob")
        bob.do("group", "rename", "Kitchen", "Kitchen and cellar")
        check(admins(bob, "Kitchen and cellar") == ["anna", "bob"], "two admins")
        cora.catch_up()
        cora.do("group", "add", "Kitchen and cellar", "dora")
        dora.catch_up()
        check(settings(dora, "Kitchen and cellar")[1] == "Everything that is warm", "a newcomer knows the description")
        check(not lines(dora, "Kitchen and cellar", *CHANGES), "to her nothing has changed")
        bob.do("group", "demote", "Kitchen and cellar", "anna")
        for person in (anna, bob, cora, dora):
            person.catch_up()
            check(admins(person, "Kitchen and cellar") == ["bob"], f"{person.handle} sees one admin")
        check(lines(cora, "Kitchen and cellar", "admins_named", "admins_dismissed") ==
              [("admins_named", "anna", "", ["bob"]), ("admins_dismissed", "bob", "", ["anna"])], "a line for each")
        say("admins name and dismiss; a newcomer knows what holds")

        it.server.stop()
        code, _, sentence = bob.run("group", "rename", "Kitchen and cellar", "Cellar", wait=2)
        check(code == 3 and "kept" in sentence, f"the new name waits: {code} {sentence}")
        it.server.start()
        bob.send_to_group("Kitchen and cellar", "back again")  # goes out behind it
        anna.catch_up()
        check(settings(anna, "Cellar")[0] == "Cellar", "it went out by itself")

        bob.do("group", "leave", "Cellar")
        check("bob" not in bob.members("Cellar"), "who has left is no member")
        anna.send_to_group("Cellar", "goodbye")  # which waits until he is out
        cora.catch_up()
        check(bob.members("Cellar") == ["anna", "cora", "dora"], f"what he last knew: {bob.members('Cellar')}")
        now = admins(anna, "Cellar")
        check(len(now) == 1 and now[0] in ("anna", "cora", "dora"), f"somebody follows: {now}")
        check(admins(cora, "Cellar") == now, "the same for all")
        check(lines(cora, "Cellar", "admins_changed")[-1][3] == now, "and a line says so")
        it.people[now[0]].do("group", "describe", "Cellar", "")
        anna.catch_up()
        check(settings(anna, "Cellar") == ("Cellar", ""), "who follows may do what admins may")
        say("the last admin leaves")


if __name__ == "__main__":
    story(tell)
