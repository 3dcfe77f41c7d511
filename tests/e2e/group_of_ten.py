"""A group grows to ten, five members change it at the same moment, people are removed and leave; in the end
everybody who is in it has the same members and the same transcript from her first entry on."""
from company import check, company, say, story, together

HANDLES = ["anna", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "mallory", "niaj"]


def transcript(person):
    return [(e["seq"], e["kind"], e["sender"], e["text"], tuple(sorted(e.get("people", []))))
            for e in person.history(group="Team") if e["seq"] > 0 and e["kind"] != "joined_here"]


def compare(people):
    """The oldest member's transcript holds each other's as its end."""
    for person in people:
        person.catch_up()
    whole = transcript(people[0])
    check(len({seq for seq, kind, *_ in whole if kind == "text"}) == sum(1 for e in whole if e[1] == "text"),
          "no text twice")
    for person in people[1:]:
        own = transcript(person)
        check(own, f"{person.handle} has a transcript")
        shared = [entry for entry in whole if entry[0] >= own[0][0]]
        check(own == shared, f"{person.handle} sees what {people[0].handle} sees:\n{own}\n{shared}")


def compare_members(people, expected):
    for person in people:
        check(person.members("Team") == sorted(expected), f"{person.handle} knows the members: {person.members('Team')}")


def tell():
    with company() as it:
        everybody = dict(zip(HANDLES, it.hire(*HANDLES)))
        person = lambda handle: everybody[handle]
        inside = HANDLES[:5]
        anna = person("anna")
        anna.do("group", "create", "Team", *inside[1:])
        anna.send_to_group("Team", "welcome")
        for handle in inside[1:]:
            check(person(handle).receive(1)[0]["text"] == "welcome", f"{handle} is in")
        say("a group of five")

        # Five commits for one epoch: four lose, weigh anew, and get through.
        newcomers = HANDLES[5:10]
        together(*(lambda adder=adder, new=new: person(adder).do("group", "add", "Team", new)
                   for adder, new in zip(inside, newcomers)))
        inside = HANDLES[:10]
        for handle in inside:
            person(handle).catch_up()
        compare_members([person(h) for h in inside], inside)
        say("ten, added by five members at once")

        together(*(lambda handle=handle: person(handle).send_to_group("Team", f"{handle} 1", f"{handle} 2")
                   for handle in inside))
        compare([person(h) for h in inside])
        check(len(anna.texts(group="Team")) == 21, "everything that was said is there")
        say("ten people speak at once")

        check(person("bob").run("group", "remove", "Team", "carol")[0] == 1, "only an admin removes")
        together(lambda: anna.do("group", "remove", "Team", "ivan"),
                 lambda: person("carol").do("group", "add", "Team", "mallory"),
                 lambda: person("dave").do("group", "leave", "Team"),
                 lambda: person("erin").send_to_group("Team", "in between"),
                 lambda: person("judy").do("group", "add", "Team", "niaj"))
        inside = [h for h in HANDLES if h not in ("ivan", "dave")]
        for _ in range(2):  # whoever is there carries out that dave leaves
            for handle in inside:
                person(handle).catch_up()
        anna.send_to_group("Team", "we are ten again")
        compare([person(h) for h in inside])
        compare_members([person(h) for h in inside], inside)
        say("a removal, a leaving, two adds and a message at once")

        for handle in ("ivan", "dave"):
            person(handle).catch_up()
            check("we are ten again" not in [e["text"] for e in person(handle).texts(group="Team")],
                  f"{handle} is out")
            check(person(handle).run("send", "--group", "Team", "still here?", wait=10)[0] == 1,
                  f"{handle} cannot write any more")
        it.server.stop()
        it.server.start()
        person("niaj").send_to_group("Team", "after a restart")
        compare([person(h) for h in inside])
        say("a restarted server")


if __name__ == "__main__":
    story(tell)
