#pragma once

#include "base/number.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>

/// A profile as somebody has it after years: registered, and full. No server knows it.
namespace kontor::bench {

struct OfficeSize {
    std::uint32_t conversations = 0; ///< 0: nobody has registered in it
    std::uint32_t messages = 0;
};

/// Makes the folder. What the program opens at its start is the busiest conversation; all is read.
[[nodiscard]] Result<void> makeOfficeProfile(const std::filesystem::path& folder, OfficeSize size);

} // namespace kontor::bench
