#pragma once

#include "base/clock.h"
#include "crypto/hash.h"
#include "storage/database.h"
#include "storage/key_backup.h"
#include "storage/settings_store.h"

namespace kontor {

/// Whose store, and under which key its own keys lie.
struct BackedUp {
    storage::Database& database; ///< its writer
    storage::OwnKeyStore& keys;
};

/// What a damaged store is rebuilt from, as the store has it now. ProfileMissing: nobody has
/// registered here.
[[nodiscard]] Result<storage::KeyBackup> backupOf(const BackedUp& profile);

/// Makes the same account in a store that is new: its groups are LOST, so that they come in again
/// by themselves (delivery.md, rule 12), and its key packages are replaced at the next login. In
/// one transaction. Storage: the backup is none of an account.
[[nodiscard]] Result<void> restoreBackup(const BackedUp& profile, const storage::KeyBackup& backup,
                                         Random& random, Milliseconds now);

} // namespace kontor
