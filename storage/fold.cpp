#include "storage/fold.h"

#include "fold_table.h"

namespace kontor::storage {

namespace {

/// Counts changes of the rules in this file; the table has its own checksum.
constexpr std::int64_t kRules = 1;

constexpr char32_t kTableEnd = 0x20000;
constexpr std::uint16_t kSpace = 0;
constexpr std::uint16_t kDrop = 1;
constexpr std::uint16_t kWord = 2;
constexpr std::uint16_t kAlone = 3;
constexpr std::uint16_t kFirstMapping = 4;

std::uint16_t valueOf(char32_t code) {
    if (code < kTableEnd) {
        const std::size_t block = fold_table::kIndex[code >> 7U];
        return fold_table::kValues[(block << 7U) | (code & 0x7FU)];
    }
    if (code < 0x40000)
        return kAlone; // the supplementary ideographic planes
    return code >= 0xE0000 && code < 0xE1000 ? kDrop : kSpace; // tags and variation selectors
}

/// Writes words with one space between, and remembers where each byte came from if asked.
class Folder {
public:
    Folder(std::string& out, std::vector<FoldedWithPlaces::Place>* places)
        : m_out(out)
        , m_places(places) {}

    void letter(char32_t code, FoldedWithPlaces::Place place) {
        const std::uint16_t value = valueOf(code);
        switch (value) {
        case kSpace:
            m_inWord = false;
            return;
        case kDrop:
            return;
        case kWord:
            word(code, place);
            return;
        case kAlone:
            m_inWord = false;
            append(code, place);
            m_inWord = false;
            return;
        default:
            mapping(value - kFirstMapping, place);
        }
    }

    void finish(std::uint32_t end) {
        if (!m_out.empty())
            put(' ', {end, end});
    }

private:
    void put(char byte, FoldedWithPlaces::Place place) {
        m_out.push_back(byte);
        if (m_places != nullptr)
            m_places->push_back(place);
    }

    void append(char32_t code, FoldedWithPlaces::Place place) {
        if (!m_inWord)
            put(' ', {place.begin, place.begin});
        m_inWord = true;
        const std::size_t before = m_out.size();
        appendUtf8(m_out, code);
        if (m_places != nullptr)
            m_places->resize(m_places->size() + (m_out.size() - before), place);
    }

    void word(char32_t code, FoldedWithPlaces::Place place) {
        constexpr char32_t kHangul = 0xAC00;
        constexpr char32_t kSyllables = 11172;
        if (code < kHangul || code >= kHangul + kSyllables) {
            append(code, place);
            return;
        }
        // Unicode 3.12: a syllable is a lead, a vowel and perhaps a tail; then the beginning of a
        // syllable that is still being typed is found as well.
        const char32_t index = code - kHangul;
        append(0x1100 + index / 588, place);
        append(0x1161 + index % 588 / 28, place);
        if (index % 28 != 0)
            append(0x11A7 + index % 28, place);
    }

    void mapping(std::size_t offset, FoldedWithPlaces::Place place) {
        const std::size_t size = fold_table::kPool[offset];
        std::string_view rest(reinterpret_cast<const char*>(fold_table::kPool.data() + offset + 1),
                              size);
        while (!rest.empty()) {
            const Utf8Letter next = firstLetter(rest);
            rest.remove_prefix(next.bytes);
            if (next.code == U' ') {
                m_inWord = false;
            } else if (valueOf(next.code) == kAlone) {
                m_inWord = false;
                append(next.code, place);
                m_inWord = false;
            } else {
                append(next.code, place);
            }
        }
    }

    std::string& m_out;
    std::vector<FoldedWithPlaces::Place>* m_places;
    bool m_inWord = false;
};

void fold(std::string_view text, std::string& out, std::vector<FoldedWithPlaces::Place>* places) {
    Folder folder(out, places);
    std::size_t at = 0;
    while (at < text.size()) {
        const Utf8Letter next = firstLetter(text.substr(at));
        const auto begin = static_cast<std::uint32_t>(at);
        folder.letter(next.code, {begin, begin + next.bytes});
        at += next.bytes;
    }
    folder.finish(static_cast<std::uint32_t>(text.size()));
}

} // namespace

Utf8Letter firstLetter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size)
        return {kBadCodePoint, 1};
    char32_t code = lead & (0xFFU >> (size + 1));
    for (std::uint32_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U)
            return {kBadCodePoint, 1};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    if (overlong || surrogate || code > 0x10FFFF)
        return {kBadCodePoint, 1};
    return {code, size};
}

void appendUtf8(std::string& text, char32_t code) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

std::string foldText(std::string_view text) {
    std::string folded;
    folded.reserve(text.size() + 2);
    fold(text, folded, nullptr);
    return folded;
}

FoldedWithPlaces foldWithPlaces(std::string_view text) {
    FoldedWithPlaces folded;
    fold(text, folded.text, &folded.places);
    return folded;
}

std::int64_t foldVersion() {
    return (kRules << 32U) | fold_table::kChecksum;
}

} // namespace kontor::storage
