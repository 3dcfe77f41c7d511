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
    const bool isFault = !ended.ok() || !next.ok();
    if (isFault)
        log::warning(log::Category::Storage, m_what.fault);
    else if (!next.value())
        return;
    // What has ended and stays is no reason to spin.
    const Milliseconds left =
        isFault ? kAfterFault : std::max(*next.value() - now, Milliseconds(1));
    m_timer = m_timers.afterWall(left, [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

} // namespace kontor
