#pragma once

#include "core/content/poll_state.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

/// Being told of polls that were asked before this device came in (docs/polls.md, "Newcomers").
/// What is done to one before that waits (early_acts.h), and is replayed then: the log's order
/// alone decides. Core thread, in the entry's transaction.
namespace kontor::polls {

/// Believed of whoever added this device, or, where it came back by itself, of the poll's author
/// (or an admin: poll_telling.h), as of the commit that brought it in; anything else changes
/// nothing, and so does a second telling. A poll that is not known gets a row, unless its author
/// has deleted it since; one that is known gets the votes up to there. With its last part it is
/// closed, or not, as it was told, and what was done since is replayed.
[[nodiscard]] Result<void> takeState(const CoreParts& parts, EntryInHand& hand,
                                     const Author& author, const content::PollState& state,
                                     Milliseconds lifetime);

} // namespace kontor::polls
