"""What people say of themselves: a status that ends, a picture, another name; between three clients."""
import base64, time
from company import check, company, say, story

# A red PNG of one pixel.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")


def said(person, of=None):
    return person.do("status", *(["--to", of] if of else []))[0]


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        bob.send(anna, "hallo")
        anna.receive(1)
        anna.do("group", "create", "Rat", "bob", "cora")
        bob.catch_up()
        cora.catch_up()

        anna.do("status", "busy", "Im Termin", "--minutes", "60")
        check(said(anna)["status"] == "Im Termin" and said(anna)["availability"] == "busy", "she sees it herself")
        for one in (bob, cora):
            one.catch_up()
            shown = said(one, "anna")
            check(shown["availability"] == "busy" and shown["status"] == "Im Termin", f"{one.handle} sees it: {shown}")
            check(0 < shown["until"] - 1000 * time.time() <= 3_602_000, "and until when")
            check(not one.do("history", "--group", "Rat") or all(e["kind"] != "text" for e in one.do("history", "--group", "Rat")), "it is no message")
        say("a status reaches both, once")

        anna.do("status", "none")
        bob.catch_up()
        check(said(bob, "anna")["availability"] == "none" and said(bob, "anna")["status"] == "", "taken back")
        check(anna.run("status", "--to", "bob", "busy")[0] == 2, "others say theirs themselves")
        check(anna.run("status", "x" * 101)[0] == 2, "too long a line is refused")
        say("and is taken back")

        picture = it.folder / "pixel.png"
        picture.write_bytes(PIXEL)
        anna.do("avatar", str(picture))
        picture.write_bytes(b"no picture")
        check(anna.run("avatar", str(picture))[0] == 1, "what is no picture is refused")
        anna.do("avatar", "none")
        say("a picture, and none again")

        anna.do("name", "Anna Becker-Sommer")
        bob.catch_up()
        check(said(bob, "anna")["name"] == "Anna Becker-Sommer", "her name follows")
        check(anna.run("name", "x" * 65)[0] == 2, "too long a name is refused")
        say("another name")


if __name__ == "__main__":
    story(tell)
