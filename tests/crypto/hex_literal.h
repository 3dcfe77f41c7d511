#pragma once

#include "crypto/encoding.h"

#include <QtGlobal>

#include <string>
#include <string_view>

namespace kontor::test {

/// Bytes from hex in a test's text; blanks are allowed.
inline Bytes hex(std::string_view text) {
    std::string digits;
    for (const char letter : text)
        if (letter != ' ')
            digits.push_back(letter);
    const auto bytes = fromHex(digits);
    if (!bytes.ok())
        qFatal("no hex: %s", digits.c_str());
    return bytes.value();
}

} // namespace kontor::test
