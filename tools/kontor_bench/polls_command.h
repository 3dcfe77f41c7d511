#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// `kontor-bench polls`: an encrypted store with a poll of 50 slots that so many members of a group
/// have answered, and how long it takes to count, to show and to list who said what. The exit code:
/// 0 done, 1 something failed.
[[nodiscard]] int runPolls(std::uint32_t voters, OutputForm form);

} // namespace kontor::bench
