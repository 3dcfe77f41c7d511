#pragma once

#include "core/client.h"

#include <QStringListModel>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// A poll that is being written: a question, and options with an empty one at the end as long as
/// there may be more.
class PollEditorViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel* options READ options CONSTANT FINAL)
    Q_PROPERTY(bool several READ several WRITE setSeveral NOTIFY changed FINAL)
    Q_PROPERTY(bool canSend READ canSend NOTIFY changed FINAL)
    /// What is wrong with what was typed, or why the last try did not work; all of it is kept.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    static constexpr int kGreatestOptions = 50;

    explicit PollEditorViewModel(Client& client);

    /// For this conversation; what was written for another one is not carried along.
    void open(ConversationId conversation);
    void close() { m_conversation.reset(); }

    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] QAbstractItemModel* options() { return &m_options; }
    [[nodiscard]] bool several() const { return m_several; }
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setTitle(const QString& title);
    void setSeveral(bool several);
    Q_INVOKABLE void setOption(int row, const QString& text);
    /// Lines become options, the first one in this row.
    Q_INVOKABLE void paste(int row);
    Q_INVOKABLE void removeOption(int row);
    Q_INVOKABLE void send();
    /// Throws away what was written.
    Q_INVOKABLE void clear();

signals:
    void changed();
    void sent();

private:
    /// Without the empty ones.
    [[nodiscard]] QStringList filled() const;
    [[nodiscard]] QString trouble() const;
    void keepOneEmpty();

    Client& m_client;
    std::optional<ConversationId> m_conversation;
    QString m_title;
    QStringListModel m_options;
    QString m_failure;
    bool m_several = false;
    bool m_busy = false;
};

} // namespace kontor
