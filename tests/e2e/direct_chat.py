"""Two people write to each other through a real server; then everything that can be wrong with a link, a
line, a profile or the server is said with its exit code; and the server's folder has no word of it."""
from company import check, company, in_files, say, story, together
import shutil

MARKER = "Schornsteinfegermeisterin"


def words_of(entries):
    return [(entry["sender"], entry["text"]) for entry in entries]


def chat(anna, bob):
    anna.send(bob, "Grüße, Bob 👋", MARKER)
    check([e["text"] for e in bob.receive(2)] == ["Grüße, Bob 👋", MARKER], "bob reads what anna wrote")
    bob.send(anna, "Hallo Anna")
    check([e["text"] for e in anna.receive(1)] == ["Hallo Anna"], "anna reads what bob wrote")
    check(bob.do("receive", wait=None) == [], "what was printed counts as seen")
    both = anna.texts(to="bob")
    check(words_of(both) == words_of(bob.texts(to="anna")), "both see the same, in the same order")
    check([e["seq"] for e in both] == sorted({e["seq"] for e in both}), "in the order of the log")
    say("a chat")


def receipts(anna, bob):
    """Delivered is what is in the other's store."""
    anna.send(bob, "Did you get this?")
    state = lambda: [e["state"] for e in anna.texts(to="bob") if e["own"]][-1]
    check(state() == "sent", "sent is not delivered yet")
    bob.receive(1)
    for _ in range(20):
        bob.do("receive", wait=3)  # a receipt is batched for up to two seconds
        anna.do("receive", wait=2)
        if state() in ("delivered", "read"):
            say("a receipt")
            return
    check(False, "anna's message shows as delivered")


def both_at_once(carol, dave):
    together(lambda: carol.send(dave, "me first"), lambda: dave.send(carol, "no, me"))
    for person, peer in ((carol, dave), (dave, carol)):
        person.receive(1)
        direct = [c for c in person.do("conversations") if c["conversation_kind"] == "direct"]
        check(len(direct) == 1, f"{person.handle} has one conversation with {peer.handle}")
    check(words_of(carol.texts(to="dave")) == words_of(dave.texts(to="carol")), "the same for both")
    check(len(carol.texts(to="dave")) == 2, "both messages are there")
    say("two direct conversations begun at once are one")


def small_things(anna):
    anna.do("note", "milk and bread")
    found = anna.do("search", "schornstein")
    check(len(found) == 1 and MARKER in found[0]["text"], "a word is found by its beginning")
    check(len(anna.do("search", "brea")) == 1, "a note is found")
    people = {person["handle"] for person in anna.do("directory")}
    check({"bob", "carol", "dave"} <= people, "the directory lists everybody")
    say("notes, search, directory")


def refusals(it, anna, bob):
    from company import Person
    eve = Person(it, "eve")
    code = lambda person, *words, **more: person.run(*words, **more)[0]
    register = lambda link, handle="eve": code(eve, "register", link, "--handle", handle, "--name", "Eve")
    used = it.server.owner_link
    check(register(used) == 1, "a used invite is refused")
    fresh = it.server.invite("Eve")
    check(register(fresh.split("#")[0] + "#" + used.split("#")[1][::-1]) != 0, "another fingerprint is refused")
    check(register("http://example.com") == 2, "a link that is none is wrong usage")
    check(register(fresh, "anna") == 1, "a handle that somebody has is refused")
    check(register(fresh, "Eve!") == 2, "a handle that is none is wrong usage")
    check(code(eve, "receive") == 4, "a profile without an account is a local failure")
    check(register(f"<{fresh[:20]}\n {fresh[20:]}>") == 0, "a link as mail programs break it is good")
    check(code(anna, "send", "--to", "nobody", "hi", wait=5) == 2, "nobody has that handle")
    check(code(anna, "send", "hi") == 2 and code(anna, "fly") == 2, "wrong usage")
    before = len(anna.texts(to="bob"))
    refused, _, sentence = anna.run("send", "--to", "bob", "ü" * (32 * 1024) + "!")
    check(refused == 2 and "65536" in sentence.replace(",", ""), f"a text beyond 64 KiB is refused and the limit named: {refused} {sentence}")
    check(len(anna.texts(to="bob")) == before, "and nothing of it is sent")
    anna.send(bob, "ü" * (32 * 1024))
    check(len(bob.receive(1)[0]["text"]) == 32 * 1024, "one of 64 KiB arrives whole")
    waiting = bob.start("receive", wait=30)
    for _ in range(20):
        if code(bob, "conversations") == 4:
            break
        if waiting.poll() is not None:  # the other one was first
            waiting = bob.start("receive", wait=30)
    else:
        check(False, "a profile is used by one program at a time")
    check(waiting.poll() is None, "and the first one keeps it")
    waiting.kill()
    waiting.communicate()
    say("refusals have their exit codes")


def without_server(it, anna, bob):
    it.server.stop()
    code, _, error = anna.run("send", "--to", "bob", "written in a tunnel", wait=2)
    check(code == 3 and "kept" in error, "not reachable, and said so")
    check(anna.texts(to="bob")[-1]["state"] == "waiting", "the message waits")
    it.server.start()
    for _ in range(30):
        anna.catch_up()
        if anna.texts(to="bob")[-1]["state"] != "waiting":
            break
    check(bob.receive(1)[0]["text"] == "written in a tunnel", "it goes out by itself")
    say("a message written without a server")


def wrong_profiles(anna):
    key = anna.profile / "key.file"
    away = key.with_suffix(".away")
    shutil.move(key, away)
    check(anna.run("conversations")[0] == 4, "without its key a profile does not open")
    shutil.move(away, key)
    anna.do("conversations")
    say("a profile without its key")


def tell():
    with company() as it:
        anna, bob, carol, dave = it.hire("anna", "bob", "carol", "dave")
        chat(anna, bob)
        receipts(anna, bob)
        both_at_once(carol, dave)
        small_things(anna)
        refusals(it, anna, bob)
        without_server(it, anna, bob)
        wrong_profiles(anna)
        it.server.stop()
        for needle in (MARKER.encode(), "Grüße".encode(), b"written in a tunnel", b"milk and bread"):
            check(in_files(it.server.folder, needle) == [], "no plaintext in the server's folder")
            check(in_files(anna.profile, needle) == [], "nor in a profile")
        check(in_files(it.server.folder, b"Anna"), "what is not secret would be found")
        say("no plaintext on disk")


if __name__ == "__main__":
    story(tell)
