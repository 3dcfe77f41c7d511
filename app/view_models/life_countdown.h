#pragma once

#include "base/clock.h"
#include "core/values.h"

#include <functional>
#include <span>

namespace kontor {

/// What is left of the lives of entries, and a wake-up when the words for it change: each second in
/// the last minute, each minute in the last hour, and so on; and when the end of a poll has come.
/// It only shows; what ends them is core. UI thread.
class LifeCountdown {
public:
    LifeCountdown(const Clock& clock, Timers& timers, std::function<void()> tick);
    LifeCountdown(const LifeCountdown&) = delete;
    LifeCountdown& operator=(const LifeCountdown&) = delete;
    ~LifeCountdown();

    /// Never more than the whole life, whatever the wall clock says; the whole while its clock has
    /// not begun. `entry` has a lifetime.
    [[nodiscard]] Milliseconds left(const TimelineEntry& entry) const;
    /// What is in view now; nothing: nobody looks, and nothing wakes.
    void watch(std::span<const TimelineEntry> entries);

private:
    const Clock& m_clock;
    Timers& m_timers;
    std::function<void()> m_tick;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
