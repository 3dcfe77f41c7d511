#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// `kontor-bench timers`: an encrypted store whose messages are all to end, and how long it takes
/// to find, begin and end lives there. The exit code: 0 done, 1 something failed.
[[nodiscard]] int runTimers(std::uint32_t messages, OutputForm form);

} // namespace kontor::bench
