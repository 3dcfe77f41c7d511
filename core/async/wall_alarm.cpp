#include "core/async/wall_alarm.h"

#include "base/log.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QSocketNotifier>

#include <cerrno>
#include <sys/timerfd.h>
#include <unistd.h>
#else
#include <QTimer>
#endif

#include <algorithm>

namespace kontor {

namespace {
/// What is later is looked at then.
constexpr Milliseconds kFarthest = std::chrono::hours(24 * 365);
} // namespace

#ifdef Q_OS_LINUX

struct WallAlarm::Inside {
    std::function<void(Rings)> rung;
    int descriptor = -1;
    std::unique_ptr<QSocketNotifier> notifier;

    Inside(const Clock& /*clock*/, std::function<void(Rings)> whenRung)
        : rung(std::move(whenRung))
        , descriptor(timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)) {
        if (descriptor < 0) {
            log::error(log::Category::Base, "there is no alarm of the wall clock");
            return;
        }
        notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                         [this] { ring(); });
    }
    ~Inside() {
        notifier.reset();
        if (descriptor >= 0)
            close(descriptor);
    }

    void ring() {
        std::uint64_t times = 0;
        const auto got = read(descriptor, &times, sizeof times);
        if (got == sizeof times)
            rung(Rings::Due);
        else if (errno == ECANCELED)
            rung(Rings::ClockSet);
    }

    /// At a point of the system's time, and not after a while: the computer may sleep.
    void set(std::optional<Milliseconds> left) {
        itimerspec when{};
        if (left) {
            clock_gettime(CLOCK_REALTIME, &when.it_value);
            constexpr auto kNanoseconds = 1'000'000'000;
            const auto at = std::chrono::nanoseconds(when.it_value.tv_nsec) +
                            std::clamp(*left, Milliseconds(1), kFarthest);
            when.it_value.tv_sec += static_cast<time_t>(at.count() / kNanoseconds);
            when.it_value.tv_nsec = static_cast<long>(at.count() % kNanoseconds);
        }
        if (descriptor >= 0)
            timerfd_settime(descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when,
                            nullptr);
    }
};

#else

struct WallAlarm::Inside {
    const Clock& clock;
    std::function<void(Rings)> rung;
    QTimer timer;
    Milliseconds due{0};
    Milliseconds offset{0}; ///< of the wall clock to the other one, when it last looked

    Inside(const Clock& anyClock, std::function<void(Rings)> whenRung)
        : clock(anyClock)
        , rung(std::move(whenRung)) {
        timer.setSingleShot(true);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { look(); });
    }

    void look() {
        constexpr Milliseconds kDrift = std::chrono::seconds(2);
        const auto now = clock.sinceEpoch() - clock.steady();
        if (clock.sinceEpoch() >= due)
            rung(Rings::Due);
        else if (std::chrono::abs(now - offset) > kDrift)
            rung(Rings::ClockSet);
        else
            wait();
    }
    void wait() {
        offset = clock.sinceEpoch() - clock.steady();
        timer.start(
            std::clamp(due - clock.sinceEpoch(), Milliseconds(1), std::min(kLook, kFarthest)));
    }
    void set(std::optional<Milliseconds> left) {
        timer.stop();
        if (!left)
            return;
        due = clock.sinceEpoch() + *left;
        wait();
    }
};

#endif

WallAlarm::WallAlarm(const Clock& clock, std::function<void(Rings)> rung)
    : m_inside(std::make_unique<Inside>(clock, std::move(rung))) {}

WallAlarm::~WallAlarm() = default;

void WallAlarm::setFor(Milliseconds left) {
    m_inside->set(left);
}

void WallAlarm::stop() {
    m_inside->set(std::nullopt);
}

} // namespace kontor
