"""Three people and a poll: one choice and several, votes that change and are taken back, a voter and an author
who are away, a vote that comes too late, a restart; everybody sees the same result."""
from company import check, company, say, story, together


def outcome(person, poll):
    shown = person.do("poll", "show", poll)[0]
    return shown["open"], [(option["text"], option["votes"]) for option in shown["options"]]


def agree(people, poll, expected_open, *expected):
    """Everybody shows this outcome; votes in the order of the log."""
    for person in people:
        person.catch_up()
        check(outcome(person, poll) == (expected_open, list(expected)),
              f"{person.handle} sees {outcome(person, poll)} instead of {(expected_open, list(expected))}")


def tell():
    with company() as it:
        anna, bob, cora = people = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        poll = anna.do("poll", "create", "--group", "Team", "--title", "Lunch on Friday?",
                       "--option", "Soup", "--option", "Rice", "--option", "Bread")[0]["poll"]
        check([e["kind"] for e in bob.receive_any(1)] == ["poll"], "a poll arrives as one entry")
        agree(people, poll, True, ("Soup", []), ("Rice", []), ("Bread", []))

        bob.do("poll", "vote", poll, "--option", "Soup")
        cora.do("poll", "vote", poll, "--option", "Rice")
        anna.do("poll", "vote", poll, "--option", "Soup")
        agree(people, poll, True, ("Soup", ["bob", "anna"]), ("Rice", ["cora"]), ("Bread", []))
        bob.do("poll", "vote", poll, "--option", "Rice")  # changes his mind
        anna.do("poll", "withdraw", poll)
        agree(people, poll, True, ("Soup", []), ("Rice", ["cora", "bob"]), ("Bread", []))
        say("votes count, change and are taken back")

        check(bob.run("poll", "vote", poll, "--option", "Soup", "--option", "Rice")[0] == 1, "one choice is one choice")
        check(bob.run("poll", "vote", poll, "--option", "Pizza")[0] == 2, "an option that is not there")
        check(bob.run("poll", "close", poll)[0] == 1, "only the author closes")
        check(bob.run("poll", "show", "00" * 32, wait=1)[0] != 0, "a poll that is not there")
        check(bob.run("poll", "create", "--group", "Team", "--title", "One?", "--option", "x")[0] == 2, "two options at least")

        # Cora votes while the server is away; Anna closes before Cora is back: too late, said to Cora.
        it.server.stop()
        check(cora.run("poll", "vote", poll, "--option", "Soup", wait=2)[0] == 3, "the vote waits on Cora's computer")
        it.server.start()
        anna.do("poll", "close", poll)
        anna.catch_up()
        code, _, sentence = cora.run("poll", "vote", poll, "--option", "Soup")
        check(code == 1 and "too late" in sentence, f"Cora is told: {code} {sentence}")
        agree(people, poll, False, ("Soup", []), ("Rice", ["cora", "bob"]), ("Bread", []))
        check([e["kind"] for e in anna.history(group="Team")].count("poll_closed") == 1, "the result is a line")
        say("a late vote changes nothing, and its voter learns it")

        several = bob.do("poll", "create", "--group", "Team", "--title", "Which days?", "--multiple",
                         "--option", "Mon", "--option", "Tue", "--option", "Wed")[0]["poll"]
        together(lambda: anna.do("poll", "vote", several, "--option", "Mon", "Wed"),
                 lambda: cora.do("poll", "vote", several, "--option", "Wed"))
        it.server.kill()
        it.server.start()
        bob.do("poll", "vote", several, "--option", "Tue")
        for person in people:
            person.catch_up()
        shown = dict(outcome(anna, several)[1])
        check(sorted(shown["Mon"]) == ["anna"] and sorted(shown["Wed"]) == ["anna", "cora"] and shown["Tue"] == ["bob"],
              f"several choices: {shown}")
        for person in people[1:]:
            check(outcome(person, several) == outcome(anna, several), f"{person.handle} sees what Anna sees")
        say("several choices, and a server that was killed")

        # Who leaves takes her vote out of an open poll; a closed one keeps it.
        cora.do("group", "leave", "Team")
        bob.send_to_group("Team", "goodbye")  # which waits until she is out
        anna.catch_up()
        check("cora" not in dict(outcome(anna, several)[1])["Wed"], "an open poll forgets who is gone")
        check("cora" in dict(outcome(anna, poll)[1])["Rice"], "a closed poll does not")
        check(outcome(anna, several) == outcome(bob, several), "equal after a leaving")
        found = anna.do("search", "lunch friday")
        check(len(found) == 1, f"a poll is found by its words: {found}")


if __name__ == "__main__":
    story(tell)
