#include "app/emoji/emoji_table.h"

#include "emoji_data.h"

#include <algorithm>
#include <array>

namespace kontor::emoji {

namespace {

using emoji_data::kByBytes;
using emoji_data::kRows;
using emoji_data::kVariants;
using emoji_data::Row;

constexpr std::string_view kAsEmoji = "\xEF\xB8\x8F"; ///< U+FE0F
constexpr std::string_view kAsText = "\xEF\xB8\x8E";  ///< U+FE0E
/// The longest are couples: two people, two tones, what is between them, joined.
constexpr std::size_t kMostCodePoints = 10;

std::string_view pooled(std::uint32_t offset) {
    return reinterpret_cast<const char*>(emoji_data::kPool.data() + offset);
}

const Row& rowOf(EmojiId id) {
    return kRows.at(static_cast<std::size_t>(id));
}

/// The name's line, and those below.
std::string_view linesOf(EmojiId id, Language language) {
    return pooled(language == Language::German ? rowOf(id).german : rowOf(id).english);
}

/// Of any emoji of the table: first those without tones, then all variants.
std::string_view textAt(std::size_t place) {
    return place < kRows.size() ? pooled(kRows.at(place).text)
                                : pooled(kVariants.at(place - kRows.size()));
}

/// Compares as if `full` had no variation selectors.
int compare(std::string_view full, std::string_view bare) {
    while (true) {
        if (full.starts_with(kAsEmoji)) {
            full.remove_prefix(kAsEmoji.size());
            continue;
        }
        if (full.empty() || bare.empty())
            return static_cast<int>(!full.empty()) - static_cast<int>(!bare.empty());
        const auto left = static_cast<unsigned char>(full.front());
        const auto right = static_cast<unsigned char>(bare.front());
        if (left != right)
            return left < right ? -1 : 1;
        full.remove_prefix(1);
        bare.remove_prefix(1);
    }
}

std::optional<std::size_t> placeOf(std::string_view bare) {
    const auto* found = std::lower_bound(kByBytes.begin(), kByBytes.end(), bare,
                                         [](std::uint16_t place, std::string_view wanted) {
                                             return compare(textAt(place), wanted) < 0;
                                         });
    if (found == kByBytes.end() || compare(textAt(*found), bare) != 0)
        return std::nullopt;
    return *found;
}

Found foundAt(std::size_t place, std::size_t bytes) {
    if (place < kRows.size())
        return {static_cast<EmojiId>(place), std::nullopt, bytes};
    const std::size_t variant = place - kRows.size();
    // A row without variants has the beginning of the next one that has some, and stands before it.
    const auto* next = std::ranges::upper_bound(kRows, variant, {},
                                                [](const Row& row) { return row.firstVariant; });
    const auto* row = std::prev(next);
    return {static_cast<EmojiId>(row - kRows.begin()),
            static_cast<std::uint8_t>(variant - row->firstVariant), bytes};
}

std::size_t codePointSize(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/// How far the text goes with so many code points, variation selectors not counted.
struct Reach {
    std::size_t bytes;
    std::size_t bareBytes;
    bool asEmoji; ///< a variation selector was among them
};

} // namespace

std::uint16_t count() {
    return kRows.size();
}

Group groupOf(EmojiId id) {
    return static_cast<Group>(rowOf(id).group);
}

std::string_view textOf(EmojiId id, Tone tone) {
    const Row& row = rowOf(id);
    if (tone == Tone::None || row.variants == 0)
        return pooled(row.text);
    const auto first = static_cast<std::uint8_t>(static_cast<std::uint8_t>(tone) - 1);
    const bool pairs = row.variants > kTones;
    return variantText(id, static_cast<std::uint8_t>(pairs ? first * (kTones + 1) : first));
}

std::string_view nameOf(EmojiId id, Language language) {
    const auto lines = linesOf(id, language);
    return lines.substr(0, lines.find('\n'));
}

std::string_view wordsOf(EmojiId id, Language language) {
    const auto lines = linesOf(id, language);
    const auto end = lines.find('\n');
    return end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
}

std::string_view shortcodeOf(EmojiId id) {
    return pooled(rowOf(id).code);
}

std::uint8_t variantsOf(EmojiId id) {
    return rowOf(id).variants;
}

std::string_view variantText(EmojiId id, std::uint8_t variant) {
    return pooled(kVariants.at(static_cast<std::size_t>(rowOf(id).firstVariant) + variant));
}

std::string variantName(EmojiId id, std::uint8_t variant, Language language) {
    std::string name(nameOf(id, language));
    // As CLDR makes them: what has a colon already goes on with a comma.
    name += name.find(": ") == std::string::npos ? ": " : ", ";
    const bool pairs = variantsOf(id) > kTones;
    const auto first = static_cast<std::uint8_t>(pairs ? variant / kTones : variant);
    name += toneName(static_cast<Tone>(first + 1), language);
    if (const auto second = static_cast<std::uint8_t>(variant % kTones); pairs && second != first) {
        name += ", ";
        name += toneName(static_cast<Tone>(second + 1), language);
    }
    return name;
}

std::string_view toneName(Tone tone, Language language) {
    const auto& name = emoji_data::kToneNames.at(static_cast<std::size_t>(tone) - 1);
    return pooled(language == Language::German ? name.german : name.english);
}

std::optional<Found> emojiAtBegin(std::string_view text) {
    std::string bare;
    std::array<Reach, kMostCodePoints> reaches{};
    std::size_t codePoints = 0;
    std::size_t at = 0;
    bool asEmoji = false;
    while (at < text.size() && codePoints < kMostCodePoints) {
        const auto letter = text.substr(at, codePointSize(text[at]));
        at += letter.size();
        if (letter == kAsText)
            break;
        if (letter == kAsEmoji) {
            asEmoji = true;
            if (codePoints > 0)
                reaches.at(codePoints - 1) = {at, bare.size(), true};
            continue;
        }
        bare += letter;
        reaches.at(codePoints++) = {at, bare.size(), asEmoji};
    }
    for (; codePoints > 0; --codePoints) {
        const Reach& reach = reaches.at(codePoints - 1);
        const auto place = placeOf(std::string_view(bare).substr(0, reach.bareBytes));
        if (!place || text.substr(reach.bytes).starts_with(kAsText))
            continue;
        const bool plainByItself = codePoints == 1 && textAt(*place).ends_with(kAsEmoji);
        if (!plainByItself || reach.asEmoji)
            return foundAt(*place, reach.bytes);
    }
    return std::nullopt;
}

} // namespace kontor::emoji
