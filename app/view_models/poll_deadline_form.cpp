#include "app/view_models/poll_deadline_form.h"

#include "app/texts/typed_time.h"
#include "app/view_models/poll_slot_form.h"

namespace kontor {

namespace {

constexpr int kDaysOfWeek = 7;
const QTime kEvening(18, 0);

} // namespace

PollDeadlineForm::PollDeadlineForm(const Clock& clock, Moments moments)
    : m_moments(std::move(moments))
    , m_month(clock, m_moments.locale(), MonthModel::Days::ToCome) {
    clear();
    connect(&m_month, &MonthModel::chosen, this, [this](const QDate& day) {
        m_day = day;
        m_month.show(day);
        m_month.pick(day, day);
        emit changed();
    });
}

void PollDeadlineForm::clear() {
    m_end = End::Never;
    m_day = m_moments.today().addDays(1);
    m_time = m_moments.locale().toString(kEvening, QLocale::ShortFormat);
    m_month.show(m_day);
    m_month.pick(m_day, m_day);
    emit changed();
}

void PollDeadlineForm::setLocale(const QLocale& locale) {
    const auto time = typedTime(m_time, m_moments.locale());
    m_moments.setLocale(locale);
    m_month.setLocale(locale);
    m_time = locale.toString(time, QLocale::ShortFormat);
    emit changed();
}

bool PollDeadlineForm::todayOffered() const {
    return !m_moments.isPast(Moments::at(m_moments.today(), kEvening));
}

Milliseconds PollDeadlineForm::moment() const {
    switch (m_end) {
    case End::Never:
        break;
    case End::Today:
        return Moments::at(m_moments.today(), kEvening);
    case End::Tomorrow:
        return Moments::at(m_moments.today().addDays(1), kEvening);
    case End::Week:
        return Moments::at(m_moments.today().addDays(kDaysOfWeek), kEvening);
    case End::Own:
        return Moments::at(m_day, typedTime(m_time, m_moments.locale()));
    }
    return Milliseconds(0);
}

QString PollDeadlineForm::words() const {
    if (m_end == End::Never)
        return tr("never");
    if (!trouble().isEmpty())
        return {};
    const auto at = moment();
    const auto day = Moments::dayOf(at);
    const auto time = m_moments.timeOfDay(at);
    if (day == m_moments.today())
        return tr("today %1").arg(time);
    if (day == m_moments.today().addDays(1))
        return tr("tomorrow %1").arg(time);
    return tr("%1, %2", "date, time").arg(m_moments.date(day), time);
}

QString PollDeadlineForm::trouble() const {
    if (m_end == End::Never)
        return {};
    if (m_end == End::Own && !typedTime(m_time, m_moments.locale()).isValid())
        return tr("Please write times like 14:30.");
    return m_moments.isPast(moment()) ? tr("The end of the poll is in the past.") : QString();
}

void PollDeadlineForm::setEnd(End end) {
    m_end = end;
    emit changed();
}

void PollDeadlineForm::setTime(const QString& typed) {
    m_time = typed;
    emit changed();
}

void PollDeadlineForm::stepTime(int quarters) {
    const auto& locale = m_moments.locale();
    if (const auto time = typedTime(m_time, locale); time.isValid())
        setTime(locale.toString(steppedTime(time, quarters), QLocale::ShortFormat));
}

} // namespace kontor
