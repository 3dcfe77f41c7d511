#pragma once

#include "base/error_code.h"

namespace kontor::storage {

/// What a result code of SQLite means for the callers of this room. An unexpected one is logged.
[[nodiscard]] ErrorCode errorOf(int sqliteCode);

} // namespace kontor::storage
