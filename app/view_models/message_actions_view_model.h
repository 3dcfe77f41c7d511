#pragma once

#include "app/texts/moments.h"
#include "core/client.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace kontor {

class TimelineModel;

/// What can be done to a message of the timeline: to any by its id, or to the one that a menu was
/// opened for. What may not be done has no control. UI thread.
class MessageActionsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// Of the message that a menu was opened for.
    Q_PROPERTY(bool mayAnswer READ mayAnswer NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayEdit READ mayEdit NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayDeleteForAll READ mayDeleteForAll NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayDeleteHere READ mayDeleteHere NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayForward READ mayForward NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayPin READ mayPin NOTIFY aimed FINAL)
    Q_PROPERTY(bool pinned READ pinned NOTIFY aimed FINAL)
    Q_PROPERTY(bool mayAsk READ mayAsk NOTIFY aimed FINAL) ///< who has read it
    Q_PROPERTY(bool edited READ edited NOTIFY aimed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY aimed FINAL)
    /// What it said before, oldest first, and when it began to say that; read by readEarlier().
    Q_PROPERTY(QStringList earlier READ earlier NOTIFY earlierChanged FINAL)
    Q_PROPERTY(QStringList earlierTimes READ earlierTimes NOTIFY earlierChanged FINAL)

public:
    /// What a press on the thumb puts there.
    static constexpr const char* kLike = "👍";

    MessageActionsViewModel(Client& client, const TimelineModel& timeline, Moments moments);

    void setMayWrite(bool may) { m_mayWrite = may; }
    /// The open conversation is one whose people tell by receipts what they have got.
    void setTold(bool told) { m_told = told; }
    void setLocale(const QLocale& locale) { m_moments.setLocale(locale); }

    [[nodiscard]] bool mayAnswer() const { return m_mayWrite && m_target.rights.mayAnswer; }
    [[nodiscard]] bool mayEdit() const { return m_mayWrite && m_target.rights.mayEdit; }
    [[nodiscard]] bool mayDeleteForAll() const {
        return m_mayWrite && m_target.rights.mayDeleteForAll;
    }
    [[nodiscard]] bool mayDeleteHere() const { return m_target.rights.mayDeleteHere; }
    [[nodiscard]] bool mayForward() const { return m_target.rights.mayForward; }
    [[nodiscard]] bool mayPin() const { return m_mayWrite && m_target.rights.mayPin; }
    [[nodiscard]] bool pinned() const { return m_target.pin == TimelineEntry::Pin::On; }
    [[nodiscard]] bool mayAsk() const { return m_told && m_target.rights.mayDeleteForAll; }
    [[nodiscard]] bool edited() const { return m_target.editedAt.has_value(); }
    [[nodiscard]] QString words() const { return m_target.text; }
    [[nodiscard]] const QStringList& earlier() const { return m_earlier; }
    [[nodiscard]] const QStringList& earlierTimes() const { return m_earlierTimes; }

    /// What is erased is not kept here.
    void forget(const std::vector<MessageRow>& rows);
    Q_INVOKABLE void aim(double id);
    /// One's own is put there, or taken back.
    Q_INVOKABLE void toggle(double id, const QString& emoji);
    Q_INVOKABLE void like(double id) { toggle(id, QString::fromUtf8(kLike)); }
    Q_INVOKABLE void answer(double id);
    /// To the one that was aimed at.
    Q_INVOKABLE void react(const QString& emoji);
    Q_INVOKABLE void edit();
    /// The newest own text in the window, if it may be changed.
    Q_INVOKABLE void editLast();
    Q_INVOKABLE void deleteForAll();
    Q_INVOKABLE void deleteHere();
    Q_INVOKABLE void readEarlier();
    /// On top of the conversation, or off again.
    Q_INVOKABLE void togglePin();
    Q_INVOKABLE void forward();
    Q_INVOKABLE void ask();

signals:
    void aimed();
    void earlierChanged();
    void answerWanted(const kontor::TimelineEntry& entry);
    void editWanted(const kontor::TimelineEntry& entry);
    void forwardWanted(const kontor::TimelineEntry& entry);
    void infoWanted(const kontor::TimelineEntry& entry);
    /// Something could not be done, and why.
    void failed(const QString& sentence);

private:
    [[nodiscard]] Reply<void> tellFailure();
    void setTarget(const TimelineEntry& entry);

    Client& m_client;
    const TimelineModel& m_timeline;
    Moments m_moments;
    TimelineEntry m_target;
    bool m_mayWrite = false;
    bool m_told = false;
    QStringList m_earlier;
    QStringList m_earlierTimes;
};

} // namespace kontor
