#pragma once

#include "core/content/text.h"
#include "core/core_parts.h"
#include "storage/message_store.h"

#include <chrono>

namespace kontor::polls {

/// Its author reminds once in that time.
inline constexpr std::chrono::hours kReminderPause{24};

/// The words, and below them a mention of each member who has not answered the poll, oneself left
/// out; of as many as fit a message. NotAllowed: nobody is silent. TooLarge: the words alone.
[[nodiscard]] Result<content::Text>
reminderOf(const CoreParts& parts, const storage::MessageRecord& poll, const QString& words);

} // namespace kontor::polls
