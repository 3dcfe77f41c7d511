#pragma once

#include "base/clock.h"
#include "base/log.h"
#include "base/result.h"

#include <functional>
#include <optional>

namespace kontor {

/// What ends by the wall clock and not by a message's life: ends what is over, and wakes for the
/// next, also when that clock was set. Core thread.
class WallEnds {
public:
    /// After a fault: what ended and could not be ended is looked at again then.
    static constexpr Milliseconds kAfterFault{60'000};

    struct What {
        std::function<Result<void>(Milliseconds now)> endDue;
        /// None: nothing ends by itself.
        std::function<Result<std::optional<Milliseconds>>()> next;
        log::Text fault; ///< said when either fails
    };

    WallEnds(const Clock& clock, Timers& timers, What what)
        : m_clock(clock)
        , m_timers(timers)
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
