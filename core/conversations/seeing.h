#pragma once

#include "core/core_parts.h"

namespace kontor {

/// From the oldest to the newest of `onScreen` everything was on screen in a focused window: it is
/// read, and nothing else is (docs/decisions/0010-what-counts-as-read.md). The clocks of those that
/// others sent begin (timers/expiry.h); who said it is owed a receipt, if one tells what one reads.
/// What is not there any more is passed over. ConversationUnknown.
[[nodiscard]] Result<void> markSeen(const CoreParts& parts, ConversationId conversation,
                                    const std::vector<MessageRow>& onScreen);

/// Everything from one place to the other, both included, is read from now on: senders are owed
/// receipts, the unread are counted anew, a mark "unread" goes.
[[nodiscard]] Result<void> noteRead(const CoreParts& parts, storage::Transaction& transaction,
                                    const storage::ConversationRecord& record, std::int64_t first,
                                    std::int64_t last);

/// Does the person let others know what she has read, and sees what they have?
[[nodiscard]] Result<bool> tellsReading(storage::Connection& connection);

} // namespace kontor
