#pragma once

#include "base/log.h"
#include "core/core_parts.h"

#include <functional>
#include <optional>

namespace kontor {

/// What ends by the wall clock and not by a message's life: ends what is over, and wakes for the
/// next, also when that clock was set. Core thread.
class WallEnds {
public:
    struct What {
        std::function<Result<void>(Milliseconds now)> endDue;
        /// None: nothing ends by itself.
        std::function<Result<std::optional<Milliseconds>>()> next;
        log::Text fault; ///< said when either fails
    };

    WallEnds(const CoreParts& parts, What what)
        : m_clock(parts.clock)
        , m_timers(parts.timers)
        , m_what(std::move(what)) {}
    WallEnds(const WallEnds&) = delete;
    WallEnds& operator=(const WallEnds&) = delete;
    ~WallEnds() { m_timers.cancel(m_timer); }

    /// Ends what is over, and comes back for the next.
    void look();

private:
    const Clock& m_clock;
    Timers& m_timers;
    What m_what;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
