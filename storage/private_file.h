#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>
#include <optional>

/// Small files beside the store, readable by the user alone.
namespace kontor::storage {

/// Replaces the file as a whole: written beside it, synced, renamed, the folder synced. After a
/// crash there is the old one or the new one. Errors: Storage.
[[nodiscard]] Result<void> writePrivateFile(const std::filesystem::path& file, ByteView bytes);
/// None when there is no such file. Errors: TooLarge (over `limit`), Storage.
[[nodiscard]] Result<std::optional<Bytes>> readPrivateFile(const std::filesystem::path& file,
                                                           std::size_t limit);

} // namespace kontor::storage
