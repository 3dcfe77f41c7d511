#pragma once

#include "base/clock.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace kontor {

/// Points in time as people write them, in their language and time zone.
class Moments {
    Q_DECLARE_TR_FUNCTIONS(kontor::Moments)

public:
    Moments(const Clock& clock, QLocale locale)
        : m_clock(&clock)
        , m_locale(std::move(locale)) {}

    void setLocale(const QLocale& locale) { m_locale = locale; }
    [[nodiscard]] const QLocale& locale() const { return m_locale; }

    [[nodiscard]] static QDate dayOf(Milliseconds moment);
    /// 14:32
    [[nodiscard]] QString timeOfDay(Milliseconds moment) const;
    /// For lists: 14:32 today, Mo within a week, 3 Nov in this year, 03.11.25 before.
    [[nodiscard]] QString brief(Milliseconds moment) const;
    /// Of something to come: 14:32 today, "tomorrow, 08:00", later with its date.
    [[nodiscard]] QString ahead(Milliseconds moment) const;
    /// For the line between two days: Today, Yesterday, Monday, 3 November.
    [[nodiscard]] QString day(Milliseconds moment) const;
    /// Thu, 26 Nov; of another year with it.
    [[nodiscard]] QString date(const QDate& day) const;
    /// As short as the head of a column: Thu 26 in this month, Thu 3 Dec in another.
    [[nodiscard]] QString shortDate(const QDate& day) const;
    /// As short as it goes: 10 and 10:30, or as timeOfDay() where mornings look like evenings.
    [[nodiscard]] QString hour(Milliseconds moment) const;
    [[nodiscard]] QDate today() const;
    [[nodiscard]] bool isPast(Milliseconds moment) const { return moment <= m_clock->sinceEpoch(); }
    /// The point in time at which it is that day and time where the computer is.
    [[nodiscard]] static Milliseconds at(const QDate& day, const QTime& time);

private:
    [[nodiscard]] QString weekday(const QDate& day) const;

    const Clock* m_clock;
    QLocale m_locale;
};

} // namespace kontor
