#pragma once

#include <QString>

namespace kontor::emoji {

/// How many emoji a message is made of, when it is one to three of them and nothing else but
/// blanks: such a message is shown large. Otherwise 0. A family, a flag, a keycap and a hand of any
/// skin tone are one emoji each; digits are none.
[[nodiscard]] int emojiAlone(const QString& text);

} // namespace kontor::emoji
