#pragma once

#include "core/core_parts.h"

namespace kontor {

/// `onScreen` were on screen in a focused window: the newest of them and everything older is read,
/// and the clocks of those that others sent begin (timers/expiry.h); who said it is owed a receipt,
/// if one tells what one reads. What is not there any more is passed over. ConversationUnknown.
[[nodiscard]] Result<void> markSeen(const CoreParts& parts, ConversationId conversation,
                                    const std::vector<MessageRow>& onScreen);

/// Does the person let others know what she has read, and sees what they have?
[[nodiscard]] Result<bool> tellsReading(storage::Connection& connection);

} // namespace kontor
