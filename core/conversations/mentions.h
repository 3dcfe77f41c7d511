#pragma once

#include "core/content/text.h"
#include "core/core_parts.h"
#include "core/formatting/typed_text.h"

/// Who can be named in a conversation, and by which words: its members, by the names that they have
/// here. Whoever is no member is no mention, only words (MIMI content, "Link and Mention
/// handling").
namespace kontor::mentions {

/// What is sent when a person says this there.
[[nodiscard]] Result<content::Text> textOf(const CoreParts& parts, ConversationId conversation,
                                           const Draft& draft);
/// What somebody sent, with the names that people have here: nobody is called what they are not.
[[nodiscard]] Result<void> nameThem(const CoreParts& parts, ConversationId conversation,
                                    content::Text& text);
[[nodiscard]] bool names(const content::Text& text, const UserId& user);

} // namespace kontor::mentions
