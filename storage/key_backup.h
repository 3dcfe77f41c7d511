#pragma once

#include "base/id.h"
#include "crypto/random.h"
#include "storage/connection.h"

#include <filesystem>
#include <vector>

namespace kontor::storage {

/// What a damaged store is rebuilt from (delivery.md, 5): the device key and the list of one's
/// groups, a second time, in a file apart from the database.
struct KeyBackup {
    SecretBytes deviceKey;
    std::vector<GroupId> groups;
};

/// "KontorKB", version (1 byte), nonce (24), XChaCha20-Poly1305 under a key derived from the store
/// key. The file is replaced as a whole (temporary file, fsync, rename): either the old or the new
/// one. Errors: Storage.
[[nodiscard]] Result<void> writeKeyBackup(const std::filesystem::path& file,
                                          const KeyBackup& backup, const StoreKey& key,
                                          Random& random);
/// Errors: ProfileMissing when there is none; Malformed; VersionUnknown; CryptoFailed (another key,
/// or altered); Storage.
[[nodiscard]] Result<KeyBackup> readKeyBackup(const std::filesystem::path& file,
                                              const StoreKey& key);

/// The file's bytes, for the two above.
[[nodiscard]] Bytes sealKeyBackup(const KeyBackup& backup, const StoreKey& key, Random& random);
[[nodiscard]] Result<KeyBackup> openKeyBackup(ByteView file, const StoreKey& key);

} // namespace kontor::storage
