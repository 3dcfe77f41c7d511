#pragma once

#include "core/content/mimi_content.h"

namespace kontor::content {

// What a person types is sent as plain text: `*` and `<` mean themselves. Markdown is read as the
// text that it is, which the draft allows; it is written once the composer can format.
inline constexpr std::string_view kPlainType = "text/plain;charset=utf-8";
inline constexpr std::string_view kMarkdownType = "text/markdown;variant=GFM-MIMI";

struct Text {
    std::string text; ///< UTF-8, not empty, at most limits::kTextBytes
    enum class Format : std::uint8_t { Plain, Markdown } format = Format::Plain;
    friend bool operator==(const Text&, const Text&) = default;
};

[[nodiscard]] SinglePart encodeText(const Text& text);
/// `part` is of a text type (isText). Malformed: no UTF-8, or empty; TooLarge.
[[nodiscard]] Result<Text> parseText(const SinglePart& part);
/// text/plain and text/markdown of any variant.
[[nodiscard]] bool isText(std::string_view contentType);

} // namespace kontor::content
