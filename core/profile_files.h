#pragma once

/// What lies in the folder of a profile, beside what its holder of keys has there
/// (storage/key_slots.h).
namespace kontor {

inline constexpr char kStoreFile[] = "store.db";
inline constexpr char kFileFolder[] = "files";
inline constexpr char kBackupFile[] = "keys.backup";

} // namespace kontor
