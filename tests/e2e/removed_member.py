"""Carol is removed. What follows she cannot read, even when the server is on her side: it goes on handing her
every byte of the log, and forgets the entry that removed her."""
from company import check, company, say, story
import contextlib, shutil, sqlite3

SECRET = "the new lock opens with 4711"


def database(it):
    return next(path for path in it.server.folder.glob("*.db") if "readers" in tables(path))


def tables(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        return {name for name, in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def reader_rows(it):
    with contextlib.closing(sqlite3.connect(database(it))) as store:
        return set(store.execute("SELECT grp, device, start, leaf, cursor, last, removed_at FROM readers"))


def hand_everything_to_her(it, reader):
    """As a hostile administrator would: she is a reader again, without a last entry."""
    with contextlib.closing(sqlite3.connect(database(it))) as store, store:
        store.execute("INSERT OR REPLACE INTO readers VALUES (?, ?, ?, ?, ?, ?, ?)", reader)


def forget_the_removal(it):
    """The commit that removed her goes from the log: her copy of the group still believes she is in."""
    with contextlib.closing(sqlite3.connect(database(it))) as store, store:
        seq, = store.execute("SELECT max(seq) FROM entry_index WHERE kind <> 0 AND seq < "
                             "(SELECT max(seq) FROM entry_index)").fetchone()
        check(seq, "there is a commit before the newest entry")
        for table in ("log", "entry_index"):
            store.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))


def sees_nothing(carol, how):
    code, _, error = carol.run("receive", wait=5)
    shown = [entry["text"] for entry in carol.history()]
    check(SECRET not in shown, f"{how}: carol does not read it")
    check("before" in shown, f"{how}: what came before is still hers")
    say(f"{how}: exit {code} {error.strip()}")


def tell():
    with company() as it:
        anna, bob, carol = it.hire("anna", "bob", "carol")
        anna.do("group", "create", "Team", "bob", "carol")
        anna.send_to_group("Team", "before")
        for person in (bob, carol):
            person.receive(1)
        earlier = carol.profile.with_name("carol-earlier")
        shutil.copytree(carol.profile, earlier)  # the keys she had while she was in

        reading = reader_rows(it)
        anna.do("group", "remove", "Team", "carol")
        bob.catch_up()
        anna.send_to_group("Team", SECRET)
        check(bob.receive(1)[0]["text"] == SECRET, "bob reads it")
        sees_nothing(carol, "an honest server")

        it.server.stop()
        staying = {row[1] for row in reader_rows(it)}
        hers, = (row for row in reading if row[1] not in staying)
        hand_everything_to_her(it, hers)
        it.server.start()
        sees_nothing(carol, "every byte of the log")

        it.server.stop()
        forget_the_removal(it)
        it.server.start()
        shutil.rmtree(carol.profile)
        shutil.copytree(earlier, carol.profile)
        sees_nothing(carol, "the bytes, the old keys, and no word of the removal")


if __name__ == "__main__":
    story(tell)
