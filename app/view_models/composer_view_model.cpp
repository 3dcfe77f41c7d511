#include "app/view_models/composer_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"
#include "app/texts/rich_paste.h"
#include "app/view_models/quote_card.h"
#include "base/limits.h"
#include "core/formatting/typed_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

#include <algorithm>

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr Milliseconds kKeepAfter = 1s; ///< pauses in typing, not letters, write to the disk

QString draftName(ConversationId conversation) {
    return QStringLiteral("draft.%1").arg(conversation.value);
}

} // namespace

ComposerViewModel::ComposerViewModel(Client& client, PictureDraftViewModel& pictures,
                                     const Clock& clock, Timers& timers)
    : m_client(client)
    , m_pictures(pictures)
    , m_life(client)
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
    m_life.open(conversation);
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
    if (m_conversation)
        m_client.typing(*m_conversation, TypingState::Stopped);
    leaveAbout();
    keepDraft();
    m_conversation.reset();
    m_pictures.close();
    m_life.close();
    m_stored.clear();
    replaceText({});
    setFailure({});
}

void ComposerViewModel::keepDraft() {
    m_timers.cancel(m_keeping);
    m_keeping = Timers::Handle::None;
    const QString& draft = m_about == About::Edit ? m_before : m_text;
    if (!m_conversation || draft == m_stored)
        return;
    m_stored = draft;
    m_client.remember(draftName(*m_conversation), draft);
}

bool ComposerViewModel::canSend() const {
    // A picture that is being read is waited for: its words shall not go without it.
    if (m_about == About::Edit)
        return m_conversation.has_value();
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
    if (m_conversation)
        m_client.typing(*m_conversation,
                        text.isEmpty() ? TypingState::Stopped : TypingState::Writes);
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

/// What a picture that could not be sent was said about, and how long it was to live, unless
/// something else is being written.
void ComposerViewModel::takeBackCaption() {
    if (const Milliseconds lifetime = m_pictures.takeLifetime();
        lifetime > Milliseconds(0) && !m_life.timed())
        m_life.putBack(lifetime);
    if (m_text.isEmpty())
        replaceText(m_pictures.takeCaption());
}

void ComposerViewModel::send() {
    if (!m_conversation || !canSend())
        return;
    const auto text = m_text.trimmed();
    if (m_about == About::Edit)
        return sendEdit(text);
    if (!m_pictures.shown())
        return sendText(*m_conversation, text);
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kCaptionBytes))
        return setFailure(tr("That is too long for words about a picture. Please send it as a "
                             "message of its own."));
    setFailure({});
    replaceText({}); // first: it may come back at once
    m_pictures.send(text, m_life.take());
    keepDraft();
}

void ComposerViewModel::sendText(ConversationId conversation, const QString& text) {
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kTextBytes))
        return setFailure(tr("This message is too long. Please send it in parts."));
    m_client.typing(conversation, TypingState::Stopped);
    const auto answered = m_about == About::Answer ? std::optional(m_subject) : std::nullopt;
    Draft draft = Draft::typed(text);
    draft.lifetime = m_life.take();
    const Reply<MessageRow> reply = [self = QPointer(this), conversation, text, answered,
                                     lifetime = draft.lifetime](const Result<MessageRow>& result) {
        if (!self || result.ok() || self->m_conversation != conversation)
            return;
        if (self->m_text.isEmpty()) {
            self->replaceText(text);
            const bool gone = result.error().code == ErrorCode::ConversationUnknown;
            if (answered && !gone && self->m_about == About::Nothing)
                self->answer(*answered);
            self->m_life.putBack(lifetime);
        }
        self->setFailure(ErrorText::of(result.error()));
    };
    if (m_about == About::Answer)
        m_client.sendReply(conversation, draft, m_subject.row, reply);
    else
        m_client.sendText(conversation, draft, reply);
    leaveAbout();
    m_pictures.clearFailure();
    replaceText({});
    keepDraft();
    emit sent();
}

void ComposerViewModel::sendEdit(const QString& text) {
    if (text.isEmpty()) {
        emit deletionOffered(static_cast<double>(m_subject.row.value));
        return;
    }
    if (text.toUtf8().size() > static_cast<qsizetype>(limits::kTextBytes))
        return setFailure(tr("This message is too long. Please send it in parts."));
    if (text != typedFrom({m_subject.text, m_subject.spans}))
        m_client.editText(
            m_subject.row, Draft::typed(text),
            [self = QPointer(this), subject = m_subject, text](const Result<void>& done) {
                if (!self || done.ok() || self->m_conversation != subject.conversation)
                    return;
                // What was written is not lost: it can be sent once more, or copied.
                if (self->m_about == About::Nothing) {
                    self->edit(subject);
                    self->replaceText(text);
                }
                self->setFailure(ErrorText::of(done.error()));
            });
    leaveAbout();
}

QString ComposerViewModel::aboutWords() const {
    return QuoteCard::wordsOf(m_subject.kind, m_subject.text.simplified().left(200));
}

void ComposerViewModel::setAbout(About about, const TimelineEntry& entry) {
    m_about = about;
    m_subject = entry;
    emit aboutChanged();
    emit canSendChanged();
}

void ComposerViewModel::answer(const TimelineEntry& entry) {
    leaveAbout();
    setAbout(About::Answer, entry);
}

void ComposerViewModel::edit(const TimelineEntry& entry) {
    leaveAbout();
    m_before = m_text;
    setAbout(About::Edit, entry);
    replaceText(typedFrom({entry.text, entry.spans}));
}

void ComposerViewModel::leaveAbout() {
    if (m_about == About::Nothing)
        return;
    const bool edited = m_about == About::Edit;
    setAbout(About::Nothing, {});
    if (edited)
        replaceText(std::exchange(m_before, {}));
}

bool ComposerViewModel::leave() {
    if (m_about != About::Nothing) {
        leaveAbout();
        return true;
    }
    if (m_pictures.shown()) {
        m_pictures.discard();
        return true;
    }
    return m_life.take() != Milliseconds(0);
}

void ComposerViewModel::forget(const std::vector<MessageRow>& rows) {
    if (m_about != About::Nothing && std::ranges::find(rows, m_subject.row) != rows.end())
        leaveAbout();
}

QString ComposerViewModel::clipboardText() const {
    const auto* const clipboard = QGuiApplication::clipboard()->mimeData();
    return clipboard == nullptr ? QString() : typedPaste(*clipboard);
}

QString ComposerViewModel::clipboardWords() const {
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
