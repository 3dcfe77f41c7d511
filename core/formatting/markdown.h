#pragma once

#include "base/id.h"
#include "core/formatting/text_span.h"

namespace kontor {

/// Formatted text as it travels: GitHub-flavoured Markdown, the subset of MIMI content
/// ("GFM-MIMI"), mentions as links to users of the organisation (core/content/uris.h).
/// docs/formatting.md. Pure; any thread.

/// Everything that can be read is; what the subset does not have (headings, tables, pictures,
/// HTML) becomes the words that it is made of, and nothing is ever loaded. A link whose words are
/// not its address shows both. Blocks within blocks are flattened.
[[nodiscard]] FormattedText readMarkdown(const QString& markdown,
                                         const OrganisationId& organisation);

/// What readMarkdown() makes these words of again; where that cannot be (signs that Markdown takes
/// otherwise) some spans are missing from what it reads, never a word.
[[nodiscard]] QString markdownOf(const FormattedText& words, const OrganisationId& organisation);

} // namespace kontor
