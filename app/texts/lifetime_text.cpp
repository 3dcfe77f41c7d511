#include "app/texts/lifetime_text.h"

namespace kontor {

namespace {

/// In which the rest of a life is counted.
Milliseconds unitOf(Milliseconds left) {
    using namespace std::chrono;
    if (left < minutes(1))
        return seconds(1);
    if (left < hours(1))
        return minutes(1);
    return left < days(1) ? Milliseconds(hours(1)) : Milliseconds(days(1));
}

std::int64_t countOf(Milliseconds left) {
    const auto unit = unitOf(left);
    return (left + unit - Milliseconds(1)) / unit;
}

} // namespace

QString LifetimeText::length(Milliseconds lifetime) {
    using namespace std::chrono;
    const auto number = [lifetime](auto unit) { return static_cast<int>(lifetime / unit); };
    if (lifetime % weeks(1) == Milliseconds(0))
        return tr("%n week(s)", "behind: after", number(weeks(1)));
    if (lifetime % days(1) == Milliseconds(0))
        return tr("%n day(s)", "behind: after", number(days(1)));
    if (lifetime % hours(1) == Milliseconds(0))
        return tr("%n hour(s)", "behind: after", number(hours(1)));
    if (lifetime % minutes(1) == Milliseconds(0))
        return tr("%n minute(s)", "behind: after", number(minutes(1)));
    return tr("%n second(s)", "behind: after", number(seconds(1)));
}

QString LifetimeText::brief(Milliseconds left) {
    using namespace std::chrono;
    const auto count = QString::number(countOf(left));
    const auto unit = unitOf(left);
    if (unit == seconds(1))
        return tr("%1 s", "seconds left").arg(count);
    if (unit == minutes(1))
        return tr("%1 min", "minutes left").arg(count);
    return unit == hours(1) ? tr("%1 h", "hours left").arg(count)
                            : tr("%1 d", "days left").arg(count);
}

Milliseconds LifetimeText::untilBriefChanges(Milliseconds left) {
    const auto beyond = left - (countOf(left) - 1) * unitOf(left);
    // Exactly one of a unit: counted in the smaller one right after it.
    return countOf(left) == 1 && unitOf(left) > std::chrono::seconds(1) ? Milliseconds(1) : beyond;
}

} // namespace kontor
