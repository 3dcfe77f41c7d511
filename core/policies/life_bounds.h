#pragma once

#include "storage/life_bound.h"
#include "storage/settings_store.h"

/// The bounds on the lives of messages whose slices are not done yet, as they stand in the store
/// (core/policies/life_shortening.h), the oldest first.
namespace kontor::policies {

[[nodiscard]] Result<std::vector<storage::LifeBound>>
pendingBounds(const storage::SettingsStore& settings);
[[nodiscard]] Result<void> notePending(storage::SettingsStore& settings,
                                       storage::Transaction& transaction,
                                       const std::vector<storage::LifeBound>& bounds);

} // namespace kontor::policies
