#include "app/view_models/life_countdown.h"

#include "app/texts/lifetime_text.h"

#include <algorithm>
#include <optional>

namespace kontor {

LifeCountdown::LifeCountdown(const Clock& clock, Timers& timers, std::function<void()> tick)
    : m_clock(clock)
    , m_timers(timers)
    , m_tick(std::move(tick)) {}

LifeCountdown::~LifeCountdown() {
    m_timers.cancel(m_timer);
}

Milliseconds LifeCountdown::left(const TimelineEntry& entry) const {
    const auto whole = entry.lifetime.value_or(Milliseconds(0));
    if (!entry.deadline)
        return whole;
    return std::clamp(*entry.deadline - m_clock.sinceEpoch(), Milliseconds(0), whole);
}

void LifeCountdown::watch(std::span<const TimelineEntry> entries) {
    std::optional<Milliseconds> next;
    const auto wait = [&next](Milliseconds change) {
        next = next ? std::min(*next, change) : change;
    };
    const auto now = m_clock.sinceEpoch();
    for (const auto& entry : entries) {
        if (entry.deadline && left(entry) > Milliseconds(0))
            wait(LifetimeText::untilBriefChanges(left(entry)));
        if (entry.poll && entry.poll->deadline > now)
            wait(entry.poll->deadline - now);
    }
    m_timers.cancel(m_timer);
    m_timer = Timers::Handle::None;
    if (next)
        m_timer = m_timers.at(m_clock.steady() + *next, [this] { m_tick(); });
}

} // namespace kontor
