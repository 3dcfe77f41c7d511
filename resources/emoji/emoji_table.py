#!/usr/bin/env python3
"""Writes emoji_data.h: every emoji of the machine's Unicode version with group, skin tones, names and words
in German and English (docs/decisions/0004): emoji_table.py [--strict] OUTPUT UNICODE_FOLDER

From emoji-test.txt (package unicode-data) and CLDR's annotations (package unicode-cldr-core). What is newer
than those annotations has its names in newest_names.txt beside this script."""
import pathlib, re, sys, unicodedata
import xml.etree.ElementTree as ElementTree

# Unicode's groups, in the order and in the parts in which people look for them.
GROUPS = {"Smileys & Emotion": 0, "People & Body": 0, "Animals & Nature": 1, "Food & Drink": 2, "Activities": 3,
          "Travel & Places": 4, "Objects": 5, "Symbols": 6, "Flags": 7}
TONES = ["light skin tone", "medium-light skin tone", "medium skin tone", "medium-dark skin tone", "dark skin tone"]
TONE_SIGNS = [chr(0x1F3FB + tone) for tone in range(5)]
LINE = re.compile(r"([0-9A-F ]+?) *; fully-qualified *# \S+ E[\d.]+ (.+)")
AS_EMOJI = "\ufe0f"  # variation selector: CLDR leaves it out, and so do some programs


def read_emoji(path):
    """(text, name, group) of every fully-qualified emoji, in Unicode's order; the version."""
    group, version, found = "", "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# group: "):
            group = line.removeprefix("# group: ")
        elif line.startswith("# Version: "):
            version = line.removeprefix("# Version: ")
        elif match := LINE.match(line):
            if group not in GROUPS:
                sys.exit(f"{path}: the group {group!r} is new: say in emoji_table.py where it belongs")
            found.append(("".join(chr(int(code, 16)) for code in match[1].split()), match[2], GROUPS[group]))
    return found, version


class Names:
    """What people of one language call the emoji; the emoji without variation selectors are the keys."""

    def __init__(self, folder, language):
        self.name, self.words = {}, {}
        for kind in ("annotations", "annotationsDerived"):
            for note in ElementTree.parse(folder / kind / f"{language}.xml").iter("annotation"):
                if note.get("type") == "tts":
                    self.name[note.get("cp")] = note.text.strip()
                else:
                    self.words[note.get("cp")] = [word.strip() for word in note.text.split("|")]

    def add(self, key, name, words):
        """What the annotations have themselves stays."""
        if key not in self.name:
            self.name[key] = name
            self.words[key] = words

    def row(self, key):
        """The name, then each word that is not the name, a line each."""
        name = self.name[key]
        return "\n".join([name, *(word for word in self.words.get(key, []) if word != name)])


def add_newest(path, german, english, emoji):
    english_names = {text.replace(AS_EMOJI, ""): name for text, name, _ in emoji}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, name, german_words, english_words = (part.strip() for part in line.split(";"))
            key = "".join(chr(int(code, 16)) for code in codes.split()).replace(AS_EMOJI, "")
            if key in english_names:  # else of a newer Unicode than the machine's
                german.add(key, name, [word.strip() for word in german_words.split(",")])
                english.add(key, english_names[key], [word.strip() for word in english_words.split(",")])


def plain(name):
    """The name without its skin tones, and these: ("handshake", (0, 4))."""
    head, colon, rest = name.partition(": ")
    parts = rest.split(", ") if colon else []
    tones = tuple(TONES.index(part) for part in parts if part in TONES)
    others = [part for part in parts if part not in TONES]
    return (f"{head}: {', '.join(others)}" if others else head), tones


def families(emoji):
    """[text, name, group, {tones: text}] of each emoji that has no skin tone of its own."""
    rows = {name: [text, name, group, {}] for text, name, group in emoji if not plain(name)[1]}
    for text, name, _ in emoji:
        base, tones = plain(name)
        if not tones:
            continue
        if base not in rows:  # "kiss: person, person, light skin tone, ..." belongs to "kiss"
            base = base.removesuffix(": person, person")
        rows[base][3][tones] = text
    for row in rows.values():
        row[3] = in_order(row[1], row[3])
    return list(rows.values())


def in_order(name, variants):
    """None, one for each tone, or one for each pair of tones, the first person's leading."""
    if not variants:
        return []
    both = {tones * 2 if len(tones) == 1 else tones: text for tones, text in variants.items()}
    pairs = [(first, second) for first in range(5) for second in range(5)]
    wanted = pairs if any(first != second for first, second in both) else [(tone, tone) for tone in range(5)]
    if set(both) != set(wanted):
        sys.exit(f"{name}: its skin tones are not as expected")
    return [both[tones] for tones in wanted]


def shortcode(name):
    """The English name as one word: "flag: Côte d’Ivoire" is flag_cote_d_ivoire."""
    spelled = unicodedata.normalize("NFKD", name.replace("#", " hash ").replace("*", " asterisk ").lower())
    letters = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


class Pool:
    """Texts behind each other, a zero byte after each; equal ones once."""

    def __init__(self):
        self.bytes, self.offsets = bytearray(), {}

    def offset(self, text):
        if text not in self.offsets:
            self.offsets[text] = len(self.bytes)
            self.bytes += text.encode() + b"\0"
        return self.offsets[text]


def array(kind, name, items, per_line):
    lines = "".join("    " + ", ".join(items[at:at + per_line]) + ",\n" for at in range(0, len(items), per_line))
    return f"inline constexpr std::array<{kind}, {len(items)}> {name}{{{{\n{lines}}}}};\n"


def write(path, version, rows, german, english):
    pool, variants, written, codes = Pool(), [], [], set()
    for text, name, group, tones in sorted(rows, key=lambda row: row[2]):  # keeps the order within a group
        key, code = text.replace(AS_EMOJI, ""), shortcode(name)
        if code in codes or not code:
            sys.exit(f"{name}: another emoji has the shortcode {code!r} already")
        codes.add(code)
        numbers = [pool.offset(part) for part in (text, german.row(key), english.row(key), code)]
        written.append((text, f"{{{', '.join(map(str, numbers))}, {len(variants)}, {len(tones)}, {group}}}"))
        variants += tones
    every = [text for text, _ in written] + variants
    in_bytes = sorted(range(len(every)), key=lambda at: every[at].replace(AS_EMOJI, "").encode())
    tone_names = [f"{{{pool.offset(german.name[sign])}, {pool.offset(english.name[sign])}}}" for sign in TONE_SIGNS]
    variant_offsets = [str(pool.offset(text)) for text in variants]
    path.write_text(
        f"// Made by resources/emoji/emoji_table.py from Unicode's emoji {version}.\n#pragma once\n"
        "#include <array>\n#include <cstdint>\nnamespace kontor::emoji_data {\n"
        "struct Row {\n    std::uint32_t text, german, english, code;\n"
        "    std::uint16_t firstVariant;\n    std::uint8_t variants, group;\n};\n"
        "struct ToneName {\n    std::uint32_t german, english;\n};\n"
        + array("Row", "kRows", [row for _, row in written], 4)
        + array("ToneName", "kToneNames", tone_names, 5)
        + array("std::uint32_t", "kVariants", variant_offsets, 20)
        + array("std::uint16_t", "kByBytes", list(map(str, in_bytes)), 20)
        + array("unsigned char", "kPool", list(map(str, pool.bytes)), 32)
        + "} // namespace kontor::emoji_data\n", encoding="ascii")


def main(output, folder, strict):
    emoji, version = read_emoji(folder / "emoji/emoji-test.txt")
    annotations = folder / "cldr/common"
    german, english = Names(annotations, "de"), Names(annotations, "en")
    add_newest(pathlib.Path(__file__).with_name("newest_names.txt"), german, english, emoji)
    rows, nameless = families(emoji), []
    for text, name, _, _ in rows:
        key = text.replace(AS_EMOJI, "")
        english.add(key, name, [])
        if key not in german.name:
            german.add(key, name, [])
            nameless.append(f"{text} ({name})")
    write(output, version, rows, german, english)
    if nameless:  # a newer Unicode than ours: people get their emoji all the same
        print("No German name in CLDR and in newest_names.txt:", ", ".join(nameless), file=sys.stderr)
    sys.exit(strict and bool(nameless))


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[-2:]), strict="--strict" in sys.argv)
