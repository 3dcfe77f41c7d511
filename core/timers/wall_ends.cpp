#include "core/timers/wall_ends.h"

#include <algorithm>
#include <utility>

namespace kontor {

void WallEnds::look() {
    m_timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    const Milliseconds now = m_clock.sinceEpoch();
    const auto ended = m_what.endDue(now);
    // What was ended may have looked in turn: one timer is enough.
    m_timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    const auto next = m_what.next();
    if (!ended.ok() || !next.ok())
        log::warning(log::Category::Storage, m_what.fault);
    if (!next.ok() || !next.value())
        return;
    m_timer = m_timers.afterWall(std::max(*next.value() - now, Milliseconds(1)), [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

} // namespace kontor
