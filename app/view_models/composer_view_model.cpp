#include "app/view_models/composer_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"
#include "base/limits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr Milliseconds kKeepAfter = 1s; ///< pauses in typing, not letters, write to the disk

QString draftName(ConversationId conversation) {
    return QStringLiteral("draft/%1").arg(conversation.value);
}

} // namespace

ComposerViewModel::ComposerViewModel(Client& client, PictureDraftViewModel& pictures,
                                     const Clock& clock, Timers& timers)
    : m_client(client)
    , m_pictures(pictures)
    , m_clock(clock)
    , m_timers(timers) {
    connect(&pictures, &PictureDraftViewModel::changed, this, &ComposerViewModel::canSendChanged);
    connect(&pictures, &PictureDraftViewModel::changed, this, &ComposerViewModel::failureChanged);
    connect(&pictures, &PictureDraftViewModel::sent, this, &ComposerViewModel::sent);
    connect(&pictures, &PictureDraftViewModel::returned, this, &ComposerViewModel::takeBackCaption);
}

ComposerViewModel::~ComposerViewModel() {
    m_timers.cancel(m_keeping);
}

void ComposerViewModel::open(ConversationId conversation) {
    if (m_conversation == conversation)
        return;
    close();
    m_conversation = conversation;
    m_pictures.open(conversation);
    m_client.recall(draftName(conversation), [self = QPointer(this),
                                              conversation](const Result<QString>& draft) {
        // What has been typed since then wins.
        if (!self || self->m_conversation != conversation || !draft.ok() || !self->m_text.isEmpty())
            return;
        self->m_stored = draft.value();
        self->replaceText(draft.value());
        self->takeBackCaption();
    });
}

void ComposerViewModel::close() {
    keepDraft();
    m_conversation.reset();
    m_pictures.close();
    m_stored.clear();
    replaceText({});
    setFailure({});
}

void ComposerViewModel::keepDraft() {
    m_timers.cancel(m_keeping);
    m_keeping = Timers::Handle::None;
    if (!m_conversation || m_text == m_stored)
        return;
    m_stored = m_text;
    m_client.remember(draftName(*m_conversation), m_text);
}

bool ComposerViewModel::canSend() const {
    // A picture that is being read is waited for: its words shall not go without it.
    if (m_pictures.shown())
        return m_conversation && !m_pictures.busy();
    return m_conversation && !m_text.trimmed().isEmpty();
}

void ComposerViewModel::setText(const QString& text) {
    if (m_text == text)
        return;
    replaceText(text);
    setFailure({});
    m_pictures.clearFailure();
    if (m_keeping == Timers::Handle::None)
        m_keeping = m_timers.at(m_clock.steady() + kKeepAfter, [this] { keepDraft(); });
}

void ComposerViewModel::replaceText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    emit textChanged();
    emit canSendChanged();
}

/// What a picture that could not be sent was said about, unless something else is being written.
void ComposerViewModel::takeBackCaption() {
    if (m_text.isEmpty())
        replaceText(m_pictures.takeCaption());
}

void ComposerViewModel::send() {
    if (!m_conversation || !canSend())
        return;
    const auto text = m_text.trimmed();
    if (!m_pictures.shown())
        return sendText(*m_conversation, text);
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kCaptionBytes))
        return setFailure(tr("That is too long for words about a picture. Please send it as a "
                             "message of its own."));
    setFailure({});
    replaceText({}); // first: it may come back at once
    m_pictures.send(text);
    keepDraft();
}

void ComposerViewModel::sendText(ConversationId conversation, const QString& text) {
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kTextBytes))
        return setFailure(tr("This message is too long. Please send it in parts."));
    m_client.sendText(
        conversation, text,
        [self = QPointer(this), conversation, text](const Result<MessageRow>& result) {
            if (!self || result.ok() || self->m_conversation != conversation)
                return;
            if (self->m_text.isEmpty())
                self->replaceText(text);
            self->setFailure(ErrorText::of(result.error()));
        });
    m_pictures.clearFailure();
    replaceText({});
    keepDraft();
    emit sent();
}

QString ComposerViewModel::clipboardText() const {
    return cleanPaste(QGuiApplication::clipboard()->text());
}

QString ComposerViewModel::failure() const {
    return m_failure.isEmpty() ? m_pictures.failure() : m_failure;
}

void ComposerViewModel::setFailure(const QString& failure) {
    if (m_failure == failure)
        return;
    m_failure = failure;
    emit failureChanged();
}

} // namespace kontor
