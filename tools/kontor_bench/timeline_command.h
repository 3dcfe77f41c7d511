#pragma once

#include "tools/kontor_bench/output_form.h"

#include <cstdint>

namespace kontor::bench {

/// The program's own window, drawn by software, on one conversation of `messages`: prints
/// timeline/open (a jump to the newest page until its frame), timeline/frame (work of the window's
/// thread for a step of scrolling, pages that it needs included), timeline/jump (to any message,
/// until its frame), timeline/moved (steps after which what stood on the screen had not moved by
/// exactly the step) and timeline/grown (megabytes after all of it). Exit code.
[[nodiscard]] int runTimeline(std::uint32_t messages, OutputForm form);

} // namespace kontor::bench
