#include "app/view_models/status_end.h"

#include "app/texts/typed_time.h"

#include <QDateTime>

namespace kontor {

namespace {

Milliseconds momentOf(const QDate& day, const QTime& time) {
    return Milliseconds(QDateTime(day, time).toMSecsSinceEpoch());
}

} // namespace

std::optional<Milliseconds> statusEnd(StatusEnd end, const QString& time, Milliseconds now) {
    using std::chrono::hours;
    using std::chrono::minutes;
    constexpr int kDaysOfWeek = 7;
    const auto today = QDateTime::fromMSecsSinceEpoch(now.count()).date();
    switch (end) {
    case StatusEnd::Never:
        break;
    case StatusEnd::HalfHour:
        return now + minutes(30);
    case StatusEnd::OneHour:
        return now + hours(1);
    case StatusEnd::FourHours:
        return now + hours(4);
    case StatusEnd::Today:
        return momentOf(today.addDays(1), QTime(0, 0));
    case StatusEnd::Week:
        return momentOf(today.addDays(kDaysOfWeek + 1 - today.dayOfWeek()), QTime(0, 0));
    case StatusEnd::AtTime: {
        const auto wanted = typedTime(time);
        if (!wanted.isValid())
            return std::nullopt;
        const auto moment = momentOf(today, wanted);
        return moment > now ? moment : momentOf(today.addDays(1), wanted);
    }
    }
    return Milliseconds(0);
}

} // namespace kontor
