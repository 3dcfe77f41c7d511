"""kill -9 of the server and of clients, at random moments, while four people write 2,000 messages into one
group. Afterwards every message is there once, in the same order for all, each person's in the order of writing.
Usage: kill_nine.py [KILLS]"""
from company import PATIENCE, check, company, say, seed, story
import os, signal, subprocess, sys, threading, time

MESSAGES = 2_000
BATCH = 25  # texts of one kontor-cli process: many processes to kill, at many moments


class Writer(threading.Thread):
    """Says "HANDLE N" for N = 0, 1, ... and begins again where its history ends whenever it was killed."""

    def __init__(self, person, count):
        super().__init__(name=person.handle)
        self.person, self.count, self.failure = person, count, None
        self.process = None
        self.written = 0

    def run(self):
        try:
            while self.written < self.count:
                self.batch()
        except BaseException as failure:  # told by the main thread
            self.failure = failure

    def batch(self):
        handle = self.person.handle
        texts = [f"{handle} {n}" for n in range(self.written, min(self.written + BATCH, self.count))]
        self.process = self.person.start("send", "--group", "Team", "--lines")
        _, error = self.process.communicate("\n".join(texts) + "\n", timeout=10 * PATIENCE)
        code = self.process.returncode
        if code == 0:
            self.written += len(texts)
        elif code == -signal.SIGKILL or code == 3:
            # What is in the profile is safe, on its way or not; the rest was never said.
            self.written = sum(1 for e in self.person.texts(group="Team") if e["own"])
        else:
            check(False, f"{handle}: exit {code}: {error}")

    def kill(self):
        process = self.process
        if process and process.poll() is None:
            process.kill()
            return True
        return False


def kill_at_random(it, writers, kills, dice):
    done = 0
    while done < kills and any(writer.is_alive() for writer in writers):
        progress = sum(writer.written for writer in writers)
        # Writers report by batches, so progress overshoots: a third, or the last kills find nobody.
        goal = progress + dice.randrange(1, MESSAGES // (3 * kills + 1))
        while sum(w.written for w in writers) < goal and any(w.is_alive() for w in writers):
            time.sleep(dice.random() * 0.05)  # short against a batch: a quick machine is done in ten seconds
        if dice.random() < 0.5:
            it.server.kill()
            it.server.start()
            done += 1
        elif any(writer.kill() for writer in dice.sample(writers, len(writers))):
            done += 1  # of those that are writing just now
    return done


def all_sent(person):
    end = time.monotonic() + PATIENCE
    while any(e["own"] and e["state"] == "waiting" for e in person.texts(group="Team")):
        check(time.monotonic() < end, f"what {person.handle} has written goes out")
        person.catch_up()


def tell():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    dice = seed()
    with company() as it:
        people = it.hire("anna", "bob", "carol", "dave")
        people[0].do("group", "create", "Team", *(p.handle for p in people[1:]))
        for person in people:
            person.catch_up()
        writers = [Writer(person, MESSAGES // len(people)) for person in people]
        for writer in writers:
            writer.start()
        done = kill_at_random(it, writers, kills, dice)
        for writer in writers:
            writer.join()
            if writer.failure:
                raise writer.failure
        check(done == kills, f"{done} of {kills} kills")
        say(f"{MESSAGES} messages written, {done} kills")
        for person in people:  # what waited goes out, then everybody reads it
            all_sent(person)
        for person in people:
            person.catch_up()
        transcripts = [[(e["seq"], e["sender"], e["text"]) for e in p.texts(group="Team")] for p in people]
        for person, transcript in zip(people, transcripts):
            texts = [text for _, _, text in transcript]
            check(len(texts) == len(set(texts)), f"nothing is shown twice to {person.handle}")
            check(len(texts) == MESSAGES, f"{person.handle} has all {MESSAGES}: {len(texts)}")
            check(transcript == transcripts[0], f"{person.handle} sees what {people[0].handle} sees")
        for person in people:
            own = [text for _, sender, text in transcripts[0] if sender == person.handle]
            check(own == [f"{person.handle} {n}" for n in range(len(own))], f"in the order {person.handle} wrote")
        kinds = {e["kind"] for p in people for e in p.history(group="Team")}
        check(not kinds & {"undecryptable", "messages_missing"}, f"nothing was lost on the way: {kinds}")


if __name__ == "__main__":
    story(tell)
