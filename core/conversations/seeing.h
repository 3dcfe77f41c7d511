#pragma once

#include "core/core_parts.h"

namespace kontor {

/// `onScreen` were on screen in a focused window: the newest of them and everything older is read,
/// and the clocks of those that others sent begin (timers/expiry.h). What is not there any more is
/// passed over. ConversationUnknown.
[[nodiscard]] Result<void> markSeen(const CoreParts& parts, ConversationId conversation,
                                    const std::vector<MessageRow>& onScreen);

} // namespace kontor
