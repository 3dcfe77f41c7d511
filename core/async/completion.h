#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace kontor {

/// What a Task waits for. It completes once: by its answer, a deadline, a stop or the end of the
/// connection, whichever is first; later ones are ignored. Copies share one state. The task that
/// waits goes on inside the call that completes, so whoever completes must expect that anything of
/// its own has changed when the call returns. One task waits, at most once. One thread.
template <typename T>
class Completion {
    struct State;

public:
    Completion()
        : m_state(std::make_shared<State>()) {}

    /// False when it was complete already.
    bool complete(Result<T> result) const { return State::finish(m_state, std::move(result)); }
    [[nodiscard]] bool isComplete() const { return m_state->complete; }

    /// TimedOut when Clock::steady() reaches `deadline` first. `timers` must outlive the waiting.
    void expireAt(Timers& timers, Milliseconds deadline) const {
        completeAt(timers, deadline, ErrorCode::TimedOut);
    }
    void completeAt(Timers& timers, Milliseconds deadline, Result<T> outcome) const {
        if (m_state->complete)
            return;
        m_state->cancelTimer();
        m_state->timers = &timers;
        m_state->timer = timers.at(
            deadline, [weak = std::weak_ptr(m_state), outcome = std::move(outcome)]() mutable {
                if (const auto state = weak.lock())
                    State::finish(state, std::move(outcome));
            });
    }
    /// Stopped when a stop is requested first, or was already.
    void stopBy(const std::stop_token& token) const {
        if (token.stop_requested()) {
            complete(ErrorCode::Stopped);
            return;
        }
        m_state->onStop.emplace(token, [weak = std::weak_ptr(m_state)] {
            if (const auto state = weak.lock())
                State::finish(state, ErrorCode::Stopped);
        });
    }

    class Awaiter {
    public:
        explicit Awaiter(std::shared_ptr<State> state)
            : m_state(std::move(state)) {}
        [[nodiscard]] bool await_ready() const noexcept { return m_state->complete; }
        void await_suspend(std::coroutine_handle<> task) noexcept {
            assert(!m_state->waiting);
            m_state->waiting = task;
        }
        [[nodiscard]] Result<T> await_resume() {
            Result<T> result = std::move(*m_state->result);
            m_state->result.reset();
            return result;
        }

    private:
        std::shared_ptr<State> m_state;
    };
    [[nodiscard]] Awaiter operator co_await() const { return Awaiter(m_state); }

private:
    struct State {
        bool complete = false;
        std::optional<Result<T>> result; ///< taken by the task that waited
        std::coroutine_handle<> waiting;
        Timers* timers = nullptr;
        Timers::Handle timer = Timers::Handle::None;
        std::optional<std::stop_callback<std::function<void()>>> onStop;

        State() = default;
        State(const State&) = delete;
        State& operator=(const State&) = delete;
        ~State() { cancelTimer(); }

        void cancelTimer() {
            if (timers != nullptr)
                timers->cancel(std::exchange(timer, Timers::Handle::None));
        }
        /// By value: the state must outlive the task that goes on here.
        static bool finish(std::shared_ptr<State> state, Result<T> outcome) {
            if (state->complete)
                return false;
            state->complete = true;
            state->result.emplace(std::move(outcome));
            state->cancelTimer();
            state->onStop.reset();
            if (const auto task = std::exchange(state->waiting, {}))
                task.resume();
            return true;
        }
    };

    std::shared_ptr<State> m_state;
};

/// Completes well at `deadline` of Clock::steady(), or with Stopped.
[[nodiscard]] inline Completion<void> waitUntil(Timers& timers, Milliseconds deadline,
                                                const std::stop_token& token) {
    Completion<void> reached;
    reached.completeAt(timers, deadline, {});
    reached.stopBy(token);
    return reached;
}

} // namespace kontor
