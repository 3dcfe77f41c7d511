#pragma once

#include "app/texts/moments.h"
#include "core/client.h"
#include "core/events.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Who has read an own message, who has got it, and to whom it was sent. Follows what comes in
/// while it is shown. UI thread.
class MessageInfoViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString sentAt READ sentAt NOTIFY changed FINAL)
    /// Receipts of reading are off: who reads is not told.
    Q_PROPERTY(bool readingOff READ readingOff NOTIFY changed FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    enum class Role {
        Section = Qt::UserRole + 1, ///< "Read by", "Delivered to" or "Sent to"
        Name,
        Initials,
        Colour,
        Owner, ///< whose picture it is (app/pictures/avatar_key.h)
        Time,  ///< when; empty for those it was sent to
        Spoken,
    };

    MessageInfoViewModel(Client& client, Moments moments);

    void start(const TimelineEntry& message);
    void apply(const TimelineChanged& change);
    void forget(const std::vector<MessageRow>& erased);
    void setLocale(const QLocale& locale);

    [[nodiscard]] QString sentAt() const;
    [[nodiscard]] bool readingOff() const { return m_info.reading == MessageInfo::Reading::Off; }
    [[nodiscard]] const QString& failure() const { return m_failure; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void load();

signals:
    void changed();
    /// The message is gone.
    void done();

private:
    void take(Result<MessageInfo> answer);
    [[nodiscard]] QString moment(Milliseconds at) const;

    Client& m_client;
    Moments m_moments;
    std::optional<MessageRow> m_message;
    MessageInfo m_info; ///< people in the order of their sections
    QString m_failure;
};

} // namespace kontor
