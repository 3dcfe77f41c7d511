#pragma once

#include <string>
#include <string_view>

namespace kontor::content {

/// `type/subtype` of a media type, in lower case, without parameters and blanks (RFC 9110, 8.3.1).
[[nodiscard]] inline std::string essenceOf(std::string_view mediaType) {
    std::string essence;
    for (const char letter : mediaType.substr(0, mediaType.find(';'))) {
        if (letter == ' ' || letter == '\t')
            continue;
        const bool upper = letter >= 'A' && letter <= 'Z';
        essence += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return essence;
}

} // namespace kontor::content
