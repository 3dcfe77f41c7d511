#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// Starts the program that lies beside this one, with an empty profile and with a full one, and
/// prints: app/start_empty, app/start_full (exec to the first complete frame), app/memory_*
/// (proportional share, 10 s after), app/idle_* (work of its threads in 30 s; in a window without
/// focus where the display says so). Where there is no display, Qt's offscreen one is used.
/// Exit code.
[[nodiscard]] int runApp(std::uint32_t messages, OutputForm form);

} // namespace kontor::bench
