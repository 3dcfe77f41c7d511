#include "core/polls/early_acts.h"

#include "core/setting_names.h"
#include "storage/poll_secrets.h"
#include "storage/told_polls.h"

namespace kontor::polls {
namespace {

using storage::EarlyPollAct;
using Kind = EarlyPollAct::Kind;

Result<void> put(const CoreParts& parts, EntryInHand& hand, EarlyPollAct act) {
    act.conversation = hand.conversation.id;
    act.device = parts.own.device(); // it does not matter whose
    act.seq = hand.entry.seq;
    act.receivedAt = hand.entry.receivedAt;
    hand.aftermath.actKept = true;
    return parts.stores.earlyPolls.put(hand.transaction, act);
}

/// What has to do with all polls.
Result<void> keepOf(const CoreParts& parts, EntryInHand& hand, const UserId& user, Kind kind) {
    const auto joined = joinedAt(parts, hand);
    if (!joined.ok() || !joined.value())
        return joined.ok() ? Result<void>() : Result<void>(joined.error());
    EarlyPollAct kept;
    kept.user = user;
    kept.kind = kind;
    return put(parts, hand, std::move(kept));
}

Kind kindOf(const PollAct& act, const content::SinglePart& content) {
    if (content.contentType == content::kVoteType)
        return Kind::Vote;
    return act.byAdmin ? Kind::AdminsPoll : Kind::Poll;
}

Result<void> replayClosing(const CoreParts& parts, EntryInHand& hand, const EarlyPollAct& kept) {
    const auto parsed = content::parsePoll(kept.content);
    if (!parsed.ok())
        return {};
    PollAct act{kept.user, kept.seq, kept.receivedAt};
    act.byAdmin = kept.kind == Kind::AdminsPoll;
    Result<Applied> applied = Applied::No;
    if (const auto* closing = std::get_if<content::PollClosing>(&parsed.value()))
        applied = applyClosing(parts, hand, act, *closing);
    else if (const auto* reopening = std::get_if<content::PollReopening>(&parsed.value()))
        applied = applyReopening(parts, hand, act, *reopening);
    return applied.ok() ? Result<void>() : Result<void>(applied.error());
}

Result<void> replayDeparture(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                             const UserId& user) {
    const auto record = parts.stores.polls.find(row);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->closedAt)
        return {};
    return parts.stores.polls.dropVotes(hand.transaction, row, user);
}

Result<void> replayOne(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                       const EarlyPollAct& kept) {
    switch (kept.kind) {
    case Kind::Vote: {
        const auto vote = content::parseVote(kept.content);
        const PollAct act{kept.user, kept.seq, kept.receivedAt};
        return vote.ok() ? applyVote(parts, hand, act, vote.value()) : Result<void>();
    }
    case Kind::Poll:
    case Kind::AdminsPoll:
        return replayClosing(parts, hand, kept);
    case Kind::Departure:
        return replayDeparture(parts, hand, row, kept.user);
    case Kind::Deletion: // by somebody else: her own was looked for before
    case Kind::Leaving:  // her votes stay until the group does without her
        break;
    }
    return {};
}

} // namespace

Result<std::optional<Seq>> joinedAt(const CoreParts& parts, const EntryInHand& hand) {
    const auto joined = parts.stores.settings.number(
        settings::ofConversation(settings::kJoinedAt, hand.conversation.id));
    if (!joined.ok())
        return joined.error();
    if (!joined.value())
        return std::optional<Seq>();
    return std::optional(Seq(static_cast<std::uint64_t>(*joined.value())));
}

Result<Early> keepEarly(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                        const MessageId& poll, const content::SinglePart& content) {
    const auto joined = joinedAt(parts, hand);
    if (!joined.ok())
        return joined.error();
    if (!joined.value())
        return Early::Known;
    const auto known = parts.stores.messages.findById(hand.conversation.id, poll);
    if (!known.ok())
        return known.error();
    const auto untold =
        known.value() ? storage::isUntold(parts.database.writer(), *known.value(), *joined.value())
                      : Result<bool>(true);
    if (!untold.ok())
        return untold.error();
    if (untold.value()) {
        EarlyPollAct kept;
        kept.poll = poll;
        kept.user = act.user;
        kept.kind = kindOf(act, content);
        kept.content = content.content;
        if (auto done = put(parts, hand, std::move(kept)); !done.ok())
            return done.error();
    }
    return known.value() ? Early::Known : Early::Unknown;
}

Result<void> keepLeaving(const CoreParts& parts, EntryInHand& hand, const UserId& user) {
    return keepOf(parts, hand, user, Kind::Leaving);
}

Result<void> keepDeparture(const CoreParts& parts, EntryInHand& hand, const UserId& user) {
    return keepOf(parts, hand, user, Kind::Departure);
}

Result<void> keepDeletion(const CoreParts& parts, EntryInHand& hand, const Author& author,
                          const MessageId& message) {
    const auto joined = joinedAt(parts, hand);
    if (!joined.ok() || !joined.value())
        return joined.ok() ? Result<void>() : Result<void>(joined.error());
    const auto known = parts.stores.messages.findById(hand.conversation.id, message);
    if (!known.ok() || known.value()) // it is erased
        return known.ok() ? Result<void>() : Result<void>(known.error());
    EarlyPollAct kept;
    kept.poll = message;
    kept.user = author.user;
    kept.kind = Kind::Deletion;
    return put(parts, hand, std::move(kept));
}

Result<void> keepOwnBallots(const CoreParts& parts, EntryInHand& hand, MessageRow row) {
    const auto votes = parts.stores.polls.votes(row);
    if (!votes.ok())
        return votes.error();
    storage::PollSecrets secrets(parts.database.writer());
    for (const storage::VoteRecord& own : votes.value()) {
        if (own.user != parts.own.user() || !own.ballot)
            continue;
        const auto vote = content::parseVote(own.choices);
        if (!vote.ok() || !vote.value().sealed)
            continue;
        if (auto kept = secrets.putBallot(hand.transaction, row, *vote.value().sealed, *own.ballot);
            !kept.ok())
            return kept;
    }
    return {};
}

Result<void> replay(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                    const content::PollState& state) {
    const auto acts =
        parts.stores.earlyPolls.take(hand.transaction, hand.conversation.id, state.poll);
    if (!acts.ok())
        return acts.error();
    if (auto kept = keepOwnBallots(parts, hand, row); !kept.ok())
        return kept;
    for (const EarlyPollAct& act : acts.value()) {
        if (act.seq <= state.asOf)
            continue; // the state has it
        if (auto done = replayOne(parts, hand, row, act); !done.ok())
            return done;
    }
    return {};
}

} // namespace kontor::polls
