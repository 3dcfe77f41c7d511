#include "server/requests/names.h"

#include "base/limits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace kontor::server {

namespace {

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Takes one code point off the front; nothing when it is no UTF-8 (overlong forms, surrogates).
std::optional<std::uint32_t> takeCodePoint(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || text.size() < length)
        return std::nullopt;
    std::uint32_t point = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0U) != 0x80U)
            return std::nullopt;
        point = point << 6U | (next & 0x3fU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff)
        return std::nullopt;
    text.remove_prefix(length);
    return point;
}

/// C0, DEL, C1, and what turns the direction of all that follows.
bool isControl(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 ||
           (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

} // namespace

bool isHandle(std::string_view handle) {
    if (handle.empty() || handle.size() > kontor::limits::kHandleLetters ||
        !isLetterOrDigit(handle.front()))
        return false;
    return std::ranges::all_of(
        handle, [](char c) { return isLetterOrDigit(c) || c == '.' || c == '_' || c == '-'; });
}

bool isDisplayName(std::string_view name) {
    std::size_t letters = 0;
    bool visible = false;
    while (!name.empty()) {
        const auto point = takeCodePoint(name);
        if (!point || isControl(*point))
            return false;
        visible = visible || (*point != ' ' && *point != 0xa0);
        ++letters;
    }
    return visible && letters <= kontor::limits::kNameLetters;
}

} // namespace kontor::server
