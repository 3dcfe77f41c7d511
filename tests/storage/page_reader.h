#pragma once

#include "base/bytes.h"
#include "storage/connection.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace kontor::storage::test {

/// One page as it lies on disk, decrypted by this test alone: without SQLCipher, so that free
/// pages, gaps and old frames of the WAL are seen as well (store-notes, 3).
struct DecryptedPage {
    std::uint32_t number = 0;
    enum class Where : std::uint8_t { Main, Log } where = Where::Main;
    Bytes plain; ///< what SQLite may use of it; on page 1 without the 16 bytes of salt
};

struct DecryptedStore {
    std::vector<DecryptedPage> pages;
    std::size_t badPages = 0; ///< whose MAC is not that of their bytes: must stay 0

    [[nodiscard]] std::size_t pagesWith(std::string_view needle) const;
    /// Those that lie across two pages are not counted.
    [[nodiscard]] std::size_t occurrencesOf(std::string_view needle) const;
};

/// All pages of the main file to its end, and every slot of its WAL, checksums ignored.
[[nodiscard]] DecryptedStore readEveryPage(const std::filesystem::path& file, const StoreKey& key);

} // namespace kontor::storage::test
