#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// Starts the program that lies beside this one, with an empty profile and with a full one, and
/// prints: app/start_empty, app/start_full (exec to the first complete frame), app/memory_*
/// (proportional share, 10 s after), app/idle_* (work of its threads in 30 s, without the focus).
/// Where there is no display, Qt's offscreen one is used, which leaves the focus where it is. Exit
/// code.
[[nodiscard]] int runApp(std::uint32_t messages, OutputForm form);

} // namespace kontor::bench
