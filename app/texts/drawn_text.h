#pragma once

#include <QString>

#include <vector>

namespace kontor {

/// Text for the screen: emoji that the interface's font would take for letters ("☀️", "❤️", "1️⃣")
/// become characters of the font "Kontor Emoji", which has their pictures
/// (app/images/emoji_font.py). For drawing alone: what is stored, sent, copied, edited or read out
/// stays what it is.
[[nodiscard]] QString drawnText(const QString& text);

/// An emoji of a text that is edited, where nothing can be replaced, and which therefore must be
/// set in the emoji font itself.
struct EmojiPlace {
    qsizetype start;
    qsizetype length;
};
[[nodiscard]] std::vector<EmojiPlace> emojiPlaces(const QString& text);

} // namespace kontor
