#include "core/sync/call_intake.h"

#include "core/calls/call_words.h"
#include "core/setting_names.h"

namespace kontor {
namespace {

Result<std::optional<CallWords>> wordsOf(const CoreParts& parts, const EntryInHand& hand,
                                         const PendingCall& call, const CallAnswer& answer) {
    const auto group = parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    const auto words = callWords(*group.value(), call.call, call.callerFingerprint,
                                 answer.description.fingerprint);
    if (!words.ok())
        return words.error();
    return std::optional(words.value());
}

PendingCall pendingOf(const EntryInHand& hand, const Author& author, const CallId& call,
                      const CallOffer& offer) {
    PendingCall pending;
    pending.call = call;
    pending.conversation = hand.conversation.id;
    pending.caller = author.user;
    pending.callerDevice = author.device;
    pending.callerFingerprint = offer.description.fingerprint;
    pending.offeredAt = hand.entry.receivedAt;
    pending.ringFor = offer.ringFor;
    return pending;
}

} // namespace

Result<CallLedger> storedCalls(const CoreParts& parts) {
    const auto stored = parts.stores.settings.get(settings::kPendingCalls);
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return CallLedger();
    return CallLedger::parse(*stored.value());
}

Result<void> keepCalls(const CoreParts& parts, storage::Transaction& transaction,
                       const CallLedger& ledger) {
    return parts.stores.settings.put(transaction, settings::kPendingCalls, ledger.encode());
}

Result<void> addCallLine(const CoreParts& parts, storage::Transaction& transaction,
                         Aftermath& aftermath, const CallLine& line, Seq seq, Milliseconds at) {
    const UserId& self = parts.own.user();
    storage::NewMessage row;
    row.conversation = line.conversation;
    row.seq = seq;
    row.sender = line.caller;
    row.device = line.callerDevice;
    row.sentAt = at;
    row.receivedAt = parts.clock.sinceEpoch();
    row.kind =
        line.isMissedBy(self) ? storage::MessageKind::MissedCall : storage::MessageKind::Call;
    row.detail = line.encode();
    const auto added = parts.stores.messages.add(transaction, row);
    if (!added.ok())
        return added.error();
    if (added.value())
        aftermath.inserted(line.conversation, *added.value());
    if (added.value() && line.isMissedBy(self))
        aftermath.arrivals[line.conversation] = *added.value();
    return parts.stores.conversations.noteActivity(transaction, line.conversation, at);
}

Result<void> takeCall(const CoreParts& parts, EntryInHand& hand, const Author& author,
                      const content::Call& call) {
    if (hand.conversation.kind != storage::ConversationKind::Direct)
        return {};
    auto ledger = storedCalls(parts);
    if (!ledger.ok())
        return ledger.error();
    const Milliseconds at = hand.entry.receivedAt;
    CallNews news{hand.conversation.id, author.user, call.signal, at, std::nullopt};
    const CallId& id = call.signal.call;
    std::optional<CallLine> line;
    if (const auto* offer = std::get_if<CallOffer>(&call.signal.what)) {
        line = ledger.value().offer(pendingOf(hand, author, id, *offer));
    } else if (const auto* answer = std::get_if<CallAnswer>(&call.signal.what)) {
        const auto answered = ledger.value().answer(id, hand.conversation.id, author.user, at);
        if (!answered)
            return {};
        auto words = wordsOf(parts, hand, *answered, *answer);
        if (!words.ok())
            return words.error();
        news.words = words.value();
    } else if (const auto* end = std::get_if<CallEnd>(&call.signal.what)) {
        line = ledger.value().end(id, hand.conversation.id, author.user, end->reason, at);
    }
    if (auto kept = keepCalls(parts, hand.transaction, ledger.value()); !kept.ok())
        return kept;
    hand.aftermath.calls.push_back(std::move(news));
    if (!line)
        return {};
    return addCallLine(parts, hand.transaction, hand.aftermath, *line, hand.entry.seq, at);
}

} // namespace kontor
