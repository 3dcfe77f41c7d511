#pragma once

#include "core/content/avatar.h"
#include "core/content/status.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// What somebody says of herself, from the log: it counts for whoever sent it, in whichever
/// conversation; her greatest number wins. A number that is far ahead of this clock counts as
/// now: so a sender whose clock was wrong is heard again. In the entry's transaction.
[[nodiscard]] Result<void> takeStatus(const CoreParts& parts, EntryInHand& hand,
                                      const Author& author, const content::Status& status);
/// Likewise. What is no picture changes nothing.
[[nodiscard]] Result<void> takeAvatar(const CoreParts& parts, EntryInHand& hand,
                                      const Author& author, const content::Avatar& avatar);

} // namespace kontor
