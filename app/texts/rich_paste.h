#pragma once

#include "core/formatting/text_span.h"

#include <QMimeData>

namespace kontor {

/// What stands in the clipboard as somebody would have typed it: looks become signs, so that they
/// can be seen and changed before anything is sent; looks that Kontor has not go. A text without
/// looks, or with more HTML than anybody marks, comes as its plain words. Nothing is loaded.
[[nodiscard]] QString typedPaste(const QMimeData& clipboard);

/// The words of an HTML text with those looks that messages have. A link whose words are not its
/// address has it behind them.
[[nodiscard]] FormattedText wordsOfHtml(const QString& html);
inline constexpr qsizetype kMostHtml = 256 * 1024;

} // namespace kontor
