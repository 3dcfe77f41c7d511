"""A timer across restart and clock change: messages that disappear for who wrote them and for who has read them,
while programs are closed, with clocks that were set; newcomers, changes and whoever may not."""
from company import check, company, say, story

HOUR = 3600


def lives(entries):
    return [(entry["text"], entry.get("lifetime_seconds")) for entry in entries if entry["kind"] == "text"]


def texts(person, **place):
    return [entry["text"] for entry in person.texts(**place)]


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send_to_group("Team", "stays")
        for wrong in ("3", "soon", "2419201"):
            check(anna.run("timer", "--group", "Team", wrong)[0] == 2, f"{wrong} is no lifetime")
        check(bob.run("timer", "--group", "Team", "600")[0] == 1, "only admins set a group's timer")
        anna.do("timer", "--group", "Team", "600")
        check(anna.do("group", "settings", "Team")[0]["lifetime_seconds"] == 600, "the timer holds")
        anna.send_to_group("Team", "zwiebelkuchen for ten minutes")
        sent = anna.texts(group="Team")
        check(lives(sent) == [("stays", None), ("zwiebelkuchen for ten minutes", 600)], f"only what is new: {lives(sent)}")
        check("disappears_at" in sent[1] and "disappears_at" not in sent[0], "the sender's clock began when the server had it")
        check([e["kind"] for e in anna.history(group="Team")].count("lifetime_changed") == 1, "the change is a line")
        say("a timer is set, and counts for new messages")

        # Bob reads it, closes his program, and comes back twenty minutes later.
        check(lives(bob.receive(2))[1] == ("zwiebelkuchen for ten minutes", 600), "the message carries its life")
        check("disappears_at" in bob.texts(group="Team")[1], "the reader's clock began when it was read")
        check(len(bob.do("search", "zwiebelkuchen")) == 1, "it is found while it lives")
        bob.clock_ahead = HOUR // 3
        check(texts(bob, group="Team") == ["stays"], "what ended while the program was closed is not shown")
        check(bob.do("search", "zwiebelkuchen") == [], "nor found")
        bob.clock_ahead = 0  # the clock is set right again: nothing comes back
        check(texts(bob, group="Team") == ["stays"], "what is gone stays gone")
        # Cora was away all the time, and has the whole life before her.
        cora.clock_ahead = 24 * HOUR
        check(lives(cora.receive(2))[1] == ("zwiebelkuchen for ten minutes", 600), "who was away has the whole life")
        say("restart: gone for the one who has read it, whole for the one who was away")

        # A clock that is set back while a program is closed, and stays so, prolongs nothing.
        anna.do("timer", "--to", "bob", "5")
        anna.send(bob, "five seconds")
        anna.clock_ahead = -2 * HOUR
        anna.do("receive", wait=6)  # open for longer than that
        check(texts(anna, to="bob") == [], "a clock set back prolongs no life")
        check(texts(anna, group="Team") == ["stays", "zwiebelkuchen for ten minutes"], "what has time left is there")
        anna.clock_ahead = 0
        say("a clock that was set back")

        check(lives(bob.receive(1)) == [("five seconds", 5)], "Bob has it, and the whole life")
        check([e["kind"] for e in bob.history(to="anna")].count("lifetime_changed") == 1, "both see who set it")
        bob.do("timer", "--to", "anna", "off")
        bob.send(anna, "for ever")
        check(lives(anna.receive(1)) == [("for ever", None)], "off")

        anna.do("send", "--to", "bob", "--lifetime", "60", "for a minute")
        check(lives(bob.receive(1)) == [("for a minute", 60)], "a message with a life of its own")
        check(anna.run("send", "--to", "bob", "--lifetime", "4", "no")[0] == 2, "four seconds are none")
        bob.clock_ahead = HOUR  # it was that far ahead before, and lives are measured from there
        check("for a minute" not in texts(bob, to="anna"), "and gone after it")
        bob.clock_ahead = 0

        dora, = it.hire("dora")
        anna.do("group", "add", "Team", "dora")
        check(dora.do("group", "settings", "Team")[0]["lifetime_seconds"] == 600, "newcomers get the current timer")
        dora.send_to_group("Team", "dora is here")
        check(("dora is here", 600) in lives(dora.texts(group="Team")), "and write by it")
        poll = anna.do("poll", "create", "--group", "Team", "--title", "Tea?", "--option", "yes", "--option", "no")[0]["poll"]
        dora.do("poll", "vote", poll, "--option", "yes")
        polls = [entry for entry in anna.history(group="Team") if entry["kind"] == "poll"]
        check(polls[0]["lifetime_seconds"] == 600, "polls live like texts")
        anna.clock_ahead = HOUR
        check(anna.run("poll", "show", poll, wait=1)[0] != 0, "and end like them")
        say("newcomers and polls")


if __name__ == "__main__":
    story(tell)
