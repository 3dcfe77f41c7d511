#include "core/actions/message_actions.h"

#include "base/limits.h"
#include "core/actions/action_views.h"
#include "core/actions/erased_news.h"
#include "core/conversations/mentions.h"
#include "core/formatting/span_record.h"
#include "core/send/queue_content.h"
#include "storage/erasure.h"

#include <algorithm>
#include <array>

namespace kontor {

using Change = TimelineDiff::Change;

Result<MessageActions::Target> MessageActions::target(MessageRow row) const {
    auto message = m_parts.stores.messages.find(row);
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->content != storage::MessageRecord::Content::Whole)
        return ErrorCode::ConversationUnknown;
    if (!actions::rightsOf(*message.value(), m_parts.own.user()).mayAnswer)
        return ErrorCode::NotAllowed;
    auto conversation = m_outgoing.writable(message.value()->conversation);
    if (!conversation.ok())
        return conversation.error();
    return Target{*std::move(message).value(), std::move(conversation).value()};
}

Result<MessageActions::Target> MessageActions::ownTarget(MessageRow row) const {
    auto found = target(row);
    if (found.ok() && found.value().message.sender != m_parts.own.user())
        return ErrorCode::NotAllowed;
    return found;
}

template <typename Work>
Result<void> MessageActions::send(const Target& target, const content::Body& body,
                                  const content::Envelope& envelope, const Work& work) {
    const ConversationId conversation = target.conversation.id;
    const auto sealable = content::encode(body, ownOrigin(m_parts, target.conversation.group),
                                          m_parts.random, envelope);
    if (!sealable.ok())
        return sealable.error();
    auto done = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        // First the work: what it erases takes away what still waits to be done to it.
        if (auto worked = work(transaction, aftermath, sealable.value().id); !worked.ok())
            return worked;
        const auto queued = queueContent(m_parts, transaction, conversation, sealable.value());
        if (!queued.ok())
            return queued.error();
        return m_parts.stores.outbox.noteAction(transaction, queued.value(), target.message.row);
    });
    if (done.ok())
        m_queue.pump(conversation);
    return done;
}

Result<void> MessageActions::edit(MessageRow row, const Draft& draft) {
    const auto found = ownTarget(row);
    if (!found.ok())
        return found.error();
    const storage::MessageRecord& message = found.value().message;
    if (message.kind != storage::MessageKind::Text)
        return ErrorCode::NotAllowed;
    const auto body = mentions::textOf(m_parts, message.conversation, draft);
    if (!body.ok())
        return body.error();
    if (message.text == body.value().text && message.detail == encodeSpans(body.value().spans))
        return {};
    content::Envelope envelope;
    envelope.replaces = message.messageId;
    envelope.inReplyTo = message.replyTo;
    return send(found.value(), body.value(), envelope,
                [&](auto& transaction, Aftermath& aftermath, const MessageId& /*id*/) {
                    return actions::changeText(m_parts, transaction, message, body.value(),
                                               m_parts.clock.sinceEpoch(), aftermath);
                });
}

Result<void> MessageActions::deleteForAll(MessageRow row) {
    const auto found = ownTarget(row);
    if (!found.ok())
        return found.error();
    content::Envelope envelope;
    envelope.replaces = found.value().message.messageId;
    return send(found.value(), content::Deletion(), envelope,
                [&](auto& transaction, Aftermath& aftermath, const MessageId& /*id*/) {
                    return actions::erase(m_parts, transaction, row, Change::Updated, aftermath);
                });
}

Result<void> MessageActions::deleteHere(MessageRow row) {
    const auto message = m_parts.stores.messages.find(row);
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->content == storage::MessageRecord::Content::Expired)
        return ErrorCode::ConversationUnknown;
    if (!actions::rightsOf(*message.value(), m_parts.own.user()).mayDeleteHere)
        return ErrorCode::NotAllowed; // under way
    const auto outgoing = m_parts.stores.outbox.findByMessage(row);
    if (!outgoing.ok())
        return outgoing.error();
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        const bool waits =
            outgoing.value() && (outgoing.value()->state == storage::OutboxState::Queued ||
                                 outgoing.value()->state == storage::OutboxState::Failed);
        if (waits) // then nobody gets it
            if (auto gone = m_parts.stores.outbox.remove(transaction, outgoing.value()->row);
                !gone.ok())
                return gone;
        if (auto erased = actions::erase(m_parts, transaction, row, Change::Removed, aftermath);
            !erased.ok())
            return erased;
        return storage::leaveTimeline(transaction, std::array{row});
    });
}

Result<void> MessageActions::react(MessageRow row, const std::string& emoji,
                                   ReactionView::Mine mine) {
    if (!content::isReaction(emoji))
        return Error(ErrorCode::Malformed, {"reaction"});
    const auto found = target(row);
    if (!found.ok())
        return found.error();
    const auto all = m_parts.stores.reactions.of(row);
    if (!all.ok())
        return all.error();
    const auto same = std::ranges::find_if(all.value(), [&](const auto& reaction) {
        return reaction.user == m_parts.own.user() && reaction.emoji == emoji;
    });
    const bool put = same != all.value().end();
    if (put == (mine == ReactionView::Mine::Yes))
        return {};
    return put ? takeReactionBack(found.value(), same->id) : putReaction(found.value(), emoji);
}

Result<void> MessageActions::putReaction(const Target& target, const std::string& emoji) {
    const content::Reaction body{emoji};
    content::Envelope envelope;
    envelope.inReplyTo = target.message.messageId;
    return send(target, body, envelope,
                [&](auto& transaction, Aftermath& aftermath, const MessageId& id) -> Result<void> {
                    storage::NewReaction reaction;
                    reaction.message = target.message.row;
                    reaction.user = m_parts.own.user();
                    reaction.id = id;
                    reaction.emoji = emoji;
                    const auto put = m_parts.stores.reactions.put(transaction, reaction);
                    if (!put.ok())
                        return put.error();
                    if (!put.value())
                        return ErrorCode::NotAllowed; // more of them than anybody shows
                    aftermath.updated(target.conversation.id, target.message.row);
                    return {};
                });
}

Result<void> MessageActions::takeReactionBack(const Target& target, const MessageId& reaction) {
    content::Envelope envelope;
    envelope.replaces = reaction;
    return send(
        target, content::Deletion(), envelope,
        [&](auto& transaction, Aftermath& aftermath, const MessageId& /*id*/) -> Result<void> {
            const auto gone = m_parts.stores.reactions.remove(transaction, target.conversation.id,
                                                              m_parts.own.user(), reaction);
            if (!gone.ok())
                return gone.error();
            aftermath.updated(target.conversation.id, target.message.row);
            return {};
        });
}

Result<void> MessageActions::pin(MessageRow row, TimelineEntry::Pin pin) {
    const auto found = target(row);
    if (!found.ok())
        return found.error();
    const auto is = m_parts.stores.pins.has(row);
    if (!is.ok())
        return is.error();
    const auto waiting = m_parts.stores.outbox.hasActions(row); // the opposite, perhaps
    if (!waiting.ok())
        return waiting.error();
    const bool on = pin == TimelineEntry::Pin::On;
    if (is.value() == on && !waiting.value())
        return {};
    content::Pin body;
    body.message = *found.value().message.messageId;
    body.state = on ? content::Pin::State::Pinned : content::Pin::State::Off;
    return send(
        found.value(), body, content::Envelope(),
        [&](auto& /*transaction*/, Aftermath& aftermath, const MessageId& /*id*/) -> Result<void> {
            aftermath.updated(found.value().conversation.id, row);
            return {};
        });
}

} // namespace kontor
