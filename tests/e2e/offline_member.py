"""Bob is away while a thousand messages are written; he comes back and has them all, in order."""
from company import check, company, say, story
import time

COUNT = 1_000


def tell():
    with company() as it:
        anna, bob, carol = it.hire("anna", "bob", "carol")
        anna.do("group", "create", "Team", "bob", "carol")
        bob.catch_up()
        carol.catch_up()
        for begin in range(0, COUNT, COUNT // 2):
            texts = [f"message {n}" for n in range(begin, begin + COUNT // 2)]
            anna.send_to_group("Team", *texts)
            if begin == 0:  # bob misses a change of the members as well
                anna.do("group", "remove", "Team", "carol")
        say(f"{COUNT} messages written")
        before = time.monotonic()
        received = bob.receive(COUNT)
        say(f"bob caught up in {time.monotonic() - before:.2f} s")
        check([e["text"] for e in received] == [f"message {n}" for n in range(COUNT)], "all of them, in order")
        check(bob.members("Team") == ["anna", "bob"], "and knows who is left")
        bob.send_to_group("Team", "I am back")
        check(anna.receive(1)[0]["text"] == "I am back", "and can answer")


if __name__ == "__main__":
    story(tell)
