#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace kontor {

using Milliseconds = std::chrono::milliseconds;

/// Time, injected wherever it matters, so that tests decide what time it is. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall-clock time since 1970, UTC. A person may set it forward and back.
    [[nodiscard]] virtual Milliseconds sinceEpoch() const = 0;
    /// Time that only runs forward, from an arbitrary start; for deadlines and back-off.
    /// May or may not run while the computer sleeps.
    [[nodiscard]] virtual Milliseconds steady() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Milliseconds sinceEpoch() const override;
    [[nodiscard]] Milliseconds steady() const override;
};

/// Something that happens later, on the thread that owns the Timers.
class Timers {
public:
    enum class Handle : std::uint64_t { None = 0 };

    virtual ~Timers() = default;
    /// Runs `action` once when Clock::steady() has reached `deadline`; never inside the call
    /// itself.
    virtual Handle at(Milliseconds deadline, std::function<void()> action) = 0;
    /// Runs `action` once when that much of the wall clock's time has passed, however much of it
    /// the computer has slept; or before that, when the wall clock was set: whoever asked looks
    /// anew. Never inside the call itself.
    virtual Handle afterWall(Milliseconds left, std::function<void()> action) = 0;
    /// Nothing happens when it has fired already or is None.
    virtual void cancel(Handle handle) = 0;
};

} // namespace kontor
