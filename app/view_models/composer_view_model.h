#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <unordered_map>

namespace kontor {

/// What is being written. Each conversation has its own draft, kept in the encrypted store, so that
/// a half-written sentence survives a look elsewhere and a restart.
class ComposerViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(bool canSend READ canSend NOTIFY textChanged FINAL)
    /// Why the last try did not work; the text is kept.
    Q_PROPERTY(QString failure READ failure NOTIFY failureChanged FINAL)

public:
    ComposerViewModel(Client& client, const Clock& clock, Timers& timers);
    ~ComposerViewModel() override;
    Q_DISABLE_COPY_MOVE(ComposerViewModel)

    void open(ConversationId conversation);
    void close();
    /// Stores what is not stored yet: the window is being closed.
    void keepDraft();

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setText(const QString& text);
    Q_INVOKABLE void send();
    /// The clipboard's text as somebody would have typed it.
    Q_INVOKABLE QString clipboardText() const;

signals:
    void textChanged();
    void failureChanged();
    void sent();

private:
    void replaceText(const QString& text);
    void setFailure(const QString& failure);

    Client& m_client;
    const Clock& m_clock;
    Timers& m_timers;
    std::optional<ConversationId> m_conversation;
    QString m_text;
    QString m_stored; ///< the draft as the store has it
    QString m_failure;
    Timers::Handle m_keeping = Timers::Handle::None;
};

} // namespace kontor
