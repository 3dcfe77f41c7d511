#pragma once

#include "base/clock.h"

#include <memory>

namespace kontor {

/// Timers of the Qt event loop of the thread that made them. All of them share one QTimer and one
/// WallAlarm, set for the earliest of each kind.
class QtTimers final : public Timers {
public:
    /// `clock` gives the deadlines their meaning and must outlive the timers.
    explicit QtTimers(const Clock& clock);
    QtTimers(const QtTimers&) = delete;
    QtTimers& operator=(const QtTimers&) = delete;
    ~QtTimers() override;

    Handle at(Milliseconds deadline, std::function<void()> action) override;
    Handle afterWall(Milliseconds left, std::function<void()> action) override;
    void cancel(Handle handle) override;

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace kontor
