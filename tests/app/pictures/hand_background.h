#pragma once

#include "core/async/background.h"

#include <deque>
#include <utility>

namespace kontor::test {

/// A Background that works when the test says so: on this thread, one step at a time.
class HandBackground {
public:
    [[nodiscard]] Background background() {
        return [this](std::function<void()> work, std::function<void()> done) {
            m_waiting.emplace_back(std::move(work), std::move(done));
        };
    }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    /// The oldest one is worked off and answered. False: there is none.
    bool step() {
        if (m_waiting.empty())
            return false;
        const auto [work, done] = std::move(m_waiting.front());
        m_waiting.pop_front();
        work();
        done();
        return true;
    }
    /// All of them, and what they lead to.
    void finish() {
        while (step()) {
        }
    }

private:
    std::deque<std::pair<std::function<void()>, std::function<void()>>> m_waiting;
};

} // namespace kontor::test
