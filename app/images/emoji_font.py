"""Cuts "Kontor Emoji" out of Noto Color Emoji: emoji_font.py NotoColorEmoji.ttf FONT.ttf TABLE.h

Some characters are letters of the interface's font as well as pictures: a sun, a heart, (c), digits of
keycaps. U+FE0F after one says that the picture is meant, but Qt before 6.9 chooses a font for each character
alone and takes the interface's. So each such sequence gets a character of its own here, in plane 16 (private
use), which no other font has: app/texts/drawn_text puts it in the place of the sequence where text is drawn.

TABLE.h lists the sequences with their characters. Without a font to cut from it is empty."""
import struct, sys

# Emoji that are drawn as letters by default and that fonts of letters like to have.
SINGLES = [0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, *range(0x2194, 0x219A), 0x21A9, 0x21AA, 0x2328, 0x23CF,
           0x23F8, 0x23F9, 0x23FA, 0x24C2, 0x25AA, 0x25AB, 0x25B6, 0x25C0, 0x25FB, 0x25FC, *range(0x2600, 0x2605),
           0x260E, 0x2611, 0x2618, 0x261D, 0x2620, 0x2622, 0x2623, 0x2626, 0x262A, 0x262E, 0x262F, 0x2638,
           0x2639, 0x263A, 0x2640, 0x2642, 0x265F, 0x2660, 0x2663, 0x2665, 0x2666, 0x2668, 0x267B, 0x267E,
           0x2692, 0x2694, 0x2695, 0x2696, 0x2697, 0x2699, 0x269B, 0x269C, 0x26A0, 0x26B0, 0x26B1, 0x26C8,
           0x26CF, 0x26D1, 0x26D3, 0x26E9, 0x26F0, 0x26F1, 0x26F4, 0x26F7, 0x26F8, 0x26F9, 0x2702, 0x2708,
           0x2709, 0x270C, 0x270D, 0x270F, 0x2712, 0x2714, 0x2716, 0x271D, 0x2721, 0x2733, 0x2734, 0x2744,
           0x2747, 0x2763, 0x2764, 0x27A1, 0x2934, 0x2935, 0x2B05, 0x2B06, 0x2B07, 0x3030, 0x303D, 0x3297, 0x3299]
VS16, ZWJ, KEYCAP = 0xFE0F, 0x200D, 0x20E3
HEART, KISS, MAN, WOMAN, PERSON = 0x2764, 0x1F48B, 0x1F468, 0x1F469, 0x1F9D1
COUPLES = [(WOMAN, MAN), (MAN, MAN), (WOMAN, WOMAN)]
SEQUENCES = [[single, VS16] for single in SINGLES]
SEQUENCES += [[ord(key), VS16, KEYCAP] for key in "#*0123456789"]
SEQUENCES += [[HEART, VS16, ZWJ, 0x1F525], [HEART, VS16, ZWJ, 0x1FA79]]
SEQUENCES += [[one, ZWJ, HEART, VS16, ZWJ, other] for one, other in COUPLES]
SEQUENCES += [[one, ZWJ, HEART, VS16, ZWJ, KISS, ZWJ, other] for one, other in COUPLES]
FIRST_PRIVATE = 0x100000


def unpacker(data):
    return lambda form, at: struct.unpack_from(">" + form, data, at)


def tables_of(path):
    data = open(path, "rb").read()
    read = unpacker(data)
    entries = [read("4sIII", 12 + 16 * i) for i in range(read("H", 4)[0])]
    return {tag.decode(): data[start:start + length] for tag, _, start, length in entries}


def characters(cmap):
    """Code point -> glyph, from the table of all planes."""
    read, found = unpacker(cmap), {}
    for i in range(read("H", 2)[0]):
        platform, encoding, at = read("HHI", 4 + 8 * i)
        if (platform, encoding) == (3, 10):
            for group in range(read("I", at + 12)[0]):
                first, last, glyph = read("III", at + 16 + 12 * group)
                found.update((code, glyph + code - first) for code in range(first, last + 1))
    return found


def covered(read, at):
    form, count = read("HH", at)
    if form == 1:
        return read(f"{count}H", at + 4)
    ranges = [read("HHH", at + 4 + 6 * i) for i in range(count)]
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def ligatures(gsub):
    """(glyphs of a sequence) -> glyph."""
    read, found = unpacker(gsub), {}
    lookups = read("H", 8)[0]
    for i in range(read("H", lookups)[0]):
        lookup = lookups + read("H", lookups + 2 + 2 * i)[0]
        kind, _, parts = read("HHH", lookup)
        for part in range(parts if kind == 4 else 0):
            start = lookup + read("H", lookup + 6 + 2 * part)[0]
            for n, first in enumerate(covered(read, start + read("H", start + 2)[0])):
                group = start + read("H", start + 6 + 2 * n)[0]
                for k in range(read("H", group)[0]):
                    one = group + read("H", group + 2 + 2 * k)[0]
                    glyph, length = read("HH", one)
                    found.setdefault((first, *read(f"{length - 1}H", one + 4)), glyph)
    return found


def pictures(cblc, cbdt):
    """Glyph -> (image format, bytes), of the font's one size."""
    read, found = unpacker(cblc), {}
    array, _, count, _ = read("IIII", 8)
    for i in range(count):
        first, last, start = read("HHI", array + 8 * i)
        form, image, data = read("HHI", array + start)
        assert form == 1 and image == 17, "an index of offsets, and PNG pictures"
        offsets = read(f"{last - first + 2}I", array + start + 8)
        for n in range(last - first + 1):
            found[first + n] = cbdt[data + offsets[n]:data + offsets[n + 1]]
    return found


class Cut:
    """The new font: glyph 0 stands for what is missing, the pictures follow."""

    def __init__(self, source):
        self.tables = tables_of(source)
        self.chars = characters(self.tables["cmap"])
        self.joined = ligatures(self.tables["GSUB"])
        self.images = pictures(self.tables["CBLC"], self.tables["CBDT"])
        self.glyphs, self.kept = [], []
        for sequence in SEQUENCES:
            self.add(sequence)

    def add(self, sequence):
        # Noto joins without U+FE0F; with the zero-width joiner.
        bare = tuple(self.chars.get(code, 0) for code in sequence if code != VS16)
        source = bare[0] if len(bare) == 1 else self.joined.get(bare)
        if source in self.images:
            self.glyphs.append(source)
            self.kept.append(sequence)

    def cmap_table(self):
        count = len(self.glyphs)
        group = struct.pack(">III", FIRST_PRIVATE + 1, FIRST_PRIVATE + count, 1)
        return struct.pack(">HHHHI HHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(group), 0, 1) + group

    def bitmaps(self):
        cblc, first, last = self.tables["CBLC"], 1, len(self.glyphs)
        offsets, data = [0], b""
        for source in self.glyphs:
            data += self.images[source]
            offsets.append(len(data))
        index = struct.pack(">HHI HHI", first, last, 8, 1, 17, 4) + struct.pack(f">{len(offsets)}I", *offsets)
        metrics = cblc[24:48]  # of lines, as they were
        size = struct.pack(">IIII", 56, len(index) - 8, 1, 0) + metrics + struct.pack(">HH", first, last) + cblc[52:56]
        return cblc[:4] + struct.pack(">I", 1) + size + index, self.tables["CBDT"][:4] + data

    def metrics_tables(self):
        count = len(self.glyphs) + 1
        advance = unpacker(self.tables["hmtx"])("H", 4 * self.chars[0x1F600])[0]
        hmtx = struct.pack(">Hh", advance, 0) * count
        hhea = self.tables["hhea"][:34] + struct.pack(">H", count)
        maxp = self.tables["maxp"][:4] + struct.pack(">H", count) + self.tables["maxp"][6:]
        return {"hmtx": hmtx, "hhea": hhea, "maxp": maxp}

    def font(self):
        cblc, cbdt = self.bitmaps()
        tables = {key: self.tables[key] for key in ("head", "OS/2", "post")} | self.metrics_tables()
        tables |= {"cmap": self.cmap_table(), "CBLC": cblc, "CBDT": cbdt, "name": name_table("Kontor Emoji")}
        return packed(tables)


def name_table(family):
    records, text = b"", b""
    for number, words in ((0, "Noto Color Emoji, (c) Google, SIL Open Font License 1.1"), (1, family), (2, "Regular"),
                          (3, family), (4, family), (6, family.replace(" ", ""))):
        letters = words.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(letters), len(text))
        text += letters
    return struct.pack(">HHH", 0, len(records) // 12, 6 + len(records)) + records + text


def packed(tables):
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    directory, body, at = b"", b"", 12 + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag.encode(), total, at + len(body), len(data))
        body += padded
    return head + directory + body


def header(kept):
    rows = ""
    for number, sequence in enumerate(kept, 1):
        codes = "".join(f"\\U{code:08X}" for code in sequence)
        rows += f"    {{U\"{codes}\", {FIRST_PRIVATE + number:#x}}},\n"
    return ("#pragma once\n\n// Made by app/images/emoji_font.py.\n#include <array>\n#include <string_view>\n\n"
            "namespace kontor {\n\nstruct EmojiSequence {\n    std::u32string_view sequence;\n"
            "    char32_t character; ///< in the font \"Kontor Emoji\"\n};\n\n"
            f"inline constexpr std::array<EmojiSequence, {len(kept)}> kEmojiSequences = {{{{\n{rows}}}}};\n\n"
            "} // namespace kontor\n")


if __name__ == "__main__":
    source, font_path, table_path = sys.argv[1:]
    kept = []
    if source != "none":
        cut = Cut(source)
        kept = cut.kept
        open(font_path, "wb").write(cut.font())
    open(table_path, "w").write(header(kept))
