#pragma once

#include "base/clock.h"

#include <cstdint>

namespace kontor {

/// For how long a conversation is muted.
enum class MuteFor : std::uint8_t { OneHour, EightHours, UntilTomorrow, Always };

/// The end of it on the wall clock. Tomorrow begins at eight in the morning of the next day, where
/// the computer is; core's kAlways for Always.
[[nodiscard]] Milliseconds muteEnd(MuteFor length, Milliseconds now);

} // namespace kontor
