#pragma once

#include "core/polls/poll_desk.h"
#include "core/timers/wall_ends.h"

namespace kontor {

/// Deadlines of polls, and the day after a reminder, by the wall clock. Whose poll has reached its
/// deadline closes it, now or when she starts next, and once; nobody else does more than vote no
/// longer. Core thread.
class PollDeadlines {
public:
    PollDeadlines(const CoreParts& parts, PollDesk& desk, SendQueue& queue);

    /// Meets what is due, and comes back for the next.
    void look() { m_ends.look(); }
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
    WallEnds m_ends;
};

} // namespace kontor
