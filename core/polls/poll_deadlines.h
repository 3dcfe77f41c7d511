#pragma once

#include "core/polls/poll_desk.h"

namespace kontor {

/// Deadlines of polls, and the day after a reminder, by the wall clock: it wakes for the next one,
/// and when that clock was set. Whose poll has reached its deadline closes it, now or when she
/// starts next, and once; nobody else does more than vote no longer. Core thread.
class PollDeadlines {
public:
    PollDeadlines(const CoreParts& parts, PollDesk& desk, SendQueue& queue)
        : m_parts(parts)
        , m_desk(desk)
        , m_queue(queue) {}
    PollDeadlines(const PollDeadlines&) = delete;
    PollDeadlines& operator=(const PollDeadlines&) = delete;
    ~PollDeadlines() { m_parts.timers.cancel(m_timer); }

    /// Meets what is due, and comes back for the next.
    void look();
    /// Something may end at another time than before.
    void note(const Aftermath& aftermath) {
        if (aftermath.pollsTimed)
            look();
    }

private:
    [[nodiscard]] Result<void> meetDue(Milliseconds now);

    CoreParts m_parts;
    PollDesk& m_desk;
    SendQueue& m_queue;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
