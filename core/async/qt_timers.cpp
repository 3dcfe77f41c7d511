#include "core/async/qt_timers.h"

#include "core/async/wall_alarm.h"

#include <QTimer>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

namespace kontor {

struct QtTimers::Inside {
    using Due = std::pair<Milliseconds, std::uint64_t>; ///< deadline, then order of asking

    const Clock& clock;
    QTimer timer;
    std::map<Due, std::function<void()>> waiting;
    std::unordered_map<std::uint64_t, Milliseconds> deadlines;
    std::uint64_t lastHandle = 0;
    WallAlarm alarm;
    std::map<Due, std::function<void()>> waitingForWall; ///< by time since 1970

    explicit Inside(const Clock& anyClock)
        : clock(anyClock)
        , alarm(anyClock, [this](WallAlarm::Rings why) { ring(why); }) {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { fire(); });
    }

    void setForEarliest() {
        if (waiting.empty()) {
            timer.stop();
            return;
        }
        const auto left = waiting.begin()->first.first - clock.steady();
        // A day at most: QTimer counts in int, and an early wake only looks again.
        timer.start(std::clamp<Milliseconds>(left, Milliseconds(0), std::chrono::hours(24)));
    }

    void setAlarm() {
        if (waitingForWall.empty())
            alarm.stop();
        else
            alarm.setFor(waitingForWall.begin()->first.first - clock.sinceEpoch());
    }

    /// A clock that was set is news to all of them.
    void ring(WallAlarm::Rings why) {
        const auto now = clock.sinceEpoch();
        std::vector<Due> ringing;
        for (const auto& [due, action] : waitingForWall)
            if (why == WallAlarm::Rings::ClockSet || due.first <= now)
                ringing.push_back(due);
        for (const Due& due : ringing) {
            const auto found = waitingForWall.find(due); // one may have cancelled another
            if (found == waitingForWall.end())
                continue;
            const auto action = std::move(found->second);
            waitingForWall.erase(found);
            deadlines.erase(due.second);
            action();
        }
        setAlarm();
    }

    /// Only what was due when it began: an action that asks for "now" again must not starve the
    /// event loop.
    void fire() {
        const auto now = clock.steady();
        const auto newest = lastHandle;
        while (!waiting.empty()) {
            const auto earliest = waiting.begin();
            const auto [deadline, handle] = earliest->first;
            if (deadline > now || handle > newest)
                break;
            const auto action = std::move(earliest->second);
            waiting.erase(earliest);
            deadlines.erase(handle);
            action();
        }
        setForEarliest();
    }
};

QtTimers::QtTimers(const Clock& clock)
    : m_inside(std::make_unique<Inside>(clock)) {}

QtTimers::~QtTimers() = default;

Timers::Handle QtTimers::at(Milliseconds deadline, std::function<void()> action) {
    auto& in = *m_inside;
    const auto handle = ++in.lastHandle;
    in.waiting.emplace(Inside::Due{deadline, handle}, std::move(action));
    in.deadlines.emplace(handle, deadline);
    in.setForEarliest();
    return Handle{handle};
}

Timers::Handle QtTimers::afterWall(Milliseconds left, std::function<void()> action) {
    auto& in = *m_inside;
    const auto handle = ++in.lastHandle;
    // Who asks for more looks anew then: times from outside must not overflow.
    constexpr Milliseconds kFarthest = std::chrono::hours(24 * 365 * 100);
    const auto due = in.clock.sinceEpoch() + std::min(left, kFarthest);
    in.waitingForWall.emplace(Inside::Due{due, handle}, std::move(action));
    in.deadlines.emplace(handle, due);
    in.setAlarm();
    return Handle{handle};
}

void QtTimers::cancel(Handle handle) {
    auto& in = *m_inside;
    const auto number = static_cast<std::uint64_t>(handle);
    const auto found = in.deadlines.find(number);
    if (found == in.deadlines.end())
        return;
    const Inside::Due due{found->second, number};
    in.deadlines.erase(found);
    if (in.waitingForWall.erase(due) != 0) {
        in.setAlarm();
        return;
    }
    in.waiting.erase(due);
    in.setForEarliest();
}

} // namespace kontor
