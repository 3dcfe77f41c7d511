#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// `kontor-bench storage`: fills an encrypted store of 1,000 conversations in a temporary folder
/// and tells how long reading, searching and writing take. The exit code: 0 done, 1 something
/// failed.
[[nodiscard]] int runStorage(std::uint32_t messages, OutputForm form);

} // namespace kontor::bench
