#pragma once

#include "app/texts/moments.h"
#include "app/view_models/month_model.h"
#include "core/poll_values.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// One slot that is being written: a day with two times, or whole days from a first to a last one.
/// An end that is not behind its start is on the next day.
/// UI thread.
class PollSlotForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by PollEditorViewModel")
    Q_PROPERTY(kontor::MonthModel* month READ month CONSTANT FINAL)
    Q_PROPERTY(bool allDay READ allDay WRITE setAllDay NOTIFY changed FINAL)
    /// What a day that is chosen becomes, of whole days.
    Q_PROPERTY(bool pickingLast READ pickingLast WRITE setPickingLast NOTIFY changed FINAL)
    Q_PROPERTY(QString firstDay READ firstDay NOTIFY changed FINAL) ///< "Thu, 26 Nov"
    Q_PROPERTY(QString lastDay READ lastDay NOTIFY changed FINAL)
    Q_PROPERTY(QString starts READ starts WRITE setStarts NOTIFY changed FINAL) ///< as typed
    Q_PROPERTY(QString ends READ ends WRITE setEnds NOTIFY changed FINAL)
    Q_PROPERTY(bool again READ again NOTIFY changed FINAL) ///< there is one that it replaces
    Q_PROPERTY(bool canTake READ canTake NOTIFY changed FINAL)
    /// What is wrong, as a sentence; or empty.
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)
    /// "Ends on Fri, 27 Nov", where that is not the day that was chosen; or empty.
    Q_PROPERTY(QString overnight READ overnight NOTIFY changed FINAL)

public:
    PollSlotForm(const Clock& clock, Moments moments);

    void setLocale(const QLocale& locale);
    /// A new one, which proposes itself after the ones that are there.
    void beginAfter(const std::optional<PollSlot>& last);
    void beginWith(const PollSlot& slot);

    [[nodiscard]] MonthModel* month() { return &m_month; }
    [[nodiscard]] bool allDay() const { return m_allDay; }
    [[nodiscard]] bool pickingLast() const { return m_pickingLast; }
    [[nodiscard]] QString firstDay() const { return m_moments.date(m_first); }
    [[nodiscard]] QString lastDay() const { return m_moments.date(m_last); }
    [[nodiscard]] const QString& starts() const { return m_starts; }
    [[nodiscard]] const QString& ends() const { return m_ends; }
    [[nodiscard]] bool again() const { return m_again; }
    [[nodiscard]] bool canTake() const { return slot().has_value(); }
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] QString overnight() const;
    void setAllDay(bool allDay);
    void setPickingLast(bool last);
    void setStarts(const QString& typed);
    void setEnds(const QString& typed);
    /// By so many quarters of an hour, to the full ones; the length stays with the start.
    Q_INVOKABLE void stepStart(int quarters);
    Q_INVOKABLE void stepEnd(int quarters);
    Q_INVOKABLE void take();

signals:
    void changed();
    void taken(const kontor::PollSlot& slot);

private:
    void show();
    void pickDay(const QDate& day);
    [[nodiscard]] std::optional<PollSlot> slot() const;
    [[nodiscard]] QDate dayOfEnd() const;
    [[nodiscard]] QTime typed(const QString& words) const;
    [[nodiscard]] QString written(const QTime& time) const;

    Moments m_moments;
    MonthModel m_month;
    QDate m_first;
    QDate m_last;
    QString m_starts;
    QString m_ends;
    qint64 m_moreDays = 0; ///< of a slot of several days with times, which kontor-cli can write
    bool m_allDay = false;
    bool m_pickingLast = false;
    bool m_again = false;
};

/// The time so many quarters of an hour on, at a full one, on the same day.
[[nodiscard]] QTime steppedTime(const QTime& time, int quarters);

} // namespace kontor
