#pragma once

#include "base/id.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace kontor {

/// How a part of a text looks, or whom it names. Positions are UTF-16 units of a QString. Spans may
/// overlap; those of blocks cover whole lines without the line end behind them.
struct TextSpan {
    enum class Kind : std::uint8_t {
        Bold = 1,
        Italic = 2,
        Strike = 3,
        Code = 4,      ///< within a line
        CodeBlock = 5, ///< this and the next three: lines
        Quote = 6,
        Bullet = 7,   ///< one item of a list
        Numbered = 8, ///< likewise; `number` stands before it
        Mention = 9,  ///< "@" and a name; `user` says whose
    } kind = Kind::Bold;
    std::uint32_t start = 0;
    std::uint32_t length = 0;
    std::uint32_t number = 0;
    UserId user{};
    // Only where it is shown:
    QString handle{};                                     ///< Mention: by which she is typed
    enum class Me : std::uint8_t { No, Yes } me = Me::No; ///< Mention: oneself
    friend bool operator==(const TextSpan&, const TextSpan&) = default;

    [[nodiscard]] std::uint32_t end() const { return start + length; }
    [[nodiscard]] bool isBlock() const { return kind >= Kind::CodeBlock && kind <= Kind::Numbered; }
};

/// Words as they are read: what was typed without the signs that say how it looks.
struct FormattedText {
    QString text;
    std::vector<TextSpan> spans; ///< by start, the longer first; see tidySpans
    friend bool operator==(const FormattedText&, const FormattedText&) = default;
};

/// In order, without empty ones and those that reach outside of the text. More than
/// limits::kTextSpans are none: such a text is shown as words alone.
void tidySpans(FormattedText& words);

} // namespace kontor
