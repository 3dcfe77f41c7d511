#pragma once

#include <QString>
#include <QUrl>

namespace kontor {

/// A message's text for a Text item: links made pressable, emoji in colour (drawn_text.h),
/// everything else shown as it was typed.
struct MessageMarkup {
    QString text;        ///< plain, or StyledText when `styled`
    bool styled = false; ///< only texts with links pay for markup
};

[[nodiscard]] MessageMarkup markupOf(const QString& text);

/// Whether a press on a link may open it: web addresses alone, so that a message cannot start
/// programs or show files of this computer.
[[nodiscard]] bool mayOpen(const QUrl& link);

/// Text from the clipboard as somebody would have typed it: what office programs and web pages put
/// between the letters (soft hyphens, no-break spaces, page breaks, other line ends) is gone.
[[nodiscard]] QString cleanPaste(const QString& text);

} // namespace kontor
