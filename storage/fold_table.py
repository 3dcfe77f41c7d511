#!/usr/bin/env python3
"""Writes fold_table.h: how each code point below U+20000 is folded for the search (storage/fold.h).

From the Unicode data that Python carries: compatibility decomposition, full case folding, marks
dropped. Its checksum is part of the fold version: another Unicode version fills the index anew."""
import sys, unicodedata, zlib

LIMIT, BLOCK = 0x20000, 128
SPACE, DROP, WORD, ALONE, FIRST_MAPPING = 0, 1, 2, 3, 4
# Letters that people look for without their stroke; Unicode does not decompose them.
STROKES = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "þ": "th"}
# Scripts without spaces between words: every sign is a word of its own, so that two are found.
ALONE_RANGES = [(0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)]
HANGUL = range(0xAC00, 0xD7A4)  # decomposed by arithmetic in fold.cpp
EMOJI = range(0x1F300, 0x1FB00)
SKIN = range(0x1F3FB, 0x1F400)  # skin tones: a thumb is found in every colour


def kind(letter):
    code, category = ord(letter), unicodedata.category(letter)
    if code in (0xFFFC, 0xFFFD):
        return SPACE  # stands for an object, or for bytes that are no text
    if category[0] == "M" or category == "Cf" or code in SKIN:
        return DROP
    if code in EMOJI and category == "Cn":
        return ALONE  # of a newer Unicode than Python's
    if any(low <= code <= high for low, high in ALONE_RANGES) and category[0] == "L" or category == "So":
        return ALONE
    return WORD if category[0] in "LN" else SPACE


def folded(letter):
    text = letter
    for _ in range(3):
        text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(STROKES.get(each, each) for each in text)
    return "".join(" " if kind(each) == SPACE else each for each in text if kind(each) != DROP)


def main(path):
    values, pool, offsets = [], bytearray(), {}
    for code in range(LIMIT):
        letter = chr(code)
        if 0xD800 <= code < 0xE000 or code in HANGUL:
            values.append(WORD if code in HANGUL else SPACE)
            continue
        text = folded(letter)
        if text in ("", letter) or not text.strip() or kind(letter) == DROP:
            values.append(kind(letter))
            continue
        if text not in offsets:
            encoded = text.encode()
            offsets[text] = len(pool)
            pool += bytes([len(encoded)]) + encoded
        values.append(FIRST_MAPPING + offsets[text])
    blocks, index = {}, []
    for start in range(0, LIMIT, BLOCK):
        index.append(blocks.setdefault(tuple(values[start:start + BLOCK]), len(blocks)))
    assert max(values) < 0x10000 and len(blocks) < 0x10000
    flat = [value for block in blocks for value in block]
    checksum = zlib.crc32(repr((index, flat, bytes(pool))).encode()) & 0x7FFFFFFF
    with open(path, "w", encoding="ascii") as out:
        out.write(f"// Made by storage/fold_table.py from Unicode {unicodedata.unidata_version}.\n#pragma once\n"
                  "#include <array>\n#include <cstdint>\nnamespace kontor::storage::fold_table {\n"
                  f"inline constexpr std::uint32_t kChecksum = {checksum};\n")
        for name, kind_name, numbers in (("kIndex", "std::uint16_t", index), ("kValues", "std::uint16_t", flat),
                                         ("kPool", "std::uint8_t", pool)):
            out.write(f"inline constexpr std::array<{kind_name}, {len(numbers)}> {name}{{\n")
            for start in range(0, len(numbers), 24):
                out.write(",".join(map(str, numbers[start:start + 24])) + ",\n")
            out.write("};\n")
        out.write("} // namespace kontor::storage::fold_table\n")


main(sys.argv[1])
