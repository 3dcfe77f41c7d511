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

Milliseconds Moments::at(const QDate& day, const QTime& time) {
    return Milliseconds(QDateTime(day, time).toMSecsSinceEpoch());
}

QString Moments::weekday(const QDate& day) const {
    return m_locale.standaloneDayName(day.dayOfWeek(), QLocale::ShortFormat)
        .remove(QLatin1Char('.'));
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
        return weekday(day);
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

QString Moments::date(const QDate& day) const {
    //: a day of another year, as short as it is written: d. MMM yyyy is "3. Nov 2027"
    const auto form = day.year() == today().year() ? tr("d MMM") : tr("d MMM yyyy");
    //: weekday, day and month
    return tr("%1, %2").arg(weekday(day), m_locale.toString(day, form));
}

QString Moments::shortDate(const QDate& day) const {
    if (day.year() != today().year())
        return m_locale.toString(day, tr("d MMM yyyy"));
    //: a day of this month: d. is "26."
    const auto form = day.month() == today().month() ? tr("d") : tr("d MMM");
    //: weekday, day
    return tr("%1 %2").arg(weekday(day), m_locale.toString(day, form));
}

QString Moments::hour(Milliseconds moment) const {
    const auto time = local(moment).time();
    const bool twice =
        m_locale.timeFormat(QLocale::ShortFormat).contains(QLatin1Char('a'), Qt::CaseInsensitive);
    return twice || time.minute() != 0 ? timeOfDay(moment) : QString::number(time.hour());
}

} // namespace kontor
