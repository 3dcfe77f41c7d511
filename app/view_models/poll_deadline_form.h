#pragma once

#include "app/texts/moments.h"
#include "app/view_models/month_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// When a poll that is being written ends. UI thread.
class PollDeadlineForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by PollEditorViewModel")
    Q_PROPERTY(End end READ end WRITE setEnd NOTIFY changed FINAL)
    Q_PROPERTY(bool todayOffered READ todayOffered NOTIFY changed FINAL) ///< it is not over yet
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)            ///< "today 18:00", "never"
    Q_PROPERTY(kontor::MonthModel* month READ month CONSTANT FINAL)
    Q_PROPERTY(QString time READ time WRITE setTime NOTIFY changed FINAL) ///< as typed
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)

public:
    enum class End { Never, Today, Tomorrow, Week, Own };
    Q_ENUM(End)

    PollDeadlineForm(const Clock& clock, Moments moments);

    void setLocale(const QLocale& locale);
    void clear();
    /// 0: never. Only without trouble.
    [[nodiscard]] Milliseconds moment() const;

    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] bool todayOffered() const;
    [[nodiscard]] QString words() const;
    [[nodiscard]] MonthModel* month() { return &m_month; }
    [[nodiscard]] const QString& time() const { return m_time; }
    [[nodiscard]] QString trouble() const;
    void setEnd(End end);
    void setTime(const QString& typed);
    Q_INVOKABLE void stepTime(int quarters);

signals:
    void changed();

private:
    Moments m_moments;
    MonthModel m_month;
    End m_end = End::Never;
    QDate m_day;
    QString m_time;
};

} // namespace kontor
