#include "app/texts/moments.h"

#include <QDateTime>

namespace kontor {

namespace {

constexpr int kDaysOfAWeek = 7;

QDateTime local(Milliseconds moment) {
    return QDateTime::fromMSecsSinceEpoch(moment.count());
}

} // namespace

QDate Moments::dayOf(Milliseconds moment) {
    return local(moment).date();
}

QDate Moments::today() const {
    return dayOf(m_clock->sinceEpoch());
}

QString Moments::timeOfDay(Milliseconds moment) const {
    return m_locale.toString(local(moment).time(), QLocale::ShortFormat);
}

QString Moments::brief(Milliseconds moment) const {
    const auto day = dayOf(moment);
    const auto age = day.daysTo(today());
    if (age == 0)
        return timeOfDay(moment);
    if (age > 0 && age < kDaysOfAWeek)
        return m_locale.standaloneDayName(day.dayOfWeek(), QLocale::ShortFormat)
            .remove(QLatin1Char('.'));
    //: day and month, as short as they are written: d. MMM is "3. Nov"
    if (day.year() == today().year())
        return m_locale.toString(day, tr("d MMM"));
    return m_locale.toString(day, QLocale::ShortFormat);
}

QString Moments::ahead(Milliseconds moment) const {
    const auto days = today().daysTo(dayOf(moment));
    if (days == 0)
        return timeOfDay(moment);
    //: a time of day
    if (days == 1)
        return tr("tomorrow, %1").arg(timeOfDay(moment));
    //: date, time of day
    return tr("%1, %2").arg(brief(moment), timeOfDay(moment));
}

QString Moments::day(Milliseconds moment) const {
    const auto day = dayOf(moment);
    const auto age = day.daysTo(today());
    if (age == 0)
        return tr("Today");
    if (age == 1)
        return tr("Yesterday");
    if (age > 0 && age < kDaysOfAWeek)
        return m_locale.standaloneDayName(day.dayOfWeek(), QLocale::LongFormat);
    //: a day of this year: dddd, d. MMMM is "Montag, 3. November"
    if (day.year() == today().year())
        return m_locale.toString(day, tr("dddd, d MMMM"));
    //: a day of another year
    return m_locale.toString(day, tr("d MMMM yyyy"));
}

} // namespace kontor
