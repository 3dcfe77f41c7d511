#include "core/timers/life_clock.h"

#include "base/log.h"
#include "storage/timer_store.h"

#include <algorithm>

namespace kontor {
namespace {

Milliseconds greatestSeen(storage::Database& database, Milliseconds wall) {
    const auto seen = storage::TimerStore(database.writer()).effective(wall);
    if (seen.ok())
        return seen.value();
    log::error(log::Category::Storage, "the greatest time seen cannot be read");
    return wall;
}

} // namespace

LifeClock::LifeClock(storage::Database& database, const Clock& clock)
    : m_clock(clock)
    , m_last(greatestSeen(database, clock.sinceEpoch()))
    , m_lastSteady(clock.steady()) {}

Milliseconds LifeClock::now() {
    const Milliseconds steady = m_clock.steady();
    m_last = std::max(m_clock.sinceEpoch(), m_last + (steady - m_lastSteady));
    m_lastSteady = steady;
    return m_last;
}

} // namespace kontor
