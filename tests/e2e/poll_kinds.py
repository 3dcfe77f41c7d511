"""Polls of every kind between three people: times and days, "if need be", results after the closing, numbers without
names, an end that the clock brings, opened again, a reminder, a list, files for spreadsheets and calendars; the server
goes and comes back in between, and everybody sees the same."""
import csv, datetime, io
from company import check, company, say, story

HOUR = 3600
TIMES = ["2032-11-26T09:00Z/2032-11-26T10:00Z", "2032-11-27T09:30Z/2032-11-27T10:30Z"]
DAYS = ["2032-12-01", "2032-12-02/2032-12-03"]


def slots(*words):
    return [word for slot in words for word in ("--slot", slot)]


def ask(person, title, *words):
    return person.do("poll", "create", "--group", "Team", "--title", title, *words)[0]["poll"]


def show(person, poll):
    return person.do("poll", "show", poll)[0]


def everybody(people, poll, what, holds):
    """Everybody has caught up, and sees what holds for the author as well."""
    seen = []
    for person in people:
        person.catch_up()
        seen.append(show(person, poll))
        check(holds(seen[-1]), f"{what}: {person.handle} sees {seen[-1]}")
    public = [[one[key] for key in ("title", "open", "answered", "winners", "options", "lines", "unanswered")] for one in seen]
    check(all(one == public[0] for one in public), f"{what}: not the same everywhere: {public}")


def counts(shown):
    return [(option["yes"], option["if_need_be"]) for option in shown["options"]]


def names(shown):
    return [(option["votes"], option["votes_if_need_be"]) for option in shown["options"]]


def soon(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def dates(it, people):
    anna, bob, cora = people
    poll = ask(anna, "When do we meet?", *slots(*TIMES, *DAYS), "--multiple", "--if-need-be")
    bob.catch_up()
    shown = show(bob, poll)
    check([option["slot"] for option in shown["options"]] == TIMES + DAYS, f"slots arrive as they were asked: {shown}")
    bob.do("poll", "vote", poll, "--yes", "2032-11-26T10:00+01:00/2032-11-26T11:00+01:00", "--yes", DAYS[1],
           "--comment", "after 10, please")
    cora.catch_up()
    it.server.kill()
    check(cora.run("poll", "vote", poll, "--maybe", TIMES[0], "--yes", TIMES[1], wait=2)[0] == 3, "the vote waits on Cora's computer")
    it.server.start()
    cora.send_to_group("Team", "back")  # behind the vote that waited
    anna.do("poll", "vote", poll, "--slot", TIMES[0], "--maybe", DAYS[0])
    everybody(people, poll, "dates", lambda seen: sorted(sum((yes for yes, _ in names(seen)), [])) == ["anna", "bob", "bob", "cora"])
    shown = show(cora, poll)
    check(names(shown)[0] == (["bob", "anna"], ["cora"]) and names(shown)[2] == ([], ["anna"]), f"who said what: {names(shown)}")
    check(shown["winners"] == [shown["options"][0]["number"]], f"most yes: {shown['winners']}")
    check({line["handle"]: line["comment"] for line in shown["lines"]}["bob"] == "after 10, please", "a comment arrives")
    check(shown["vote"]["yes"] == [shown["options"][1]["number"]], f"one's own answer: {shown['vote']}")
    for refused, code in ((("--yes", "2032-11-26T09:00Z/2032-11-26T09:30Z"), 2), (("--yes", "Monday"), 2)):
        check(bob.run("poll", "vote", poll, *refused)[0] == code, f"no such slot: {refused}")
    say("times, days and if need be, over a server that was killed")
    return poll


def files(it, anna, poll):
    sheet, event = it.folder / "who.csv", it.folder / "when.ics"
    anna.do("poll", "export", poll, "--csv", str(sheet), "--ics", str(event), "--slot", DAYS[1])
    bytes_read = sheet.read_bytes()
    check(bytes_read.startswith(b"\xef\xbb\xbf") and bytes_read.endswith(b"\r\n"), "a file for spreadsheets")
    rows = list(csv.reader(io.StringIO(bytes_read.decode("utf-8-sig"), newline=""), strict=True))
    check(len(rows[0]) == 7 and rows[0][2].startswith(TIMES[0]), f"a column a slot: {rows[0]}")
    check({row[1]: row[2] for row in rows[1:]}["cora"] == "ifneedbe", f"a line a person: {rows}")
    check([row[2] for row in rows if not row[1]] == ["2", "1"], f"sums: {rows}")
    lines = event.read_bytes().split(b"\r\n")
    for line in (b"BEGIN:VEVENT", b"SUMMARY:When do we meet?", b"DTSTART;VALUE=DATE:20321202", b"DTEND;VALUE=DATE:20321204"):
        check(line in lines, f"the event lacks {line}: {lines}")
    check(anna.run("poll", "export", poll, "--ics", str(event), "--slot", "2032-01-01")[0] == 2, "a slot that is not there")
    check(anna.run("poll", "export", poll, "--csv", str(it.folder / "no" / "where.csv"))[0] == 4, "a folder that is not there")
    say("a table and an event for other programs")


def secret(it, people):
    anna, bob, cora = people
    poll = ask(anna, "Who is chair?", "--option", "Ada", "--option", "Ben", "--hidden")
    bob.catch_up()
    bob.do("poll", "vote", poll, "--option", "Ada", "--comment", "of course")
    cora.catch_up()
    cora.do("poll", "vote", poll, "--option", "Ben")
    for person in (bob, cora):
        person.catch_up()
        shown = show(person, poll)
        check(not shown["outcome_known"] and counts(shown) == [(0, 0), (0, 0)] and not shown["lines"] and not shown["winners"],
              f"{person.handle} sees no result before the closing: {shown}")
        check(shown["answered"] == 2 and shown["unanswered"] == ["anna"], f"but who has answered: {shown}")
    check(len(show(bob, poll)["vote"]["yes"]) == 1, "one's own answer is known")
    anna.catch_up()
    check(counts(show(anna, poll)) == [(1, 0), (1, 0)], f"the author sees it: {show(anna, poll)}")
    cora.do("poll", "vote", poll, "--option", "Ada")
    it.server.stop()
    it.server.start()
    anna.catch_up()
    anna.do("poll", "close", poll)
    anna.send_to_group("Team", "that was it")  # behind the result, which follows the closing
    everybody(people, poll, "a result after the closing",
              lambda seen: not seen["open"] and seen["outcome_known"] and sorted(names(seen)[0][0]) == ["bob", "cora"])
    check({line["handle"]: line["comment"] for line in show(cora, poll)["lines"]}["bob"] == "of course", "comments, too")
    say("sealed votes, opened by the closing")
    return poll


def numbers(people):
    anna, bob, cora = people
    poll = ask(anna, "Coffee?", "--option", "yes", "--option", "no", "--counts")
    for person in (bob, cora):
        person.catch_up()
        person.do("poll", "vote", poll, "--yes", "yes")
    everybody(people, poll, "numbers without names",
              lambda seen: counts(seen) == [(2, 0), (0, 0)] and names(seen) == [([], []), ([], [])] and not seen["lines"])
    say("numbers without names")
    return poll


def ends(people):
    anna, bob, cora = people
    poll = ask(anna, "Until when?", "--option", "now", "--option", "later", "--deadline", soon(HOUR))
    bob.catch_up()
    bob.do("poll", "vote", poll, "--option", "now")
    cora.catch_up()
    cora.clock_ahead = 2 * HOUR
    code, _, sentence = cora.run("poll", "vote", poll, "--option", "later")
    cora.clock_ahead = 0
    check(code == 1 and "closed" in sentence, f"nobody votes behind the end: {code} {sentence}")
    check(show(cora, poll)["open"], "others do not close it")
    for attempt in range(2):  # once, however often she starts
        anna.clock_ahead = 2 * HOUR
        anna.do("send", "--group", "Team", f"it is late {attempt}")  # the closing goes out before it
        anna.clock_ahead = 0
    everybody(people, poll, "an end by the clock", lambda seen: not seen["open"] and names(seen)[0][0] == ["bob"])
    lines = [entry["kind"] for entry in bob.history(group="Team")]
    before = lines.count("poll_closed")
    anna.do("poll", "reopen", poll)
    everybody(people, poll, "opened again", lambda seen: seen["open"] and seen["answered"] == 1)
    check(bob.run("poll", "reopen", poll)[0] == 1, "its author alone, and what is closed")
    check([entry["kind"] for entry in bob.history(group="Team")].count("poll_closed") == before, "no second closing")
    say("a deadline, met by the author's client once; and opened again")
    return poll


def reminds(people, poll):
    anna, bob, cora = people
    check(bob.run("poll", "remind", poll)[0] == 1, "its author alone reminds")
    anna.do("poll", "remind", poll, "Please answer")
    check(anna.run("poll", "remind", poll)[0] == 1, "once a day")
    cora.catch_up()
    told = cora.texts(group="Team")[-1]
    check(told["text"].startswith("Please answer\n") and told["mentions"] == ["cora"], f"who is silent is mentioned: {told}")
    say("a reminder mentions who is silent")


def newcomer(it, people, poll):
    anna, bob, cora = people
    (dora,) = it.hire("dora")
    bob.do("group", "add", "Team", "dora")
    bob.send_to_group("Team", "welcome")  # behind what he tells her
    dora.catch_up()
    shown = show(dora, poll)
    check(shown["told_by"] == "bob" and "told_by" not in show(cora, poll), f"the open poll, and who told of it: {shown}")
    check(names(shown) == names(show(anna, poll)), f"with the votes: {names(shown)}")
    dora.do("poll", "vote", poll, "--yes", TIMES[1])
    everybody([anna, bob, cora, dora], poll, "a newcomer's vote", lambda seen: "dora" in names(seen)[1][0])
    say("a newcomer knows the open polls, and is counted")


def tell():
    with company() as it:
        anna, bob, cora = people = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        for person in people:
            person.catch_up()
        for wrong in (slots("2032-11-26T10:00/2032-11-26T09:00", DAYS[0]), [*slots(*DAYS), "--option", "x"],
                      [*slots(*DAYS), "--deadline", "2020-01-01T10:00"], [*slots(*DAYS), "--deadline", "9999-01-01T10:00"]):
            code, _, sentence = anna.run("poll", "create", "--group", "Team", "--title", "When?", *wrong)
            check(code == 2 and ("--slot" in sentence or "--deadline" in sentence), f"{wrong}: {code} {sentence}")
        met = dates(it, people)
        files(it, anna, met)
        chair = secret(it, people)
        coffee = numbers(people)
        late = ends(people)
        reminds(people, late)
        for person in people:
            person.catch_up()
            listed = [poll["poll"] for poll in person.do("poll", "list", "--group", "Team")]
            check(listed == [late, coffee, met, chair], f"{person.handle}: open ones first, the newest first: {listed}")
        say("a list, open ones first")
        newcomer(it, people, met)


if __name__ == "__main__":
    story(tell)
