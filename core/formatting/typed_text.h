#pragma once

#include "core/formatting/text_span.h"

#include <functional>
#include <optional>

namespace kontor {

/// Text as people type it into messengers: *bold*, _italic_, ~strike~, `code`, ``` on lines of
/// their own around a block of code, "> " before a quote, "- " and "1. " before items, @handle for
/// somebody. Signs between letters ("2*3*4", "snake_case") and in web addresses mean themselves.
/// docs/formatting.md. Pure; linear in the text but for what `who` does.
struct TypedText {
    /// Spans of the text as it is typed, signs included.
    FormattedText typed;
    struct Sign {
        std::uint32_t start = 0;
        std::uint32_t length = 0;
    };
    std::vector<Sign> signs; ///< what disappears when it is sent; ascending
};

/// Somebody who can be mentioned.
struct Mentionable {
    UserId user;
    QString name;
};
/// By the handle, in lower case; none: nobody here.
using WhoIs = std::function<std::optional<Mentionable>(const QString& handle)>;

[[nodiscard]] TypedText readTyped(const QString& text, const WhoIs& who);
/// What is sent: without the signs, without blank lines around blocks and at the ends, mentions by
/// name.
[[nodiscard]] FormattedText wordsOf(const TypedText& typed, const WhoIs& who);
/// As somebody would have typed it: for changing what was sent.
[[nodiscard]] QString typedFrom(const FormattedText& words);

/// The handle that is being typed at `caret`, from the "@" on; none: there is no such thing.
struct TypedHandle {
    qsizetype start = 0; ///< of the "@"
    QString letters;     ///< behind it, maybe none
};
[[nodiscard]] std::optional<TypedHandle> handleAt(const QString& text, qsizetype caret);

} // namespace kontor
