"""Two people compare their safety numbers; what one says of the other stays on her computer."""
from company import check, company, say, story


def tell():
    with company() as it:
        anna, bob = it.hire("anna", "bob")
        anna.send(bob, "Hallo")
        bob.receive(1)
        mine = anna.do("verify", "--to", "bob", "--show")[0]
        his = bob.do("verify", "--to", "anna")[0]
        check(len(mine["safety_number"]) == 60, f"60 digits: {mine}")
        check(mine["safety_number"] == his["safety_number"], f"the same on both screens: {mine} {his}")
        check(not mine["verified"], "nobody has compared them")
        say("both see the same number")

        wrong = ("1" if mine["safety_number"][0] != "1" else "2") + mine["safety_number"][1:]
        check(anna.run("verify", "--to", "bob", wrong)[0] == 1, "another number is refused")
        check(anna.run("verify", "--to", "bob", "--back", "12345")[0] == 2, "one thing at a time")
        check(not anna.do("verify", "--to", "bob")[0]["verified"], "and changes nothing")
        groups = [his["safety_number"][at:at + 5] for at in range(0, 60, 5)]
        check(anna.do("verify", "--to", "bob", *groups)[0]["verified"], "what Bob read out is the same")
        check([p["verified"] for p in anna.do("directory", "bob")] == [True], "and stays so")
        check(not bob.do("verify", "--to", "anna")[0]["verified"], "on Anna's computer alone")
        check(not anna.do("verify", "--to", "bob", "--back")[0]["verified"], "taken back")


if __name__ == "__main__":
    story(tell)
