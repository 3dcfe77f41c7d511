"""Two people call each other with different tones for microphones, and each hears the other's; then what else a
call can be: declined by nobody, given up, found as a missed line by whoever was away."""
from company import check, company, say, story
import array, json, math, wave

RATE = 48000
LOW, HIGH = 440, 1500


def tone(path, frequency, seconds=30):
    samples = array.array("h", (int(8000 * math.sin(2 * math.pi * frequency * i / RATE)) for i in range(RATE * seconds)))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1), out.setsampwidth(2), out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return path


def share(samples, frequency):
    """How strong a frequency is against everything: near 1 for its tone (Goertzel)."""
    before = before_that = 0.0
    c = 2 * math.cos(2 * math.pi * frequency / RATE)
    for sample in samples:
        before, before_that = sample + c * before - before_that, before
    energy = sum(s * s for s in samples)
    power = before * before + before_that * before_that - c * before * before_that
    return 2 * power / (energy * len(samples)) if energy else 0.0


def heard(path, wanted, other):
    with wave.open(str(path), "rb") as sound:
        check(sound.getframerate() == RATE, "48 kHz")
        samples = array.array("h", sound.readframes(sound.getnframes()))
    check(len(samples) > 3 * RATE, f"{path.name} has {len(samples) / RATE:.1f} s of sound")
    middle = samples[-2 * RATE:-RATE]
    return share(middle, wanted) > 0.8 and share(middle, other) < 0.05


def finish(process):
    out, err = process.communicate(timeout=180)
    return process.returncode, [json.loads(line) for line in out.splitlines()], err


def call(folder, caller, callee, *options, seconds=6):
    """Both talk; returns what each printed at the end."""
    tones = {caller: tone(folder / "low.wav", LOW), callee: tone(folder / "high.wav", HIGH)}
    files = {who: folder / f"{who.handle}.wav" for who in tones}
    sound = lambda who: ("--audio-in", str(tones[who]), "--audio-out", str(files[who]))
    answering = callee.start("answer", "--seconds", "60", *sound(callee), *options)
    calling = caller.start("call", callee.handle, "--seconds", str(seconds), *sound(caller), *options)
    results = {}
    for who, process in ((caller, calling), (callee, answering)):
        code, lines, error = finish(process)
        check(code == 0, f"{who.handle}: exit {code}: {error.strip()} {lines}")
        results[who] = lines
    check(heard(files[caller], HIGH, LOW), f"{caller.handle} hears {callee.handle}")
    check(heard(files[callee], LOW, HIGH), f"{callee.handle} hears {caller.handle}")
    ends = {who: lines[-1] for who, lines in results.items()}
    check(ends[caller]["words"] == ends[callee]["words"] and len(ends[caller]["words"]) == 4, "the same four words")
    check(ends[caller]["outcome"] == "hung_up" and ends[callee]["outcome"] == "peer_hung_up", "who hung up")
    check(min(end["seconds"] for end in ends.values()) >= seconds - 1, "as long as it was to be")
    return ends[caller]["words"]


def lines_of(person, peer):
    return [(entry["call"], entry["own"]) for entry in person.history(to=peer.handle) if entry["kind"] == "call"]


def tell():
    with company() as it:
        anna, bob = it.hire("anna", "bob")
        first = call(it.folder, anna, bob)
        say(f"each hears the other's tone; the words are {' '.join(first)}")
        second = call(it.folder, bob, anna)
        check(first != second, "each call has words of its own")
        say("the other way round")
        check(lines_of(anna, bob) == [("talked", True), ("talked", False)], f"anna's lines {lines_of(anna, bob)}")
        check(lines_of(bob, anna) == [("talked", False), ("talked", True)], f"bob's lines {lines_of(bob, anna)}")

        silent = ("--audio-in", str(it.folder / "low.wav"), "--audio-out", str(it.folder / "none.wav"))
        code, lines, _ = finish(anna.start("call", "bob", "--seconds", "5", *silent))
        check(code == 1 and lines[-1]["outcome"] == "no_answer", f"nobody answers: {code} {lines}")
        missed = [entry for entry in bob.catch_up() if entry["kind"] == "call"]
        check([entry["call"] for entry in missed] == ["missed"], f"bob finds a missed call: {missed}")
        code, lines, _ = bob.run("answer", "--seconds", "1", *silent, wait=5)
        check(code == 3 and not lines, f"and nothing rings: {code} {lines}")
        say("a call while the other was away is a line and no ghost")
        code, _, error = anna.run("call", "bob", "--seconds", "1", "--audio-in", "/nowhere.wav", "--audio-out",
                                  str(it.folder / "none.wav"))
        check(code == 4 and "microphone" in error, f"no microphone: {code} {error}")
        say("a microphone that is not there is said")


if __name__ == "__main__":
    story(tell)
