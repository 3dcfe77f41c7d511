#pragma once

#include "core/async/task.h"

#include <cassert>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <utility>

namespace kontor {

/// Owns the tasks that nobody awaits. Whatever such a task awaits carries the scope's token
/// (Completion::stopBy), so that shutdown is one call: requestStop() completes all of it with
/// Stopped, the tasks run to their end inside the call, and none is left. One thread.
class Scope {
public:
    Scope() = default;
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    /// A task that is left would wake up among the ruins of what it used: a bug of ours.
    ~Scope() {
        requestStop();
        assert(running() == 0);
    }

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    /// Takes a task that has begun; it counts as running until it ends.
    void spawn(Task<void> task) {
        if (!task.isReady())
            watch(std::move(task), m_running);
    }
    void requestStop() { m_source.request_stop(); }
    [[nodiscard]] std::size_t running() const { return *m_running; }

private:
    static Task<void> watch(Task<void> task, std::shared_ptr<std::size_t> running) {
        ++*running;
        co_await task;
        --*running;
    }

    std::stop_source m_source;
    std::shared_ptr<std::size_t> m_running = std::make_shared<std::size_t>(0);
};

} // namespace kontor
