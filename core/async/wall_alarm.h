#pragma once

#include "base/clock.h"

#include <functional>
#include <memory>

namespace kontor {

/// One alarm of the wall clock, on the Qt event loop of the thread that made it. It rings when the
/// time has come, however much of it the computer has slept, and before that when the wall clock
/// was set. On Linux the kernel tells both, so that nothing looks meanwhile; elsewhere it looks
/// once in kLook.
class WallAlarm {
public:
    enum class Rings : std::uint8_t { Due, ClockSet };
    static constexpr Milliseconds kLook = std::chrono::minutes(1);

    WallAlarm(const Clock& clock, std::function<void(Rings)> rung);
    WallAlarm(const WallAlarm&) = delete;
    WallAlarm& operator=(const WallAlarm&) = delete;
    ~WallAlarm();

    /// In place of what it was set for; never rings inside the call.
    void setFor(Milliseconds left);
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace kontor
