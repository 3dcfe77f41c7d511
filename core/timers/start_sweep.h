#pragma once

#include "base/clock.h"
#include "storage/database.h"

namespace kontor {

/// Erases what has ended while nobody looked: for a store that has just been opened, before
/// anything is read. That is whatever life is over, what the organisation's bound has ended though
/// no slice had reached it (core/policies/life_shortening.h), and what people said of themselves
/// until now. In transactions of bounded size: what is done is kept when the program is killed.
/// Blocks for as long as it takes; the log is empty afterwards, unless somebody reads.
[[nodiscard]] Result<void> sweepAtStart(storage::Database& database, const Clock& clock);

} // namespace kontor
