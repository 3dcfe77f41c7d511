#pragma once

#include "storage/transaction.h"

/// A poll is told as it stood at entry `asOf` of its conversation's log, to a device that came in
/// there, in one or more parts (core/polls/newcomer_polls.h).
namespace kontor::storage {

/// That has been done, to the last part.
[[nodiscard]] Result<bool> isTold(Connection& connection, MessageRow poll, Seq asOf);
/// It was asked before this device came in (again), and nobody has told of it since: what happened
/// to it meanwhile is not known.
[[nodiscard]] Result<bool> isUntold(Connection& connection, MessageRow poll, Seq joined);

/// Before the first part: votes up to there go, what is told takes their place. Later ones stay.
[[nodiscard]] Result<void> beginTold(Transaction& transaction, MessageRow poll, Seq asOf);
/// After the last one: whether it was closed is told next, whatever was known of that. Votes stay.
[[nodiscard]] Result<void> endTold(Transaction& transaction, MessageRow poll, Seq asOf);

} // namespace kontor::storage
