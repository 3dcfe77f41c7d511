#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::storage {

/// How text is made comparable for the search: lower case, marks stripped, ligatures opened
/// (ß -> ss, æ -> ae, ø -> o), everything that is no letter, digit or symbol becomes one space;
/// each emoji and each ideograph is a word of its own. The result is `" word word "`, or empty when
/// there is no word. Text that is no UTF-8 is folded as far as it is. Any thread.
[[nodiscard]] std::string foldText(std::string_view text);

/// The same, with the place of each byte of the result in the text: where the letter that it came
/// from begins, and where it ends.
struct FoldedWithPlaces {
    struct Place {
        std::uint32_t begin;
        std::uint32_t end;
    };
    std::string text;
    std::vector<Place> places; ///< one a byte of `text`
};
[[nodiscard]] FoldedWithPlaces foldWithPlaces(std::string_view text);

/// Changes whenever foldText may give another result: the index was filled with one version, and
/// can only be erased from with the same one.
[[nodiscard]] std::int64_t foldVersion();

/// One code point, decoded. Bytes that are no UTF-8 give kBadCodePoint, one at a time.
struct Utf8Letter {
    char32_t code;
    std::uint32_t bytes;
};
inline constexpr char32_t kBadCodePoint = 0xFFFD;
/// `text` is not empty.
[[nodiscard]] Utf8Letter firstLetter(std::string_view text);
void appendUtf8(std::string& text, char32_t code);

} // namespace kontor::storage
