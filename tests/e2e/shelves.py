"""Favourites, an archive, a mark: what one computer knows of its conversations, kept between programs."""
from company import check, company, say, story


def listed(person):
    return {entry["conversation"]: entry for entry in person.do("conversations")}


def order(person):
    return [entry["conversation"] for entry in person.do("conversations")]


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        bob.send(anna, "eins", "zwei")
        anna.receive(2)
        cora.send(anna, "drei")
        anna.receive(1)
        check(order(anna) == ["cora", "bob"], f"newest activity first: {order(anna)}")
        anna.do("favourite", "--to", "bob")
        check(order(anna) == ["bob", "cora"], f"the favourite is on top: {order(anna)}")
        check(listed(anna)["bob"]["shelf"] == "favourites", "and says so")
        anna.do("favourite", "--to", "bob", "--back")
        check(order(anna) == ["cora", "bob"], "and no longer")
        say("a favourite stays on top")

        anna.do("archive", "--to", "cora")
        check(order(anna) == ["bob", "cora"] and listed(anna)["cora"]["shelf"] == "archive", "apart, behind the others")
        cora.send(anna, "vier")
        anna.receive(1)
        check(listed(anna)["cora"]["shelf"] == "list", "a message brings it back")
        say("what is archived comes back with a message")

        anna.do("unread", "--to", "bob")
        check(listed(anna)["bob"]["marked_unread"] and listed(anna)["bob"]["unread"] == 0, "it looks unread")
        anna.do("history", "--to", "bob")
        check(not listed(anna)["bob"]["marked_unread"], "until it is seen")
        bob.send(anna, "fünf")
        anna.do("unread", "--to", "bob", "--back")
        anna.do("conversations")
        check(anna.run("unread")[0] == 2 and anna.run("archive", "--to", "nobody")[0] == 2, "what is missing is said")
        say("a mark goes when it is seen")


if __name__ == "__main__":
    story(tell)
