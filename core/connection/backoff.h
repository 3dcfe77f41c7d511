#pragma once

#include "base/clock.h"
#include "crypto/random.h"

namespace kontor {

/// How long to wait before the next try: at first half a second, doubled by each failure, at most
/// half a minute; each wait is shortened by up to a half at random, so that a thousand clients do
/// not come back to a restarted server in one moment.
class Backoff {
public:
    static constexpr Milliseconds kFirst{500};
    static constexpr Milliseconds kGreatest{30'000};

    explicit Backoff(Random& random)
        : m_random(random) {}

    [[nodiscard]] Milliseconds next();
    void reset() { m_next = kFirst; }

private:
    Random& m_random;
    Milliseconds m_next = kFirst;
};

/// Notices that the computer slept: the clocks went on while nothing of ours ran, and a connection
/// that looks open is most likely gone. Asked at regular times.
class SleepWatch {
public:
    /// Longer than any delay of a busy computer.
    static constexpr Milliseconds kLeastSleep{15'000};

    explicit SleepWatch(const Clock& clock)
        : m_clock(clock) {}

    /// True once after each sleep. `interval` is how long ago it should have been asked last. A
    /// wall clock set forward by hand looks the same, and costs one needless reconnection.
    [[nodiscard]] bool slept(Milliseconds interval);
    void begin();

private:
    const Clock& m_clock;
    Milliseconds m_wall{0};
    Milliseconds m_steady{0};
};

} // namespace kontor
