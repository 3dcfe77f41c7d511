#include "core/actions/action_intake.h"

#include "core/actions/erased_news.h"
#include "core/conversations/mentions.h"
#include "core/formatting/span_record.h"
#include "core/polls/early_acts.h"

namespace kontor::actions {
namespace {

using Found = std::optional<storage::MessageRecord>;

/// In this conversation; none: not here, or not whole any more.
Result<Found> find(const CoreParts& parts, const EntryInHand& hand, const MessageId& id) {
    const auto row = parts.stores.messages.findById(hand.conversation.id, id);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return Found();
    auto message = parts.stores.messages.find(*row.value());
    if (message.ok() && message.value() &&
        message.value()->content != storage::MessageRecord::Content::Whole)
        return Found();
    return message;
}

Result<void> takeReaction(const CoreParts& parts, EntryInHand& hand, const Author& author,
                          const content::Received& received, const std::string& emoji) {
    const auto message = find(parts, hand, *received.inReplyTo);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return {};
    storage::NewReaction reaction;
    reaction.message = message.value()->row;
    reaction.user = author.user;
    reaction.id = received.id;
    reaction.seq = hand.entry.seq;
    reaction.emoji = emoji;
    const auto put = parts.stores.reactions.put(hand.transaction, reaction);
    if (!put.ok())
        return put.error();
    if (!put.value())
        return {};
    hand.aftermath.updated(hand.conversation.id, reaction.message);
    if (message.value()->sender == parts.own.user() && author.user != parts.own.user()) {
        hand.aftermath.summaries.insert(hand.conversation.id); // whether it may be heard
        hand.aftermath.reactions[hand.conversation.id] = {reaction.message, author.user, emoji};
    }
    return {};
}

bool namesAlready(const storage::MessageRecord& message, const UserId& user) {
    content::Text before;
    if (auto spans = parseSpans(message.detail, QString::fromStdString(message.text).size());
        spans.ok())
        before.spans = std::move(spans).value();
    return mentions::names(before, user);
}

/// Is no news, but for whom it names now and did not before.
Result<void> takeEdit(const CoreParts& parts, EntryInHand& hand, const Author& author,
                      const content::Received& received, const content::Text& text) {
    const auto message = find(parts, hand, *received.replaces);
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->sender != author.user ||
        message.value()->kind != storage::MessageKind::Text)
        return {};
    const UserId& self = parts.own.user();
    if (author.user != self && mentions::names(text, self) && !namesAlready(*message.value(), self))
        hand.aftermath.arrivals[hand.conversation.id] = message.value()->row;
    return changeText(parts, hand.transaction, *message.value(), text, hand.entry.receivedAt,
                      hand.aftermath);
}

Result<void> takeDeletion(const CoreParts& parts, EntryInHand& hand, const Author& author,
                          const MessageId& id) {
    const auto at =
        parts.stores.reactions.remove(hand.transaction, hand.conversation.id, author.user, id);
    if (!at.ok())
        return at.error();
    if (at.value()) {
        hand.aftermath.updated(hand.conversation.id, *at.value());
        return {};
    }
    const auto message = find(parts, hand, id);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return polls::keepDeletion(parts, hand, author, id);
    if (message.value()->sender != author.user)
        return {};
    return erase(parts, hand.transaction, message.value()->row, TimelineDiff::Change::Updated,
                 hand.aftermath);
}

} // namespace

Result<bool> take(const CoreParts& parts, EntryInHand& hand, const Author& author,
                  const content::Received& received) {
    Result<void> taken;
    if (const auto* reaction = std::get_if<content::Reaction>(&received.body))
        taken = takeReaction(parts, hand, author, received, reaction->emoji);
    else if (std::holds_alternative<content::Deletion>(received.body))
        taken = takeDeletion(parts, hand, author, *received.replaces);
    else if (const auto* text = std::get_if<content::Text>(&received.body);
             text != nullptr && received.replaces)
        taken = takeEdit(parts, hand, author, received, *text);
    else
        return false;
    return taken.ok() ? Result<bool>(true) : Result<bool>(taken.error());
}

Result<void> finishOwn(const CoreParts& parts, EntryInHand& hand,
                       const content::Received& received) {
    if (!std::holds_alternative<content::Reaction>(received.body))
        return {};
    const auto at = parts.stores.reactions.accept(hand.transaction, received.id, hand.entry.seq);
    return at.ok() ? Result<void>() : Result<void>(at.error());
}

} // namespace kontor::actions
