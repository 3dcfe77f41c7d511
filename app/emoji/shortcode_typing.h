#pragma once

#include <QStringView>

#include <optional>

/// What `:shortcode` means while somebody types it. A code begins at a colon at the beginning of
/// the text or after a blank, an opening bracket or an emoji, so that 10:30, http:// and a::b stay
/// what they are.
namespace kontor::emoji {

/// A part of the text: where the code's colon is, up to the caret.
struct TypedCode {
    qsizetype start = 0;
    qsizetype length = 0;
    QStringView words; ///< without colons
    friend bool operator==(const TypedCode&, const TypedCode&) = default;
};

inline constexpr qsizetype kCompletesAfter = 2; ///< letters: :D and :P are faces of their own

/// A code before the caret that may be completed: a letter, then letters, digits and _ - +.
[[nodiscard]] std::optional<TypedCode> codeToComplete(QStringView text, qsizetype caret);

/// A code whose closing colon is right before the caret; whether there is such an emoji, the table
/// knows.
[[nodiscard]] std::optional<TypedCode> closedCode(QStringView text, qsizetype caret);

} // namespace kontor::emoji
