#pragma once

#include "base/result.h"
#include "server/sqlite/database.h"

#include <cstdint>

namespace kontor::server::sqlite {

inline constexpr std::int64_t kSchemaVersion = 2;

/// Makes the tables in an empty database, and those that an older one lacks. StoreTooNew for one
/// that a newer server wrote; Storage when it is none of ours.
[[nodiscard]] Result<void> prepareSchema(Database& database, const Incarnation& incarnation);

} // namespace kontor::server::sqlite
