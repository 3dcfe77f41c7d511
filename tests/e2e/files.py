"""A picture of 20 MiB whose server is killed half-way: it is sent again and arrives whole. What a picture tells of
its place stays at home; files of other kinds, files that wait, and files that nobody may have."""
import hashlib, http.client, json, os, ssl, struct, time, zlib

from company import PATIENCE, check, company, say, story

PLACE = b"48.858222 2.2945"


def png(path, side, extra=b""):
    """Noise, so that nothing makes it smaller; `extra` stands behind the head."""
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    row = 1 + 3 * side
    pixels = bytearray(os.urandom(row * side))
    pixels[::row] = bytes(side)  # no filter
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) + extra
                     + chunk(b"IDAT", zlib.compress(bytes(pixels), 0)) + chunk(b"IEND", b""))
    return path


def text_chunk():
    content = b"Location\0" + PLACE
    return struct.pack(">I", len(content)) + b"tEXt" + content + struct.pack(">I", zlib.crc32(b"tEXt" + content))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kill_half_way(server, size):
    """Once a part of a blob is on the server's disk. How much of it was there."""
    incoming = server.folder / "blobs" / "incoming"
    deadline = time.monotonic() + PATIENCE
    while True:
        check(time.monotonic() < deadline, "no file came")
        there = sum(entry.stat().st_size for entry in os.scandir(incoming))
        if there > size // 10:
            server.kill()
            return sum(entry.stat().st_size for entry in os.scandir(incoming))


def tell():
    with company() as it:
        anna, bob, cora = it.hire("anna", "bob", "cora")
        anna.do("group", "create", "Team", "bob", "cora")
        for person in (bob, cora):
            person.catch_up()

        picture = png(it.folder / "beach.png", 2700)
        size = picture.stat().st_size
        check(size > 20 * 1024 * 1024, "20 MiB")
        sending = anna.start("file", "send", "--group", "Team", str(picture), "--caption", "on the beach")
        there = kill_half_way(it.server, size)
        check(there < size, f"{there} of {size} bytes were there: too late to be half-way")
        say(f"killed with {there} of {size} bytes there")
        it.server.start()
        check(not list((it.server.folder / "blobs" / "incoming").iterdir()), "what was half-way is gone")
        out, error = sending.communicate(timeout=2 * PATIENCE)
        check(sending.returncode == 0, f"sent again: {error}")
        file = json.loads(out.splitlines()[-1])["file"]
        for person in (bob, cora):
            entry = person.receive_any(1)[0]
            check((entry["kind"], entry["text"], entry["file"]) == ("picture", "on the beach", file), f"arrives as {entry}")
            saved = it.folder / f"{person.handle}.png"
            person.do("file", "save", file, str(saved))
            check(digest(saved) == digest(picture), f"{person.handle} has other bytes")
        check(len(list((it.server.folder / "blobs").glob("?" * 32))) == 1, "one blob on the server")
        say("sent again, hashes equal")

        # Sealed everywhere: neither the server nor a profile has a piece of it.
        piece = picture.read_bytes()[1000:1032]
        for folder in (it.server.folder, anna.profile, bob.profile):
            for path in folder.rglob("*"):
                check(not path.is_file() or piece not in path.read_bytes(), f"{path} has it in the clear")

        placed = png(it.folder / "placed.png", 40, text_chunk())
        check(PLACE in placed.read_bytes(), "the sample has a place")
        file = anna.do("file", "send", "--to", "bob", str(placed))[0]["file"]
        saved = it.folder / "no_place.png"
        bob.do("file", "save", file, str(saved))
        check(PLACE not in saved.read_bytes(), "the place went along")
        check(digest(saved) == digest(png_without_text(placed)), "nothing else has changed")
        say("its place stays at home")

        # Sent while the server is away, by somebody who then leaves the computer alone.
        note = it.folder / "minutes.txt"
        note.write_bytes(b"what was said\n" * 5000)
        it.server.stop()
        code, _, _ = bob.run("file", "send", "--group", "Team", str(note), wait=2)
        check(code == 3, f"the file waits on Bob's computer: {code}")
        it.server.start()
        bob.catch_up()
        waiting = bob.start("receive", wait=30)  # nothing comes, so it stays connected
        entry = anna.receive_any(1)[0]
        waiting.terminate()
        waiting.wait()
        check((entry["file_name"], entry["media_type"]) == ("minutes.txt", "text/plain"), f"arrives as {entry}")
        anna.do("file", "save", entry["file"], str(it.folder / "minutes.out"))
        check(digest(it.folder / "minutes.out") == digest(note), "the minutes are the minutes")
        say("a file that waited")

        check(anna.run("file", "save", "00" * 32, str(it.folder / "x"), wait=1)[0] == 2, "an id that is nobody's")
        check(anna.run("file", "send", "--to", "bob", str(it.folder / "nowhere"))[0] == 4, "no such file")
        large = it.folder / "large"
        with open(large, "wb") as out:
            out.truncate(26 * 1024 * 1024)
        check(anna.run("file", "send", "--to", "bob", str(large))[0] == 2, "over the limit")
        broken = it.folder / "broken.png"
        broken.write_bytes(placed.read_bytes()[:60])
        check(anna.run("file", "send", "--to", "bob", str(broken))[0] == 1, "a picture that is none")
        blob = next((it.server.folder / "blobs").glob("?" * 32)).name
        for token in ("0" * 64, "x"):
            way = http.client.HTTPSConnection("127.0.0.1", it.server.port, context=ssl._create_unverified_context())
            way.request("GET", f"/blob/{blob}", headers={"Authorization": f"Bearer {token}"})
            check(way.getresponse().status == 403, "without a ticket there is nothing")
        say("what may not be, is not")


def png_without_text(path):
    plain = path.with_name("plain.png")
    plain.write_bytes(path.read_bytes().replace(text_chunk(), b""))
    return plain


if __name__ == "__main__":
    story(tell)
