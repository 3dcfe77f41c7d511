#pragma once

#include "base/clock.h"
#include "storage/database.h"

namespace kontor {

/// The time by which the lives of messages are measured. It never goes back: not before the
/// greatest time that the store has seen, and, while the program runs, by no less than
/// Clock::steady(). So a wall clock that is set back, now or while the program was closed, prolongs
/// no life; one that is right, or set forward, is believed. Core thread.
class LifeClock {
public:
    LifeClock(storage::Database& database, const Clock& clock);

    [[nodiscard]] Milliseconds now();

private:
    const Clock& m_clock;
    Milliseconds m_last;
    Milliseconds m_lastSteady;
};

} // namespace kontor
