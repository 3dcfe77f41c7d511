#pragma once

#include "base/clock.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace kontor {

/// When what one says of oneself ends by itself.
enum class StatusEnd : std::uint8_t { Never, HalfHour, OneHour, FourHours, Today, Week, AtTime };

/// On the wall clock where the computer is; 0 for Never. Today and the week end at midnight. `time`
/// is for AtTime, as people write it (14:30, 14.30, 9): today, or tomorrow where that has passed;
/// none when it is no time of day.
[[nodiscard]] std::optional<Milliseconds> statusEnd(StatusEnd end, const QString& time,
                                                    Milliseconds now);

} // namespace kontor
