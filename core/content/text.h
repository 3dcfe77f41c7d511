#pragma once

#include "core/content/mimi_content.h"
#include "core/formatting/text_span.h"

namespace kontor::content {

// Words alone travel as plain text, in which `*` and `<` mean themselves; formatted ones as
// Markdown (core/formatting/markdown.h).
inline constexpr std::string_view kPlainType = "text/plain;charset=utf-8";
inline constexpr std::string_view kMarkdownType = "text/markdown;variant=GFM-MIMI";

struct Text {
    std::string text;            ///< UTF-8, not empty: what is read
    std::vector<TextSpan> spans; ///< of it as a QString
    friend bool operator==(const Text&, const Text&) = default;
};

/// At most limits::kTextBytes of what travels, or parseText() refuses it. `organisation`: whose
/// users are mentioned.
[[nodiscard]] SinglePart encodeText(const Text& text, const OrganisationId& organisation);
/// `part` is of a text type (isText). Malformed: no UTF-8, or empty; TooLarge.
[[nodiscard]] Result<Text> parseText(const SinglePart& part, const OrganisationId& organisation);
/// The words as whoever receives them will read them: all spans that arrive, none that do not.
[[nodiscard]] Text asReceived(const FormattedText& words, const OrganisationId& organisation);
/// text/plain and text/markdown of any variant.
[[nodiscard]] bool isText(std::string_view contentType);

} // namespace kontor::content
