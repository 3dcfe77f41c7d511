#include "core/send/outgoing_text.h"

#include "base/limits.h"
#include "core/actions/action_views.h"
#include "core/conversations/mentions.h"
#include "core/conversations/settings_desk.h"
#include "core/formatting/span_record.h"
#include "core/policies/longest_life.h"
#include "core/send/intent.h"
#include "core/send/queue_content.h"
#include "core/setting_names.h"
#include "storage/erasure.h"

#include <algorithm>
#include <array>
#include <set>

namespace kontor {

Result<storage::ConversationRecord> OutgoingText::writable(ConversationId conversation) const {
    auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    const auto leaving =
        m_parts.stores.settings.number(settings::ofConversation(settings::kLeaving, conversation));
    if (!leaving.ok())
        return leaving.error();
    if (record.value()->state != storage::ConversationState::Live || leaving.value())
        return ErrorCode::NotAllowed;
    return *std::move(record).value();
}

Result<MessageRow> OutgoingText::send(ConversationId conversation, const Draft& draft,
                                      std::optional<MessageRow> to) {
    std::optional<MessageId> replyTo;
    if (to) {
        const auto answered = m_parts.stores.messages.find(*to);
        if (!answered.ok())
            return answered.error();
        if (!answered.value() || answered.value()->conversation != conversation ||
            !actions::rightsOf(*answered.value(), m_parts.own.user()).mayAnswer)
            return ErrorCode::ConversationUnknown;
        replyTo = answered.value()->messageId;
    }
    auto body = mentions::textOf(m_parts, conversation, draft);
    if (!body.ok())
        return body.error();
    return send(conversation, std::move(body).value(), replyTo, draft.lifetime);
}

Result<MessageRow> OutgoingText::send(ConversationId conversation, content::Text text,
                                      std::optional<MessageId> replyTo, Milliseconds lifetime) {
    Saying saying;
    saying.replyTo = replyTo;
    saying.lifetime = lifetime;
    saying.text = text.text;
    saying.detail = encodeSpans(text.spans);
    saying.body = std::move(text);
    return say(conversation, saying);
}

Result<std::int32_t>
OutgoingText::recipients(const storage::ConversationRecord& conversation) const {
    const auto members = m_parts.stores.conversations.members(conversation.id);
    if (!members.ok())
        return members.error();
    std::set<UserId> others;
    for (const storage::MemberRecord& member : members.value())
        if (member.user != m_parts.own.user())
            others.insert(member.user);
    if (others.empty() && conversation.peer)
        others.insert(*conversation.peer); // its creation is on its way
    return static_cast<std::int32_t>(others.size());
}

Result<Milliseconds> OutgoingText::lifetimeOfNew(const storage::ConversationRecord& conversation,
                                                 Milliseconds own) const {
    using content::Settings;
    const bool isOwn = own != Milliseconds(0);
    if (isOwn && (own < Settings::kLeastLifetime || own > Settings::kGreatestLifetime))
        return Error(ErrorCode::Malformed, {"lifetime"});
    if (auto allowed = policies::check(own, m_parts.policies); isOwn && !allowed.ok())
        return allowed.error();
    const auto waiting = settingsOnTheirWay(m_parts.database.writer(), conversation.id);
    if (!waiting.ok())
        return waiting.error();
    const Milliseconds set =
        waiting.value() ? Milliseconds(waiting.value()->lifetime) : conversation.lifetime;
    const Milliseconds shortest = isOwn && (set == Milliseconds(0) || own < set) ? own : set;
    return policies::shortened(shortest, m_parts.policies);
}

Result<MessageRow> OutgoingText::say(ConversationId conversation, const Saying& saying) {
    const auto record = writable(conversation);
    if (!record.ok())
        return record.error();
    const auto lifetime = lifetimeOfNew(record.value(), saying.lifetime);
    if (!lifetime.ok())
        return lifetime.error();
    content::Envelope envelope;
    envelope.lifetime = lifetime.value();
    envelope.inReplyTo = saying.replyTo;
    const auto sealable = content::encode(saying.body, ownOrigin(m_parts, record.value().group),
                                          m_parts.random, envelope);
    if (!sealable.ok())
        return sealable.error();
    const auto others = recipients(record.value());
    if (!others.ok())
        return others.error();

    storage::NewMessage message;
    message.conversation = conversation;
    message.sender = m_parts.own.user();
    message.device = m_parts.own.device();
    message.sentAt = m_parts.clock.sinceEpoch();
    message.receivedAt = message.sentAt;
    message.kind = saying.kind;
    message.state = storage::MessageState::Queued;
    message.messageId = sealable.value().id;
    message.text = saying.text;
    message.detail = saying.detail;
    message.lifetime = lifetime.value();
    message.recipients = others.value();
    message.replyTo = saying.replyTo;
    MessageRow row;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        const auto added = m_parts.stores.messages.add(transaction, message);
        if (!added.ok())
            return added.error();
        if (!added.value())
            return ErrorCode::Internal; // a salt that was drawn twice
        row = *added.value();
        if (saying.file) {
            if (auto noted = m_parts.stores.attachments.add(transaction, row, *saying.file,
                                                            storage::ErasedFile::Whose::Own);
                !noted.ok())
                return noted;
        }
        if (auto noted = saying.along ? saying.along(transaction, aftermath, row) : Result<void>();
            !noted.ok())
            return noted;
        if (const auto queued =
                queueContent(m_parts, transaction, conversation, sealable.value(), row);
            !queued.ok())
            return queued.error();
        aftermath.inserted(conversation, row);
        if (auto noted = m_parts.stores.conversations.noteActivity(transaction, conversation,
                                                                   message.sentAt);
            !noted.ok())
            return noted;
        return freshenLeaf(transaction, conversation);
    });
    if (!written.ok())
        return written.error();
    m_queue.pump(conversation);
    return row;
}

Result<void> OutgoingText::freshenLeaf(storage::Transaction& transaction,
                                       ConversationId conversation) {
    const auto since = m_parts.stores.settings.number(
        settings::ofConversation(settings::kLeafSince, conversation));
    if (!since.ok())
        return since.error();
    if (!since.value() ||
        Milliseconds(*since.value()) + limits::kLeafLife > m_parts.clock.sinceEpoch())
        return {};
    const auto intents = m_parts.stores.commits.intents(conversation);
    if (!intents.ok())
        return intents.error();
    const auto kind = static_cast<std::uint8_t>(IntentKind::UpdateLeaf);
    if (std::ranges::count(intents.value(), kind, &storage::IntentRecord::kind) != 0)
        return {};
    Intent update;
    update.kind = IntentKind::UpdateLeaf;
    const auto added = m_parts.stores.commits.addIntent(
        transaction, update.toRecord(conversation, m_parts.clock.sinceEpoch()));
    return added.ok() ? Result<void>() : Result<void>(added.error());
}

Result<storage::OutgoingRecord> OutgoingText::failed(MessageRow row) const {
    auto outgoing = m_parts.stores.outbox.findByMessage(row);
    if (!outgoing.ok())
        return outgoing.error();
    if (!outgoing.value() || outgoing.value()->state != storage::OutboxState::Failed)
        return ErrorCode::ConversationUnknown;
    return *std::move(outgoing).value();
}

Result<void> OutgoingText::again(MessageRow row) {
    const auto outgoing = failed(row);
    if (!outgoing.ok())
        return outgoing.error();
    const ConversationId conversation = outgoing.value().conversation;
    if (const auto checked = writable(conversation); !checked.ok())
        return checked.error();
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        aftermath.note(conversation, row, TimelineDiff::Change::Moved);
        return m_parts.stores.outbox.again(transaction, outgoing.value().row);
    });
    if (written.ok())
        m_queue.pump(conversation);
    return written;
}

Result<void> OutgoingText::discard(MessageRow row) {
    const auto outgoing = failed(row);
    if (!outgoing.ok())
        return outgoing.error();
    const ConversationId conversation = outgoing.value().conversation;
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        if (auto gone = m_parts.stores.outbox.remove(transaction, outgoing.value().row); !gone.ok())
            return gone;
        const std::array rows{row};
        const auto erased = storage::eraseMessages(transaction, rows);
        if (!erased.ok())
            return erased.error();
        aftermath.erased = erased.value();
        aftermath.note(conversation, row, TimelineDiff::Change::Updated);
        return {};
    });
}

} // namespace kontor
