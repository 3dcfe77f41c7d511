#include "app/view_models/month_model.h"

#include "app/texts/moments.h"

#include <algorithm>

namespace kontor {

MonthModel::MonthModel(const Clock& clock, QLocale locale, Days days)
    : m_clock(clock)
    , m_locale(std::move(locale))
    , m_days(days) {
    show(today());
}

bool MonthModel::isOpen(const QDate& day) const {
    return m_days == Days::Past ? day <= today() : day >= today();
}

QDate MonthModel::within(const QDate& day) const {
    return isOpen(day) ? day : today();
}

void MonthModel::pick(const QDate& first, const QDate& last) {
    m_pickedFirst = first;
    m_pickedLast = last;
    emit dataChanged(index(0), index(kRows - 1));
}

QDate MonthModel::today() const {
    return Moments::dayOf(m_clock.sinceEpoch());
}

void MonthModel::setLocale(const QLocale& locale) {
    m_locale = locale;
    lay();
}

void MonthModel::show(const std::optional<QDate>& day) {
    m_current = within(day.value_or(today()));
    if (m_month.isValid() && m_current.year() == m_month.year() &&
        m_current.month() == m_month.month()) {
        emit dataChanged(index(0), index(kRows - 1)); // another day may be today
        emit currentChanged();
        return;
    }
    lay();
}

/// The weeks around the current day.
void MonthModel::lay() {
    beginResetModel();
    m_month = QDate(m_current.year(), m_current.month(), 1);
    const int column =
        (m_month.dayOfWeek() - m_locale.firstDayOfWeek() + kDaysOfAWeek) % kDaysOfAWeek;
    m_first = m_month.addDays(-column);
    endResetModel();
    emit monthChanged();
    emit currentChanged();
}

QString MonthModel::title() const {
    return m_locale.standaloneMonthName(m_month.month()) + QLatin1Char(' ') +
           QString::number(m_month.year());
}

QStringList MonthModel::weekdays() const {
    QStringList names;
    for (int column = 0; column < kDaysOfAWeek; ++column) {
        const int day = (m_locale.firstDayOfWeek() - 1 + column) % kDaysOfAWeek + 1;
        names << m_locale.standaloneDayName(day, QLocale::ShortFormat).remove(QLatin1Char('.'));
    }
    return names;
}

bool MonthModel::endsHere() const {
    return m_days == Days::Past && m_month.addMonths(1) > today();
}

bool MonthModel::beginsHere() const {
    return m_days == Days::ToCome && m_month <= today();
}

void MonthModel::step(int days) {
    const auto next = within(m_current.addDays(days));
    if (next.month() != m_month.month() || next.year() != m_month.year())
        return show(next);
    m_current = next;
    emit currentChanged();
}

void MonthModel::stepMonths(int months) {
    show(m_current.addMonths(months));
}

void MonthModel::choose(int row) {
    if (isOpen(day(row)))
        emit chosen(day(row));
}

int MonthModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kRows;
}

QVariant MonthModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto date = day(index.row());
    switch (static_cast<Role>(role)) {
    case Role::Number:
        return m_locale.toString(date.day());
    case Role::Within:
        return date.month() == m_month.month();
    case Role::Today:
        return date == today();
    case Role::Open:
        return isOpen(date);
    case Role::Picked:
        return m_pickedFirst <= date && date <= m_pickedLast;
    case Role::Spoken:
        return m_locale.toString(date, QLocale::LongFormat);
    }
    return {};
}

QHash<int, QByteArray> MonthModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Number), "number"}, {role(Role::Within), "within"},
            {role(Role::Today), "today"},   {role(Role::Open), "open"},
            {role(Role::Picked), "picked"}, {role(Role::Spoken), "spoken"}};
}

} // namespace kontor
