#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace kontor::vectors {

struct FailedCase {
    std::size_t number; ///< in the file, from 0
    std::string what;   ///< the first thing that was wrong
};

struct FileOutcome {
    std::string file;
    bool known = false;      ///< its name begins like a kind that can be verified
    std::size_t total = 0;   ///< cases of suites that are built
    std::size_t skipped = 0; ///< the others; of an unknown kind: all
    std::vector<FailedCase> failed;

    [[nodiscard]] std::size_t passed() const { return total - failed.size(); }
};

/// Malformed: no JSON, or of a known kind and no array. Storage: not readable.
[[nodiscard]] Result<FileOutcome> runFile(const std::filesystem::path& file);

/// All *.json of a folder and of the folders in it, by name. Storage: not readable.
[[nodiscard]] Result<std::vector<std::filesystem::path>>
vectorFiles(const std::filesystem::path& folder);

} // namespace kontor::vectors
