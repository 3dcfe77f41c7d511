#pragma once

#include "app/emoji/emoji_table.h"

#include <QStringView>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kontor::emoji {

/// Finds emoji by words of both languages, folded and found as messages are: beginnings of
/// words and, from three letters on, parts of them, in any order. The index is made by the first
/// search and takes some milliseconds; a search takes a part of one.
class EmojiSearch {
public:
    /// Best first: where the name begins with what was typed, where a word of the name does, where
    /// another word does, where it stands inside of a word; names and words of `first` before those
    /// of the other language, unless both are Equal.
    enum class Order : std::uint8_t { OwnFirst, Equal };
    [[nodiscard]] std::vector<EmojiId> find(QStringView typed, Language first,
                                            Order order = Order::OwnFirst);

private:
    struct Entry {
        std::string name;  ///< folded
        std::string words; ///< folded; the emoji itself is one of them
    };
    void prepare();
    [[nodiscard]] int rankOf(std::size_t at, const std::vector<std::string>& needles,
                             Language first, Order order) const;
    [[nodiscard]] const std::vector<Entry>& entries(Language language) const;

    std::array<std::vector<Entry>, 2> m_entries;
};

/// The emoji with exactly this shortcode, written without colons.
[[nodiscard]] std::optional<EmojiId> emojiWithShortcode(QStringView code);

} // namespace kontor::emoji
