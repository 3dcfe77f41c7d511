#pragma once

#include "core/core_parts.h"

/// What the person decides about a conversation for this device alone. Each: ConversationUnknown.
namespace kontor {

/// Into the list, on top of it, or out of it. A message brings it back from the archive unless it
/// is muted (storage/message_store.h).
[[nodiscard]] Result<void> shelve(const CoreParts& parts, ConversationId conversation, Shelf shelf);
/// It looks unread until something in it is seen; what was read stays read.
[[nodiscard]] Result<void> markUnread(const CoreParts& parts, ConversationId conversation);
/// Everything in it counts as seen, unlooked at. No life begins by this.
[[nodiscard]] Result<void> markRead(const CoreParts& parts, ConversationId conversation);

} // namespace kontor
