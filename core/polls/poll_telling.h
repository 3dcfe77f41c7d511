#pragma once

#include "core/core_parts.h"
#include "core/sync/entry.h"

/// Telling of polls that were asked before somebody came in (docs/polls.md, "Newcomers"). MLS gives
/// a newcomer nothing from before; so whoever adds her tells of the open polls, in the transaction
/// that merges the commit, as of that commit: of the newest limits::kToldPolls, and
/// limits::kToldBytes. Core thread, in the entry's transaction.
namespace kontor::polls {

/// The own commit of `hand` has brought devices in: queues the state of open polls.
[[nodiscard]] Result<void> tellNewcomers(const CoreParts& parts, EntryInHand& hand);
/// Somebody came back by herself with the commit of `hand`: queues the state of the own polls, and,
/// as an admin, of hers and of those whose author is gone; of those too that were closed within the
/// longest life of a message.
[[nodiscard]] Result<void> tellReturned(const CoreParts& parts, EntryInHand& hand,
                                        const UserId& returned);

/// May `teller` tell somebody who came back by herself of a poll of `author`? The author; an admin,
/// where the author is who came back, or is no member any more.
[[nodiscard]] Result<bool> mayTellReturned(const CoreParts& parts, const EntryInHand& hand,
                                           const UserId& teller, const UserId& author,
                                           const UserId& returned);

} // namespace kontor::polls
