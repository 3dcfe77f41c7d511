"""Bob gets a new computer. The old one is cut off at once; everybody sees that his key has changed, and nothing is
sent to him before somebody has accepted it; then he is in again, without the old messages."""
from company import PATIENCE, check, company, say, story


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        anna.send_to_group("Team", "before")
        anna.send(bob, "alt")
        for person in (bob, cora):
            person.catch_up()
        number = anna.do("verify", "--to", "bob")[0]["safety_number"]
        anna.do("verify", "--to", "bob", number)

        again = bob.new_computer()
        code, _, error = bob.run("receive", wait=3)
        check(code == 1, f"the old computer is cut off: {code} {error}")
        say(f"the old computer: {error.strip()}")

        anna.catch_up()
        seen = anna.do("verify", "--to", "bob")[0]
        check(seen["key_changed"] and not seen["verified"], f"Anna is told: {seen}")
        check(seen["safety_number"] != number, "the number is another")
        for place in ({"group": "Team"}, {"to": "bob"}):
            lines = [e["sender"] for e in anna.history(**place) if e["kind"] == "key_changed"]
            check(len(lines) == 1, f"one line in {place}: {lines}")
        check(anna.run("send", "--to", "bob", "bist du es?", wait=3)[0] == 3, "it waits on Anna's computer")

        check(again.do("verify", "--to", "anna")[0]["safety_number"] == seen["safety_number"], "equal on both screens again")
        anna.do("verify", "--to", "bob", seen["safety_number"])
        online = anna.start("receive")
        check([e["text"] for e in again.receive(1)] == ["bist du es?"], "what waited arrives at the new computer")
        again.send(anna, "ja")
        check('"ja"' in online.communicate(timeout=PATIENCE)[0], "and he answers")
        anna.send_to_group("Team", "willkommen")
        check("willkommen" in [e["text"] for e in again.receive(1)], "and the group, too")
        texts = [e["text"] for e in again.texts(group="Team") + again.texts(to="anna")]
        check("before" not in texts and "alt" not in texts, f"old messages are not there: {texts}")
        check(anna.members("Team") == ["anna", "bob", "cora"], "he is a member again")
        again.send_to_group("Team", "danke")
        cora.do("verify", "--to", "bob", "--accept")
        check("danke" in [e["text"] for e in cora.receive(1)], "Cora reads him")


if __name__ == "__main__":
    story(tell)
