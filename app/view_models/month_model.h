#pragma once

#include "base/clock.h"

#include <QAbstractListModel>
#include <QDate>
#include <QLocale>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// The days of a month in weeks, as the language begins them, with the days of its neighbours that
/// fill the first and the last week. One of them is current: what the keyboard stands on. UI
/// thread.
class MonthModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// "November 2026"
    Q_PROPERTY(QString title READ title NOTIFY monthChanged FINAL)
    /// "Mo", "Tu" ... in the order of the columns.
    Q_PROPERTY(QStringList weekdays READ weekdays NOTIFY monthChanged FINAL)
    /// Row of the current day.
    Q_PROPERTY(int current READ current NOTIFY currentChanged FINAL)
    Q_PROPERTY(
        bool endsHere READ endsHere NOTIFY monthChanged FINAL) ///< no later day may be chosen
    /// No earlier day may be chosen.
    Q_PROPERTY(bool beginsHere READ beginsHere NOTIFY monthChanged FINAL)

public:
    static constexpr int kDaysOfAWeek = 7;
    static constexpr int kRows = 6 * kDaysOfAWeek;

    enum class Role {
        Number = Qt::UserRole + 1, ///< 1 to 31, in the language's digits
        Within,                    ///< of this month
        Today,
        Open,   ///< may be chosen
        Picked, ///< was chosen, or lies between two that were
        Spoken, ///< "Saturday, 28 November 2026"
    };
    /// Days that may be chosen: today is one of them in both.
    enum class Days { Past, ToCome };

    MonthModel(const Clock& clock, QLocale locale, Days days = Days::Past);

    void setLocale(const QLocale& locale);
    /// That day's month, and it is the current one; none and a day that may not be chosen are
    /// today.
    void show(const std::optional<QDate>& day);
    /// The days that are chosen already.
    void pick(const QDate& first, const QDate& last);
    [[nodiscard]] QDate day(int row) const { return m_first.addDays(row); }

    [[nodiscard]] QString title() const;
    [[nodiscard]] QStringList weekdays() const;
    [[nodiscard]] int current() const { return static_cast<int>(m_first.daysTo(m_current)); }
    [[nodiscard]] bool endsHere() const;
    [[nodiscard]] bool beginsHere() const;

    /// The current day moves on; into another month the view follows.
    Q_INVOKABLE void step(int days);
    Q_INVOKABLE void stepMonths(int months);
    Q_INVOKABLE void choose(int row);
    /// Somebody is about to: the owner shows where she is.
    Q_INVOKABLE void choosing() { emit wanted(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void monthChanged();
    void currentChanged();
    void chosen(const QDate& day);
    void wanted();

private:
    void lay();
    [[nodiscard]] QDate today() const;
    [[nodiscard]] bool isOpen(const QDate& day) const;
    /// The nearest day that may be chosen.
    [[nodiscard]] QDate within(const QDate& day) const;

    const Clock& m_clock;
    QLocale m_locale;
    Days m_days;
    QDate m_pickedFirst;
    QDate m_pickedLast;
    QDate m_month; ///< its first day
    QDate m_first; ///< of row 0
    QDate m_current;
};

} // namespace kontor
