#include "core/polls/newcomer_polls.h"

#include "core/policies/longest_life.h"
#include "core/polls/early_acts.h"
#include "core/polls/past_members.h"
#include "core/polls/poll_telling.h"
#include "core/setting_names.h"
#include "storage/told_polls.h"

#include <algorithm>
#include <set>

namespace kontor::polls {
namespace {

using Then = content::PollState::Then;

/// Is this device one of those whom the state is told to, and by whom it may be?
Result<bool> isToldUs(const CoreParts& parts, const EntryInHand& hand, const Author& author,
                      const content::PollState& state) {
    const auto joined = joinedAt(parts, hand);
    if (!joined.ok())
        return joined.error();
    if (joined.value() != state.asOf)
        return false;
    const auto adder =
        parts.stores.settings.get(settings::ofConversation(settings::kAdder, hand.conversation.id));
    if (!adder.ok())
        return adder.error();
    if (adder.value())
        return std::ranges::equal(*adder.value(), author.user.bytes);
    return mayTellReturned(parts, hand, author.user, state.author, parts.own.user());
}

/// None: somebody has sent another message of that id, or it is erased.
Result<std::optional<MessageRow>> addPoll(const CoreParts& parts, EntryInHand& hand,
                                          const Author& author, const content::PollState& state,
                                          Milliseconds lifetime) {
    storage::NewMessage message;
    message.conversation = hand.conversation.id;
    message.seq = hand.entry.seq;
    message.sender = state.author;
    message.device = state.device;
    message.sentAt = hand.entry.receivedAt;
    message.receivedAt = parts.clock.sinceEpoch();
    message.kind = storage::MessageKind::Poll;
    message.messageId = state.poll;
    message.text = textOf(state.asked);
    message.detail = detailOf(state.asked);
    message.lifetime = policies::shortened(lifetime, parts.policies);
    if (state.author == parts.own.user())
        message.state = storage::MessageState::Accepted;
    auto row = parts.stores.messages.add(hand.transaction, message);
    if (!row.ok() || !row.value())
        return row;
    if (auto noted = parts.stores.polls.setToldBy(hand.transaction, *row.value(), author.user);
        !noted.ok())
        return noted.error();
    if (auto noted = noteAsked(parts, hand.transaction, hand.aftermath, *row.value(), state.asked);
        !noted.ok())
        return noted.error();
    hand.aftermath.inserted(hand.conversation.id, *row.value());
    if (auto noted = parts.stores.conversations.noteActivity(hand.transaction, hand.conversation.id,
                                                             hand.entry.receivedAt);
        !noted.ok())
        return noted.error();
    return row;
}

/// The poll's row, made where there is none. None: it is not to be told here.
Result<std::optional<MessageRow>> rowOf(const CoreParts& parts, EntryInHand& hand,
                                        const Author& author, const content::PollState& state,
                                        Milliseconds lifetime) {
    auto row = parts.stores.polls.findById(state.poll);
    if (!row.ok())
        return row;
    if (!row.value()) {
        const auto deleted = parts.stores.earlyPolls.isDeleted(hand.conversation.id, state.poll,
                                                               state.author, state.asOf);
        if (!deleted.ok())
            return deleted.error();
        // It went while its parts came, or before.
        if (state.part != 0 || deleted.value())
            return std::optional<MessageRow>();
        return addPoll(parts, hand, author, state, lifetime);
    }
    const auto message = parts.stores.messages.find(*row.value());
    if (!message.ok())
        return message.error();
    const auto told = storage::isTold(parts.database.writer(), *row.value(), state.asOf);
    if (!told.ok())
        return told.error();
    if (!message.value() || message.value()->conversation != hand.conversation.id ||
        message.value()->sender != state.author || told.value())
        return std::optional<MessageRow>();
    return row;
}

/// Votes as they stood there; a later one that came meanwhile stays. An open poll has none of
/// people who were no members then.
Result<void> takeVotes(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                       const content::PollState& state) {
    const auto votes = parts.stores.polls.votes(row);
    if (!votes.ok())
        return votes.error();
    const auto members = PastMembers::of(parts, hand.conversation.id);
    if (!members.ok())
        return members.error();
    std::set<UserId> later;
    for (const storage::VoteRecord& known : votes.value()) {
        const auto seq = parts.stores.polls.seqOf(row, known.place);
        if (!seq.ok())
            return seq.error();
        if (seq.value() > state.asOf)
            later.insert(known.user);
    }
    for (const content::PollState::Cast& cast : state.votes) {
        const auto vote = content::parseVote(cast.vote);
        const bool counts = state.closed || members.value().had(cast.user, state.asOf);
        if (!vote.ok() || !counts || later.contains(cast.user))
            continue;
        if (auto taken = applyVote(parts, hand, {cast.user, cast.seq}, vote.value()); !taken.ok())
            return taken;
    }
    return {};
}

Result<void> finish(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                    const content::PollState& state) {
    if (auto ended = storage::endTold(hand.transaction, row, state.asOf); !ended.ok())
        return ended;
    std::optional<Milliseconds> deadline;
    if (state.asked.deadline.count() != 0)
        deadline = Milliseconds(state.asked.deadline);
    if (auto set = parts.stores.polls.setDeadline(hand.transaction, row, deadline); !set.ok())
        return set;
    hand.aftermath.pollsTimed = true;
    if (state.closed) {
        const auto closed =
            applyClosing(parts, hand, {state.author, state.closed->seq}, state.closed->closing);
        if (!closed.ok())
            return closed.error();
    }
    if (auto replayed = replay(parts, hand, row, state); !replayed.ok())
        return replayed;
    // Her own, whose closing stood in what she could not read.
    return tellResult(parts, hand, state.poll);
}

} // namespace

Result<void> takeState(const CoreParts& parts, EntryInHand& hand, const Author& author,
                       const content::PollState& state, Milliseconds lifetime) {
    const auto believed = isToldUs(parts, hand, author, state);
    if (!believed.ok())
        return believed.error();
    if (!believed.value())
        return {};
    const auto row = rowOf(parts, hand, author, state, lifetime);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return {};
    if (state.part == 0) {
        if (auto kept = keepOwnBallots(parts, hand, *row.value()); !kept.ok())
            return kept;
        if (auto begun = storage::beginTold(hand.transaction, *row.value(), state.asOf);
            !begun.ok())
            return begun;
    }
    if (auto taken = takeVotes(parts, hand, *row.value(), state); !taken.ok())
        return taken;
    hand.aftermath.updated(hand.conversation.id, *row.value());
    return state.then == Then::NextPart ? Result<void>() : finish(parts, hand, *row.value(), state);
}

} // namespace kontor::polls
