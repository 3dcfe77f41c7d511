#pragma once

#include "core/content/poll_state.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

/// Polls that were asked before somebody came in (docs/polls.md, "Newcomers"). MLS gives a newcomer
/// nothing from before; so whoever adds her tells of the open polls, in the transaction that merges
/// the commit, as of that commit. What is done to a poll before one is told of it waits, and is
/// replayed then: the log's order alone decides. Core thread, in the entry's transaction.
namespace kontor::polls {

/// The own commit of `hand` has brought devices in: queues the state of every open poll.
[[nodiscard]] Result<void> tellNewcomers(const CoreParts& parts, EntryInHand& hand);
/// Somebody came back by herself with the commit of `hand`: queues the state of the own polls, and,
/// as an admin, of hers and of those whose author is gone; of those too that were closed within the
/// longest life of a message.
[[nodiscard]] Result<void> tellReturned(const CoreParts& parts, EntryInHand& hand,
                                        const UserId& returned);

/// Believed of whoever added this device, or, where it came back by itself, of the poll's author
/// (or an admin, see above), as of the commit that brought it in; anything else changes nothing. A
/// poll that is not known gets a row; one that is known gets the votes up to there. Then what was
/// done since is replayed.
[[nodiscard]] Result<void> takeState(const CoreParts& parts, EntryInHand& hand,
                                     const Author& author, const content::PollState& state,
                                     Milliseconds lifetime);

/// Keeps what was done to a poll that is not known here, when this device came into the group and
/// may yet be told of it. False: it is known, or erased, or nobody is going to tell.
[[nodiscard]] Result<bool> keepForLater(const CoreParts& parts, EntryInHand& hand,
                                        const Author& author, const MessageId& poll,
                                        const content::SinglePart& act);

} // namespace kontor::polls
