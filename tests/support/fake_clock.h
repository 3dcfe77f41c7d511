#pragma once

#include "base/clock.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

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
    Handle afterWall(Milliseconds left, std::function<void()> action) override {
        const auto handle = ++m_lastHandle;
        m_waitingForWall.emplace(std::pair(m_wall + left, handle), std::move(action));
        return Handle{handle};
    }
    void cancel(Handle handle) override {
        const auto isMeant = [handle](const auto& entry) {
            return entry.first.second == static_cast<std::uint64_t>(handle);
        };
        std::erase_if(m_waiting, isMeant);
        std::erase_if(m_waitingForWall, isMeant);
    }

    /// Both clocks run; what falls due on the way happens at its own time, in order. advance(0)
    /// runs what is due now.
    void advance(Milliseconds by) {
        const auto end = m_steady + by;
        ringAllIfSet();
        for (auto left = untilNext(); left && m_steady + *left <= end; left = untilNext()) {
            run(*left);
            Waiting& next =
                m_waiting.empty() || untilWall() < untilSteady() ? m_waitingForWall : m_waiting;
            const auto action = std::move(next.begin()->second);
            next.erase(next.begin());
            action();
        }
        run(end - m_steady);
    }
    /// The computer slept: the wall clock went on, the other stood still, no timer fired. What
    /// waits for the wall clock does when it runs again.
    void sleepFor(Milliseconds by) { m_wall += by; }
    /// A person set the clock.
    void setWall(Milliseconds wall) {
        m_wall = wall;
        noteSet();
    }
    /// Somebody's own clock was set (WrongClock).
    void noteSet() { m_wasSet = true; }
    /// Jumps to the earliest timer and runs what is due then. False: there is none.
    bool advanceToNext() {
        const auto left = untilNext();
        if (left)
            advance(*left);
        return left.has_value();
    }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size() + m_waitingForWall.size(); }

private:
    using Waiting = std::map<std::pair<Milliseconds, std::uint64_t>, std::function<void()>>;

    void run(Milliseconds by) {
        m_wall += by;
        m_steady += by;
    }
    [[nodiscard]] Milliseconds untilSteady() const {
        return m_waiting.empty() ? Milliseconds::max() : m_waiting.begin()->first.first - m_steady;
    }
    [[nodiscard]] Milliseconds untilWall() const {
        return m_waitingForWall.empty() ? Milliseconds::max()
                                        : m_waitingForWall.begin()->first.first - m_wall;
    }
    [[nodiscard]] std::optional<Milliseconds> untilNext() const {
        if (waiting() == 0)
            return std::nullopt;
        return std::max(std::min(untilSteady(), untilWall()), Milliseconds(0));
    }
    void ringAllIfSet() {
        if (!std::exchange(m_wasSet, false))
            return;
        std::vector<std::pair<Milliseconds, std::uint64_t>> ringing;
        for (const auto& [due, action] : m_waitingForWall)
            ringing.push_back(due);
        for (const auto& due : ringing) {
            const auto found = m_waitingForWall.find(due);
            if (found == m_waitingForWall.end())
                continue;
            const auto action = std::move(found->second);
            m_waitingForWall.erase(found);
            action();
        }
    }

    Milliseconds m_steady{1'000};
    Milliseconds m_wall{1'760'000'000'000};
    Waiting m_waiting;
    Waiting m_waitingForWall; ///< by time since 1970
    bool m_wasSet = false;
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
