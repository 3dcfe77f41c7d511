#pragma once

#include "app/view_models/picture_draft_view_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <unordered_map>

namespace kontor {

/// What is being written, by itself or about a picture. Each conversation has its own draft, kept
/// in the encrypted store, so that a half-written sentence survives a look elsewhere and a restart.
class ComposerViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged FINAL)
    Q_PROPERTY(kontor::PictureDraftViewModel* pictures READ pictures CONSTANT FINAL)
    /// Why the last try did not work; text and picture are kept.
    Q_PROPERTY(QString failure READ failure NOTIFY failureChanged FINAL)

public:
    /// `pictures` follows from one conversation to the next, and must outlive it.
    ComposerViewModel(Client& client, PictureDraftViewModel& pictures, const Clock& clock,
                      Timers& timers);
    ~ComposerViewModel() override;
    Q_DISABLE_COPY_MOVE(ComposerViewModel)

    void open(ConversationId conversation);
    void close();
    /// Stores what is not stored yet: the window is being closed.
    void keepDraft();

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] PictureDraftViewModel* pictures() const { return &m_pictures; }
    [[nodiscard]] QString failure() const;
    void setText(const QString& text);
    /// The picture that is next, with the text as its words; without one the text.
    Q_INVOKABLE void send();
    /// The clipboard's text as somebody would have typed it.
    Q_INVOKABLE QString clipboardText() const;

signals:
    void textChanged();
    void canSendChanged();
    void failureChanged();
    void sent();

private:
    void replaceText(const QString& text);
    void setFailure(const QString& failure);
    void sendText(ConversationId conversation, const QString& text);
    void takeBackCaption();

    Client& m_client;
    PictureDraftViewModel& m_pictures;
    const Clock& m_clock;
    Timers& m_timers;
    std::optional<ConversationId> m_conversation;
    QString m_text;
    QString m_stored; ///< the draft as the store has it
    QString m_failure;
    Timers::Handle m_keeping = Timers::Handle::None;
};

} // namespace kontor
