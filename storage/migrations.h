#pragma once

#include "storage/connection.h"

#include <span>

namespace kontor::storage {

/// The scripts of storage/migrations, embedded, in order: the first makes version 1. A script that
/// was released is never edited.
[[nodiscard]] std::span<const std::string_view> migrations();

/// Brings the schema up to date, each script in a transaction of its own. StoreTooNew (args: the
/// store's version); Storage.
[[nodiscard]] Result<void> migrate(Connection& connection);

} // namespace kontor::storage
