#pragma once

#include "base/clock.h"

#include <map>
#include <utility>

namespace kontor::test {

/// Time that moves only by hand, with the timers that it drives.
class FakeClock final : public Clock, public Timers {
public:
    [[nodiscard]] Milliseconds sinceEpoch() const override { return m_wall; }
    [[nodiscard]] Milliseconds steady() const override { return m_steady; }

    Handle at(Milliseconds deadline, std::function<void()> action) override {
        const auto handle = ++m_lastHandle;
        m_waiting.emplace(std::pair(deadline, handle), std::move(action));
        return Handle{handle};
    }
    void cancel(Handle handle) override {
        std::erase_if(m_waiting, [handle](const auto& entry) {
            return entry.first.second == static_cast<std::uint64_t>(handle);
        });
    }

    /// Both clocks run; what falls due on the way happens at its own time, in order. advance(0)
    /// runs what is due now.
    void advance(Milliseconds by) {
        const auto end = m_steady + by;
        while (!m_waiting.empty() && m_waiting.begin()->first.first <= end) {
            const auto earliest = m_waiting.begin();
            const auto due = std::max(earliest->first.first, m_steady);
            m_wall += due - m_steady;
            m_steady = due;
            const auto action = std::move(earliest->second);
            m_waiting.erase(earliest);
            action();
        }
        m_wall += end - m_steady;
        m_steady = end;
    }
    /// The computer slept: the wall clock went on, the other stood still, no timer fired.
    void sleepFor(Milliseconds by) { m_wall += by; }
    /// A person set the clock.
    void setWall(Milliseconds wall) { m_wall = wall; }
    /// Jumps to the earliest timer and runs what is due then. False: there is none.
    bool advanceToNext() {
        if (m_waiting.empty())
            return false;
        advance(std::max(m_waiting.begin()->first.first - m_steady, Milliseconds(0)));
        return true;
    }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

private:
    Milliseconds m_steady{1'000};
    Milliseconds m_wall{1'760'000'000'000};
    std::map<std::pair<Milliseconds, std::uint64_t>, std::function<void()>> m_waiting;
    std::uint64_t m_lastHandle = 0;
};

/// The same time, but the person has set the wall clock wrong.
class WrongClock final : public Clock {
public:
    explicit WrongClock(const Clock& right)
        : m_right(right) {}
    [[nodiscard]] Milliseconds sinceEpoch() const override { return m_right.sinceEpoch() + ahead; }
    [[nodiscard]] Milliseconds steady() const override { return m_right.steady(); }
    Milliseconds ahead{0};

private:
    const Clock& m_right;
};

} // namespace kontor::test
