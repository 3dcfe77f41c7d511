#pragma once

#include <string_view>

namespace kontor::server {

/// 1 to 32 of a-z 0-9 . _ - and beginning with a letter or digit: it can be typed after an @.
[[nodiscard]] bool isHandle(std::string_view handle);

/// 1 to 64 code points of UTF-8 without control characters, not only blanks.
[[nodiscard]] bool isDisplayName(std::string_view name);

} // namespace kontor::server
