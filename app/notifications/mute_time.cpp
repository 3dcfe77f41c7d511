#include "app/notifications/mute_time.h"

#include "core/values.h"

#include <QDateTime>

namespace kontor {

namespace {

const QTime kMorning(8, 0);

} // namespace

Milliseconds muteEnd(MuteFor length, Milliseconds now) {
    using std::chrono::hours;
    switch (length) {
    case MuteFor::OneHour:
        return now + hours(1);
    case MuteFor::EightHours:
        return now + hours(8);
    case MuteFor::UntilTomorrow: {
        const auto today = QDateTime::fromMSecsSinceEpoch(now.count()).date();
        return Milliseconds(QDateTime(today.addDays(1), kMorning).toMSecsSinceEpoch());
    }
    case MuteFor::Always:
        break;
    }
    return kAlways;
}

} // namespace kontor
