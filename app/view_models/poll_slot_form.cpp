#include "app/view_models/poll_slot_form.h"

#include "app/texts/typed_time.h"

#include <QDateTime>

#include <algorithm>

namespace kontor {

namespace {

constexpr int kSecondsOfQuarter = 15 * 60;
constexpr int kQuartersOfDay = 24 * 4;
constexpr int kFirstHour = 10; // of what nobody has said anything about yet

QTime timeOf(Milliseconds moment) {
    return QDateTime::fromMSecsSinceEpoch(moment.count()).time();
}

/// On a clock's face, where the end may be on the next day.
int secondsBetween(const QTime& from, const QTime& to) {
    constexpr int kDay = 24 * 60 * 60;
    return (from.secsTo(to) + kDay) % kDay;
}

} // namespace

QTime steppedTime(const QTime& time, int quarters) {
    const int seconds = QTime(0, 0).secsTo(time);
    const int rest = seconds % kSecondsOfQuarter;
    int quarter = seconds / kSecondsOfQuarter + quarters;
    if (rest != 0 && quarters < 0)
        ++quarter; // the full one before it is a step already
    return QTime(0, 0).addSecs(std::clamp(quarter, 0, kQuartersOfDay - 1) * kSecondsOfQuarter);
}

PollSlotForm::PollSlotForm(const Clock& clock, Moments moments)
    : m_moments(std::move(moments))
    , m_month(clock, m_moments.locale(), MonthModel::Days::ToCome) {
    connect(&m_month, &MonthModel::chosen, this, &PollSlotForm::pickDay);
    beginAfter(std::nullopt);
}

void PollSlotForm::setLocale(const QLocale& locale) {
    const auto from = typed(m_starts);
    const auto to = typed(m_ends);
    m_moments.setLocale(locale);
    m_month.setLocale(locale);
    m_starts = written(from);
    m_ends = written(to);
    emit changed();
}

QTime PollSlotForm::typed(const QString& words) const {
    return typedTime(words, m_moments.locale());
}

QString PollSlotForm::written(const QTime& time) const {
    return m_moments.locale().toString(time, QLocale::ShortFormat);
}

void PollSlotForm::beginAfter(const std::optional<PollSlot>& last) {
    m_first = m_last = m_moments.today().addDays(1);
    m_allDay = last && last->kind == PollSlot::Kind::Days;
    m_starts = written(QTime(kFirstHour, 0));
    m_ends = written(QTime(kFirstHour + 1, 0));
    if (m_allDay) {
        m_first = m_last = last->lastDay.addDays(1);
    } else if (last) {
        m_first = m_last = Moments::dayOf(last->start);
        const auto length = last->end - last->start;
        const auto end = last->end + length;
        if (Moments::dayOf(end) == m_first) {
            m_starts = written(timeOf(last->end));
            m_ends = written(timeOf(end));
        }
    }
    m_moreDays = 0;
    m_again = false;
    show();
}

void PollSlotForm::beginWith(const PollSlot& slot) {
    beginAfter(std::nullopt);
    m_again = true;
    m_allDay = slot.kind == PollSlot::Kind::Days;
    if (m_allDay) {
        m_first = slot.firstDay;
        m_last = slot.lastDay;
    } else {
        m_first = m_last = Moments::dayOf(slot.start);
        m_starts = written(timeOf(slot.start));
        m_ends = written(timeOf(slot.end));
        m_moreDays = dayOfEnd().daysTo(Moments::dayOf(slot.end));
    }
    show();
}

void PollSlotForm::show() {
    m_pickingLast = false;
    m_month.show(m_first);
    m_month.pick(m_first, m_allDay ? m_last : m_first);
    emit changed();
}

void PollSlotForm::pickDay(const QDate& day) {
    if (m_allDay && m_pickingLast) {
        m_last = day;
    } else {
        const auto days = m_allDay ? m_first.daysTo(m_last) : 0;
        m_first = day;
        m_last = day.addDays(days);
        m_pickingLast = m_allDay;
    }
    m_month.show(day);
    m_month.pick(m_first, m_allDay ? m_last : m_first);
    emit changed();
}

void PollSlotForm::setAllDay(bool allDay) {
    m_allDay = allDay;
    m_last = m_first;
    m_moreDays = 0;
    show();
}

void PollSlotForm::setPickingLast(bool last) {
    m_pickingLast = last;
    m_month.show(last ? m_last : m_first);
    emit changed();
}

void PollSlotForm::setStarts(const QString& typed) {
    m_starts = typed;
    emit changed();
}

void PollSlotForm::setEnds(const QString& typed) {
    m_ends = typed;
    emit changed();
}

void PollSlotForm::stepStart(int quarters) {
    const auto from = typed(m_starts);
    const auto to = typed(m_ends);
    if (!from.isValid())
        return;
    const auto next = steppedTime(from, quarters);
    if (to.isValid())
        m_ends = written(next.addSecs(secondsBetween(from, to)));
    m_starts = written(next);
    emit changed();
}

void PollSlotForm::stepEnd(int quarters) {
    if (const auto to = typed(m_ends); to.isValid())
        setEnds(written(steppedTime(to, quarters)));
}

QString PollSlotForm::trouble() const {
    if (m_allDay)
        return m_last < m_first ? tr("The last day is before the first one.") : QString();
    const auto from = typed(m_starts);
    const auto to = typed(m_ends);
    if (!from.isValid() || !to.isValid())
        return tr("Please write times like 14:30.");
    return dayOfEnd() == m_first && to == from ? tr("It ends when it starts.") : QString();
}

QDate PollSlotForm::dayOfEnd() const {
    return m_first.addDays(m_moreDays + (typed(m_ends) < typed(m_starts) ? 1 : 0));
}

QString PollSlotForm::overnight() const {
    const auto day = dayOfEnd();
    if (m_allDay || day == m_first || !trouble().isEmpty())
        return {};
    //: a date that is being proposed; %1 is the day on which it ends
    return tr("Ends on %1").arg(m_moments.date(day));
}

std::optional<PollSlot> PollSlotForm::slot() const {
    if (!trouble().isEmpty())
        return std::nullopt;
    PollSlot slot;
    if (m_allDay) {
        slot.kind = PollSlot::Kind::Days;
        slot.firstDay = m_first;
        slot.lastDay = m_last;
        return slot;
    }
    slot.start = Moments::at(m_first, typed(m_starts));
    slot.end = Moments::at(dayOfEnd(), typed(m_ends));
    // An hour that the clock leaves out in spring has no length.
    return slot.end > slot.start ? std::optional(slot) : std::nullopt;
}

void PollSlotForm::take() {
    if (const auto whole = slot())
        emit taken(*whole);
}

} // namespace kontor
