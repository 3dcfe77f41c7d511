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

ComposerViewModel::ComposerViewModel(Client& client, const Clock& clock, Timers& timers)
    : m_client(client)
    , m_clock(clock)
    , m_timers(timers) {}

ComposerViewModel::~ComposerViewModel() {
    m_timers.cancel(m_keeping);
}

void ComposerViewModel::open(ConversationId conversation) {
    if (m_conversation == conversation)
        return;
    close();
    m_conversation = conversation;
    m_client.recall(draftName(conversation), [self = QPointer(this),
                                              conversation](const Result<QString>& draft) {
        // What has been typed since then wins.
        if (!self || self->m_conversation != conversation || !draft.ok() || !self->m_text.isEmpty())
            return;
        self->m_stored = draft.value();
        self->replaceText(draft.value());
    });
}

void ComposerViewModel::close() {
    keepDraft();
    m_conversation.reset();
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
    return m_conversation && !m_text.trimmed().isEmpty();
}

void ComposerViewModel::setText(const QString& text) {
    if (m_text == text)
        return;
    replaceText(text);
    setFailure({});
    if (m_keeping == Timers::Handle::None)
        m_keeping = m_timers.at(m_clock.steady() + kKeepAfter, [this] { keepDraft(); });
}

void ComposerViewModel::replaceText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    emit textChanged();
}

void ComposerViewModel::send() {
    if (!canSend())
        return;
    const auto text = m_text.trimmed();
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kTextBytes))
        return setFailure(tr("This message is too long. Please send it in parts."));
    m_client.sendText(*m_conversation, text,
                      [self = QPointer(this), conversation = *m_conversation,
                       text](const Result<MessageRow>& result) {
                          if (!self || result.ok() || self->m_conversation != conversation)
                              return;
                          if (self->m_text.isEmpty())
                              self->replaceText(text);
                          self->setFailure(ErrorText::of(result.error()));
                      });
    replaceText({});
    keepDraft();
    emit sent();
}

QString ComposerViewModel::clipboardText() const {
    return cleanPaste(QGuiApplication::clipboard()->text());
}

void ComposerViewModel::setFailure(const QString& failure) {
    if (m_failure == failure)
        return;
    m_failure = failure;
    emit failureChanged();
}

} // namespace kontor
