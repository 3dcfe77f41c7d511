#pragma once

#include "storage/connection.h"

#include <vector>

namespace kontor::storage {

/// The votes that `which` selects as (message, user, place, slot, ballot) go, with what their slots
/// hold. Returns the polls that had some.
[[nodiscard]] Result<std::vector<MessageRow>> removeVotes(Connection& connection, Statement& which);

} // namespace kontor::storage
