#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

/// A poll is told as it stood at entry `asOf` of its conversation's log. The first time for that
/// entry its votes and its closing from up to there go: what is told takes their place. Later ones
/// stay.
[[nodiscard]] Result<void> beginTold(Transaction& transaction, MessageRow poll, Seq asOf);

} // namespace kontor::storage
