#include "core/sync/message_intake.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/actions/action_intake.h"
#include "core/actions/pin_intake.h"
#include "core/attachments/picture_view.h"
#include "core/conversations/mentions.h"
#include "core/formatting/span_record.h"
#include "core/policies/longest_life.h"
#include "core/polls/newcomer_polls.h"
#include "core/polls/poll_intake.h"
#include "core/send/owed_receipts.h"
#include "core/setting_names.h"
#include "core/sync/call_intake.h"
#include "core/sync/card_intake.h"
#include "core/sync/settings_intake.h"
#include "core/sync/standing.h"
#include "core/timers/expiry.h"
#include "storage/group_store_sql.h"

#include <algorithm>
#include <functional>

namespace kontor {
namespace {

/// Ways in which a message of somebody else can be unreadable without anything being wrong here.
bool isSendersFault(ErrorCode code) {
    switch (code) {
    case ErrorCode::EpochTooOld:
    case ErrorCode::EpochUnknown:
    case ErrorCode::GenerationSpent:
    case ErrorCode::GenerationTooFar:
    case ErrorCode::CryptoFailed:
    case ErrorCode::Malformed:
    case ErrorCode::TooLarge:
    case ErrorCode::VersionUnknown:
        return true;
    default:
        return false;
    }
}

/// This computer's, not what somebody said: it is tried again.
bool isOwnFault(ErrorCode code) {
    return isStoreFault(code) || code == ErrorCode::Stopped;
}

/// What a content asks for is done whole, or nothing of it. False: it cannot be done here, whatever
/// the reason, and the log must not wait for it.
Result<bool> wholly(EntryInHand& hand, const std::function<Result<void>(EntryInHand&)>& take) {
    auto savepoint = storage::Savepoint::begin(hand.transaction);
    if (!savepoint.ok())
        return savepoint.error();
    Aftermath aftermath;
    EntryInHand part{hand.transaction, hand.conversation, hand.entry, hand.hash, aftermath};
    const auto taken = take(part);
    if (!taken.ok()) {
        const ErrorCode code = taken.error().code;
        if (isOwnFault(code))
            return taken.error();
        log::warning(log::Category::Sync, "what an entry asks for cannot be done",
                     {{"code", static_cast<int>(code)}});
        return false; // and the savepoint takes back what was done
    }
    if (auto kept = savepoint.value().keep(); !kept.ok())
        return kept.error();
    hand.aftermath.add(aftermath);
    return true;
}

} // namespace

Result<bool> MessageIntake::takeOwn(EntryInHand& hand) {
    const auto outgoing = m_parts.stores.outbox.findByHash(hand.conversation.id, hand.hash);
    if (!outgoing.ok())
        return outgoing.error();
    if (!outgoing.value())
        return false;
    if (auto finished = finishOwn(hand, *outgoing.value()); !finished.ok())
        return finished.error();
    return true;
}

Result<void> MessageIntake::finishOwn(EntryInHand& hand, const storage::OutgoingRecord& outgoing) {
    auto& stores = m_parts.stores;
    const ConversationId conversation = hand.conversation.id;
    if (outgoing.message) {
        // The answer may have been lost, or the user may have been told that it failed.
        if (auto set =
                stores.messages.setAccepted(hand.transaction, *outgoing.message, hand.entry.seq);
            !set.ok())
            return set;
        if (auto begun = beginLife(m_parts, hand.transaction, *outgoing.message, hand.aftermath);
            !begun.ok())
            return begun;
        hand.aftermath.note(conversation, *outgoing.message, TimelineDiff::Change::Moved);
    }
    const auto target = stores.outbox.targetOf(outgoing.row);
    if (!target.ok())
        return target.error();
    if (target.value())
        hand.aftermath.updated(conversation, *target.value());
    if (auto gone = stores.outbox.remove(hand.transaction, outgoing.row); !gone.ok())
        return gone;
    if (outgoing.message)
        return stores.conversations.noteActivity(hand.transaction, conversation,
                                                 hand.entry.receivedAt);
    const Author author{m_parts.own.user(), m_parts.own.device()};
    const content::Origin origin{m_parts.own.certificate.organisation, author.user,
                                 hand.conversation.group};
    const auto content = content::parse(outgoing.content, origin);
    // Another version of this program wrote it, or the others would not understand it either: it is
    // said, and nothing of the log may wait behind it.
    if (!content.ok())
        return {};
    const auto taken = wholly(hand, [&](EntryInHand& part) -> Result<void> {
        const auto done = takeWithoutRow(part, author, content.value().body);
        if (!done.ok())
            return done.error();
        return done.value() ? Result<void>() : actions::finishOwn(m_parts, part, content.value());
    });
    return taken.ok() ? Result<void>() : Result<void>(taken.error());
}

/// What shows no row of its own. False: it is of another kind.
Result<bool> MessageIntake::takeWithoutRow(EntryInHand& hand, const Author& author,
                                           const content::Body& body) {
    Result<void> taken;
    if (const auto* receipt = std::get_if<content::Receipt>(&body))
        taken = takeReceipt(hand, author, *receipt);
    else if (const auto* settings = std::get_if<content::Settings>(&body))
        taken = takeSettings(m_parts, hand, author, *settings);
    else if (const auto* call = std::get_if<content::Call>(&body))
        taken = takeCall(m_parts, hand, author, *call);
    else if (const auto* vote = std::get_if<content::Vote>(&body))
        taken = polls::takeVote(m_parts, hand, author, *vote);
    else if (const auto* closing = std::get_if<content::PollClosing>(&body))
        taken = polls::takeClosing(m_parts, hand, author, *closing);
    else if (const auto* reopening = std::get_if<content::PollReopening>(&body))
        taken = polls::takeReopening(m_parts, hand, author, *reopening);
    else if (const auto* pin = std::get_if<content::Pin>(&body))
        taken = actions::takePin(m_parts, hand, author, *pin);
    else if (const auto* status = std::get_if<content::Status>(&body))
        taken = takeStatus(m_parts, hand, author, *status);
    else if (const auto* avatar = std::get_if<content::Avatar>(&body))
        taken = takeAvatar(m_parts, hand, author, *avatar);
    else
        return false;
    return taken.ok() ? Result<bool>(true) : Result<bool>(taken.error());
}

Result<std::uint32_t> MessageIntake::greatestForward(const EntryInHand& hand, Epoch epoch) const {
    const auto gap = m_parts.stores.settings.number(
        settings::ofConversation(settings::kGapEpoch, hand.conversation.id));
    if (!gap.ok())
        return gap.error();
    // A sender may have used up keys in what is missing, in that epoch and in the one before it.
    const bool missing = gap.value() && static_cast<std::uint64_t>(*gap.value()) + 1 >= epoch.value;
    return missing ? limits::kForwardGenerationsAcrossGap : limits::kForwardGenerations;
}

Result<Taken> MessageIntake::take(EntryInHand& hand) {
    const auto group = m_parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    const auto forward = greatestForward(hand, group.value()->publicState().epoch());
    if (!forward.ok())
        return forward.error();
    mls::UnprotectOptions options;
    options.greatestForward = forward.value();
    options.now = m_parts.clock.sinceEpoch();
    storage::GroupStoreSql store(hand.transaction, hand.conversation.group);
    const auto opened = group.value()->unprotect(hand.entry.payload, options, store);
    if (!opened.ok() && opened.error().code == ErrorCode::GroupLost)
        return loseOwn(hand);
    if (!opened.ok()) {
        if (!isSendersFault(opened.error().code))
            return opened.error();
        // Nobody is known to have sent it: the line stands for the conversation.
        const Author nobody{m_parts.own.user(), m_parts.own.device()};
        if (auto added = addUndecryptable(hand, nobody); !added.ok())
            return added.error();
        return Taken::Done;
    }
    const Author author = Author::of(opened.value().sender);
    const auto taken = wholly(
        hand, [&](EntryInHand& part) { return takeContent(part, author, opened.value().content); });
    if (!taken.ok())
        return taken.error();
    if (!taken.value())
        if (auto added = addUndecryptable(hand, author); !added.ok())
            return added.error();
    return Taken::Done;
}

/// Our own leaf sealed it and we do not know of it: this store is older than what we have sent.
Result<Taken> MessageIntake::loseOwn(EntryInHand& hand) {
    log::warning(log::Category::Sync, "this store is older than what it has sent");
    if (auto lost = enterLost(m_parts, hand.transaction, hand.conversation, hand.aftermath);
        !lost.ok())
        return lost.error();
    return Taken::Stopped;
}

/// How long it may stay from now on, where it names its end: a second at least, like the shortest
/// life, and no longer than anybody may choose.
Milliseconds MessageIntake::lifeOf(const content::Received& received, const LogEntry& entry) const {
    if (!received.endsAt)
        return received.lifetime;
    const Milliseconds from = std::max(m_parts.lives.now(), entry.receivedAt);
    return std::clamp(*received.endsAt - from, Milliseconds(std::chrono::seconds(1)),
                      content::Settings::kGreatestLifetime);
}

Result<void> MessageIntake::takeContent(EntryInHand& hand, const Author& author, ByteView bytes) {
    const content::Origin origin{m_parts.own.certificate.organisation, author.user,
                                 hand.conversation.group};
    auto received = content::parse(bytes, origin);
    if (!received.ok())
        return addUndecryptable(hand, author);
    const Milliseconds lifetime = lifeOf(received.value(), hand.entry);
    content::Body& body = received.value().body;
    auto* const text = std::get_if<content::Text>(&body);
    if (text != nullptr)
        if (auto named = mentions::nameThem(m_parts, hand.conversation.id, *text); !named.ok())
            return named;
    if (const auto* state = std::get_if<content::PollState>(&body))
        return polls::takeState(m_parts, hand, author, *state, lifetime);
    auto taken = takeWithoutRow(hand, author, body);
    if (taken.ok() && !taken.value())
        taken = actions::take(m_parts, hand, author, received.value());
    if (!taken.ok() || taken.value())
        return taken.ok() ? Result<void>() : taken.error();
    storage::NewMessage message;
    message.sender = author.user;
    message.device = author.device;
    message.messageId = received.value().id;
    message.lifetime = policies::shortened(lifetime, m_parts.policies);
    message.replyTo = received.value().inReplyTo;
    if (text != nullptr) {
        message.kind = storage::MessageKind::Text;
        message.text = text->text;
        message.detail = encodeSpans(text->spans);
        if (mentions::names(*text, m_parts.own.user()))
            message.namesSelf = storage::NewMessage::NamesSelf::Yes;
    } else if (const auto* poll = std::get_if<content::Poll>(&body)) {
        message.kind = storage::MessageKind::Poll;
        message.text = polls::textOf(*poll);
        message.detail = polls::detailOf(*poll);
    } else if (const auto* file = std::get_if<content::Attachment>(&body)) {
        message.kind = storage::MessageKind::Attachment;
        message.text = attachments::textOf(*file);
        message.detail = content::encodeAttachment(*file);
    } else {
        message.kind = storage::MessageKind::Unknown;
        message.detail = toBytes(bytes);
        if (const auto* newer = std::get_if<content::NewerVersion>(&body))
            message.text = newer->text;
    }
    const auto row = addRow(hand, std::move(message));
    if (!row.ok())
        return row.error();
    if (row.value()) {
        hand.aftermath.arrivals[hand.conversation.id] = *row.value();
        if (received.value().endsAt)
            if (auto begun = beginLife(m_parts, hand.transaction, *row.value(), hand.aftermath);
                !begun.ok())
                return begun;
        if (auto wanted = noteFile(hand, *row.value(), body); !wanted.ok())
            return wanted;
        if (const auto* poll = std::get_if<content::Poll>(&body))
            if (auto noted = polls::noteAsked(m_parts, hand.transaction, hand.aftermath,
                                              *row.value(), *poll);
                !noted.ok())
                return noted;
    }
    // A message that came twice is owed once more: the first receipt may have been lost with it.
    return noteOwed(hand, Owed::Receipt);
}

/// A file that comes with it is fetched.
Result<void> MessageIntake::noteFile(EntryInHand& hand, MessageRow row, const content::Body& body) {
    const auto* file = std::get_if<content::Attachment>(&body);
    if (file == nullptr)
        return {};
    hand.aftermath.filesWanted = true;
    return m_parts.stores.attachments.add(hand.transaction, row, file->blob,
                                          storage::ErasedFile::Whose::Other);
}

Result<std::optional<MessageRow>> MessageIntake::addRow(EntryInHand& hand,
                                                        storage::NewMessage message) {
    message.conversation = hand.conversation.id;
    message.seq = hand.entry.seq;
    message.sentAt = hand.entry.receivedAt;
    message.receivedAt = m_parts.clock.sinceEpoch();
    auto added = m_parts.stores.messages.add(hand.transaction, message);
    if (!added.ok() || !added.value())
        return added;
    hand.aftermath.inserted(hand.conversation.id, *added.value());
    if (auto noted = m_parts.stores.conversations.noteActivity(
            hand.transaction, hand.conversation.id, hand.entry.receivedAt);
        !noted.ok())
        return noted.error();
    return added;
}

Result<void> MessageIntake::addUndecryptable(EntryInHand& hand, const Author& author) {
    log::info(log::Category::Sync, "an entry could not be read");
    storage::NewMessage message;
    message.kind = storage::MessageKind::Undecryptable;
    message.sender = author.user;
    message.device = author.device;
    const auto added = addRow(hand, std::move(message));
    if (!added.ok())
        return added.error();
    return noteOwed(hand, Owed::Nothing);
}

Result<void> MessageIntake::takeReceipt(EntryInHand& hand, const Author& author,
                                        const content::Receipt& receipt) {
    const auto apply = [&](const std::vector<content::SeqRange>& ranges,
                           storage::ReceiptKind kind) -> Result<void> {
        for (const content::SeqRange& range : ranges) {
            storage::Receipt stored;
            stored.user = author.user;
            stored.kind = kind;
            stored.first = range.first;
            stored.last = range.last;
            stored.at = hand.entry.receivedAt;
            const auto rows = m_parts.stores.messages.applyReceipt(hand.transaction,
                                                                   hand.conversation.id, stored);
            if (!rows.ok())
                return rows.error();
            for (const MessageRow row : rows.value())
                hand.aftermath.note(hand.conversation.id, row, TimelineDiff::Change::Updated);
        }
        return {};
    };
    if (auto applied = apply(receipt.delivered, storage::ReceiptKind::Delivered); !applied.ok())
        return applied;
    return apply(receipt.read, storage::ReceiptKind::Read);
}

Result<void> MessageIntake::noteOwed(EntryInHand& hand, Owed what) {
    const std::string name =
        settings::ofConversation(settings::kOwedReceipts, hand.conversation.id);
    const auto stored = m_parts.stores.settings.get(name);
    if (!stored.ok())
        return stored.error();
    OwedReceipts owed;
    if (stored.value()) {
        auto parsed = OwedReceipts::parse(*stored.value());
        if (!parsed.ok())
            return parsed.error();
        owed = std::move(parsed).value();
    }
    if (what == Owed::Nothing) {
        if (owed.empty())
            return {};
        owed.passOver(hand.entry.seq);
    } else {
        owed.add(hand.entry.seq);
    }
    return m_parts.stores.settings.put(hand.transaction, name, owed.encode());
}

} // namespace kontor
