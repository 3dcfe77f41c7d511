#include "app/emoji/shortcode_typing.h"

#include <algorithm>

namespace kontor::emoji {

namespace {

constexpr qsizetype kLongestCode = 64; ///< the longest of the table has 40 letters
constexpr QChar kColon = u':';

bool belongsToCode(QChar letter) {
    return letter.isLetterOrNumber() || QStringView(u"_-+").contains(letter);
}

bool mayStandBefore(QChar letter) {
    // The last part of an emoji: half of a pair, a variation selector, the sign around a keycap.
    return letter.isSpace() || letter.isLowSurrogate() || letter == QChar(0xFE0F) ||
           letter == QChar(0x20E3) || QStringView(u"([{\"'„“«»").contains(letter);
}

/// The letters right before `end`, and the colon that begins them.
std::optional<TypedCode> codeEndingAt(QStringView text, qsizetype end) {
    const auto earliest = std::max<qsizetype>(0, end - kLongestCode);
    auto colon = end - 1;
    while (colon >= earliest && belongsToCode(text[colon]))
        --colon;
    if (colon < earliest || text[colon] != kColon)
        return std::nullopt;
    if (colon > 0 && !mayStandBefore(text[colon - 1]))
        return std::nullopt;
    return TypedCode{colon, end - colon, text.sliced(colon + 1, end - colon - 1)};
}

bool inside(QStringView text, qsizetype caret) {
    return caret >= 0 && caret <= text.size();
}

} // namespace

std::optional<TypedCode> codeToComplete(QStringView text, qsizetype caret) {
    if (!inside(text, caret))
        return std::nullopt;
    // In the middle of a word nobody is at its end.
    if (caret < text.size() && belongsToCode(text[caret]))
        return std::nullopt;
    const auto code = codeEndingAt(text, caret);
    if (!code || code->words.size() < kCompletesAfter || !code->words.front().isLetter())
        return std::nullopt;
    return code;
}

std::optional<TypedCode> closedCode(QStringView text, qsizetype caret) {
    if (!inside(text, caret) || caret < 3 || text[caret - 1] != kColon)
        return std::nullopt;
    auto code = codeEndingAt(text, caret - 1);
    if (!code || code->words.isEmpty())
        return std::nullopt;
    ++code->length;
    return code;
}

} // namespace kontor::emoji
