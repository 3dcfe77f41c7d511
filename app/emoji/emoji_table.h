#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Every emoji of the Unicode version that the program was built with, made by a build step from
/// Unicode's and CLDR's data (docs/decisions/0004). Texts are UTF-8 and live as long as the
/// program; nothing is read or allocated before it is asked for. Any thread.
namespace kontor::emoji {

/// One emoji apart from its skin tones. The numbers from 0 to count() - 1 are the order in which
/// people look for them.
enum class EmojiId : std::uint16_t {};
enum class Group : std::uint8_t {
    People,
    Nature,
    Food,
    Activities,
    Travel,
    Objects,
    Symbols,
    Flags
};
inline constexpr std::uint8_t kGroups = 8;
enum class Tone : std::uint8_t { None, Light, MediumLight, Medium, MediumDark, Dark };
inline constexpr std::uint8_t kTones = 5; ///< without None
enum class Language : std::uint8_t { German, English };

[[nodiscard]] std::uint16_t count();
[[nodiscard]] Group groupOf(EmojiId id);
/// The one without skin tone, and with it when it has any: every person in the same.
[[nodiscard]] std::string_view textOf(EmojiId id, Tone tone = Tone::None);
[[nodiscard]] std::string_view nameOf(EmojiId id, Language language);
/// Words besides the name, a line each.
[[nodiscard]] std::string_view wordsOf(EmojiId id, Language language);
/// The English name in lower case with underscores: thumbs_up.
[[nodiscard]] std::string_view shortcodeOf(EmojiId id);

/// How many skin tones, or pairs of them, it comes in: 0, 5 or 25, the first person's leading.
[[nodiscard]] std::uint8_t variantsOf(EmojiId id);
[[nodiscard]] std::string_view variantText(EmojiId id, std::uint8_t variant);
[[nodiscard]] std::string variantName(EmojiId id, std::uint8_t variant, Language language);
[[nodiscard]] std::string_view toneName(Tone tone, Language language); ///< not of None

struct Found {
    EmojiId id{};
    std::optional<std::uint8_t> variant;
    std::size_t bytes = 0;
};
/// The longest emoji that the text begins with. Variation selectors may be missing, as they are
/// where some programs write; but what is a letter or digit by itself is an emoji only with one.
[[nodiscard]] std::optional<Found> emojiAtBegin(std::string_view text);

} // namespace kontor::emoji
