#include "core/polls/newcomer_polls.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/policies/longest_life.h"
#include "core/polls/poll_intake.h"
#include "core/send/queue_content.h"
#include "core/setting_names.h"
#include "storage/told_polls.h"

#include <algorithm>
#include <set>

namespace kontor::polls {
namespace {

/// Of the votes in one message: what is around them has room in limits::kContentBytes.
constexpr std::size_t kVoteBytes = 24U * 1024U;
/// Of one message: what is sealed has room for the rest.
constexpr std::size_t kGreatestBytes = limits::kContentBytes - 1'024U;

/// A poll as this device has it, as of the entry in hand.
Result<content::PollState> stateOf(const CoreParts& parts, const EntryInHand& hand,
                                   const storage::MessageRecord& message,
                                   const storage::PollRecord& record) {
    content::PollState state;
    state.asOf = hand.entry.seq;
    state.poll = *message.messageId;
    state.author = message.sender;
    state.device = message.device;
    auto asked = pollOf(message);
    if (!asked.ok())
        return asked.error();
    state.asked = std::move(asked).value();
    if (record.closedAt) {
        const auto seq = parts.stores.polls.seqOf(message.row, *record.closedAt);
        if (!seq.ok())
            return seq.error();
        state.closed = {seq.value(), {state.poll, {}}};
        if (record.result) {
            auto result = content::parsePollResult(*record.result);
            if (!result.ok())
                return result.error();
            state.closed->closing.result = std::move(result).value();
        }
    }
    const auto votes = parts.stores.polls.votes(message.row);
    if (!votes.ok())
        return votes.error();
    for (const storage::VoteRecord& vote : votes.value()) {
        const bool late = record.closedAt && vote.place > *record.closedAt;
        if (late || vote.choices.size() > content::PollState::kGreatestVote)
            continue;
        const auto seq = parts.stores.polls.seqOf(message.row, vote.place);
        if (!seq.ok())
            return seq.error();
        state.votes.push_back({vote.user, seq.value(), vote.choices});
    }
    return state;
}

/// Says it in as many messages as its votes need.
Result<void> queue(const CoreParts& parts, EntryInHand& hand, const content::PollState& whole,
                   Milliseconds lifetime) {
    auto part = whole;
    auto next = whole.votes.begin();
    do {
        part.votes.clear();
        std::size_t bytes = 0;
        while (next != whole.votes.end() && (part.votes.empty() || bytes < kVoteBytes)) {
            bytes += next->vote.size() + UserId::kSize;
            part.votes.push_back(*next++);
        }
        const auto sealable = content::encode(part, ownOrigin(parts, hand.conversation.group),
                                              parts.random, content::Envelope{lifetime});
        // Whatever a poll looks like, the commit that it is told after has to be taken.
        if (!sealable.ok() || sealable.value().bytes.size() > kGreatestBytes) {
            log::warning(log::Category::Sync, "a poll that is too large is not told of");
            return {};
        }
        const auto row = queueAboutPoll(parts, hand.transaction, hand.conversation.id,
                                        sealable.value(), whole.poll);
        if (!row.ok())
            return row.error();
    } while (next != whole.votes.end());
    return {};
}

/// One that cannot be read any more, or is not in the log yet, is told by nobody.
Result<void> tellOf(const CoreParts& parts, EntryInHand& hand, MessageRow row) {
    const auto message = parts.stores.messages.find(row);
    if (!message.ok())
        return message.error();
    const auto record = parts.stores.polls.find(row);
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value() || !message.value()->messageId || !message.value()->seq)
        return {};
    const auto state = stateOf(parts, hand, *message.value(), *record.value());
    if (!state.ok() && isStoreFault(state.error().code))
        return state.error();
    if (!state.ok()) {
        log::warning(log::Category::Sync, "a poll that cannot be read is not told of");
        return {};
    }
    return queue(parts, hand, state.value(), message.value()->lifetime);
}

Result<bool> isMember(const CoreParts& parts, const EntryInHand& hand, const UserId& user) {
    const auto members = parts.stores.conversations.members(hand.conversation.id);
    if (!members.ok())
        return members.error();
    return std::ranges::count(members.value(), user, &storage::MemberRecord::user) != 0;
}

Result<bool> isAdmin(const CoreParts& parts, const EntryInHand& hand, const UserId& user) {
    const auto group = parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    return group.value() != nullptr && group.value()->publicState().rules().isAdmin(user);
}

/// May `teller` tell somebody who came back by herself of a poll of `author`? The author; an admin,
/// where the author is who came back, or is no member any more.
Result<bool> mayTellReturned(const CoreParts& parts, const EntryInHand& hand, const UserId& teller,
                             const UserId& author, const UserId& returned) {
    if (teller == author)
        return true;
    const auto there = isMember(parts, hand, author);
    if (!there.ok())
        return there.error();
    return there.value() && author != returned ? Result<bool>(false) : isAdmin(parts, hand, teller);
}

/// Is this device one of those whom the state is told to, and by whom it may be?
Result<bool> isToldUs(const CoreParts& parts, const EntryInHand& hand, const Author& author,
                      const content::PollState& state) {
    const auto joined = parts.stores.settings.number(
        settings::ofConversation(settings::kJoinedAt, hand.conversation.id));
    if (!joined.ok())
        return joined.error();
    if (!joined.value() || Seq(static_cast<std::uint64_t>(*joined.value())) != state.asOf)
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

/// Votes as they stood there; a later one that came meanwhile stays.
Result<void> takeVotes(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                       const content::PollState& state) {
    auto& polls = parts.stores.polls;
    if (auto begun = storage::beginTold(hand.transaction, row, state.asOf); !begun.ok())
        return begun;
    const auto votes = polls.votes(row);
    if (!votes.ok())
        return votes.error();
    std::set<UserId> later;
    for (const storage::VoteRecord& known : votes.value()) {
        const auto seq = polls.seqOf(row, known.place);
        if (!seq.ok())
            return seq.error();
        if (seq.value() > state.asOf)
            later.insert(known.user);
    }
    for (const content::PollState::Cast& cast : state.votes) {
        const auto vote = content::parseVote(cast.vote);
        if (later.contains(cast.user) || !vote.ok())
            continue;
        const Author voter{cast.user, {}};
        if (auto taken = applyVote(parts, hand, voter, cast.seq, vote.value()); !taken.ok())
            return taken;
    }
    return {};
}

Result<void> replayOne(const CoreParts& parts, EntryInHand& hand,
                       const storage::EarlyPollAct& act) {
    const Author author{act.user, act.device};
    if (act.kind == storage::EarlyPollAct::Kind::Vote) {
        const auto vote = content::parseVote(act.content);
        return vote.ok() ? applyVote(parts, hand, author, act.seq, vote.value()) : Result<void>();
    }
    const auto parsed = content::parsePoll(act.content);
    if (!parsed.ok())
        return {};
    Result<Applied> applied = Applied::No;
    if (const auto* closing = std::get_if<content::PollClosing>(&parsed.value()))
        applied = applyClosing(parts, hand, author, act.seq, *closing);
    else if (const auto* reopening = std::get_if<content::PollReopening>(&parsed.value()))
        applied = applyReopening(parts, hand, author, act.seq, *reopening);
    return applied.ok() ? Result<void>() : Result<void>(applied.error());
}

/// What was done since, in the order of the log; without the lines that told of it.
Result<void> replay(const CoreParts& parts, EntryInHand& hand, const content::PollState& state) {
    const auto acts =
        parts.stores.earlyPolls.take(hand.transaction, hand.conversation.id, state.poll);
    if (!acts.ok())
        return acts.error();
    for (const storage::EarlyPollAct& act : acts.value()) {
        if (act.seq <= state.asOf)
            continue; // of an earlier time here: the state has it
        if (auto done = replayOne(parts, hand, act); !done.ok())
            return done;
    }
    return {};
}

/// Votes of whoever is no member any more leave an open poll; of one that was told anew too.
Result<void> dropVotesOfOthers(const CoreParts& parts, EntryInHand& hand, MessageRow row) {
    const auto votes = parts.stores.polls.votes(row);
    if (!votes.ok())
        return votes.error();
    const auto members = parts.stores.conversations.members(hand.conversation.id);
    if (!members.ok())
        return members.error();
    std::vector<UserId> gone;
    for (const storage::VoteRecord& vote : votes.value())
        if (std::ranges::none_of(members.value(),
                                 [&](const auto& member) { return member.user == vote.user; }))
            gone.push_back(vote.user);
    return dropVotesOf(parts, hand, gone);
}

} // namespace

Result<void> tellNewcomers(const CoreParts& parts, EntryInHand& hand) {
    const auto open = parts.stores.polls.open(hand.conversation.id);
    if (!open.ok())
        return open.error();
    for (const MessageRow row : open.value())
        if (auto told = tellOf(parts, hand, row); !told.ok())
            return told;
    return {};
}

Result<void> tellReturned(const CoreParts& parts, EntryInHand& hand, const UserId& returned) {
    const auto recent = parts.stores.polls.recent(
        hand.conversation.id, hand.entry.receivedAt - content::Settings::kGreatestLifetime);
    if (!recent.ok())
        return recent.error();
    for (const MessageRow row : recent.value()) {
        const auto message = parts.stores.messages.find(row);
        if (!message.ok())
            return message.error();
        if (!message.value())
            continue;
        const auto may =
            mayTellReturned(parts, hand, parts.own.user(), message.value()->sender, returned);
        if (!may.ok())
            return may.error();
        if (!may.value())
            continue;
        if (auto told = tellOf(parts, hand, row); !told.ok())
            return told;
    }
    return {};
}

Result<void> takeState(const CoreParts& parts, EntryInHand& hand, const Author& author,
                       const content::PollState& state, Milliseconds lifetime) {
    const auto believed = isToldUs(parts, hand, author, state);
    if (!believed.ok())
        return believed.error();
    if (!believed.value())
        return {};
    auto& polls = parts.stores.polls;
    auto row = polls.findById(state.poll);
    if (row.ok() && !row.value())
        row = addPoll(parts, hand, author, state, lifetime);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return {};
    const auto message = parts.stores.messages.find(*row.value());
    if (!message.ok())
        return message.error();
    if (!message.value() || message.value()->conversation != hand.conversation.id ||
        message.value()->sender != state.author)
        return {};
    if (auto taken = takeVotes(parts, hand, *row.value(), state); !taken.ok())
        return taken;
    if (state.closed) {
        const auto closed = applyClosing(parts, hand, {state.author, state.device},
                                         state.closed->seq, state.closed->closing);
        if (!closed.ok())
            return closed.error();
    } else if (auto gone = dropVotesOfOthers(parts, hand, *row.value()); !gone.ok()) {
        return gone;
    }
    hand.aftermath.updated(hand.conversation.id, *row.value());
    return replay(parts, hand, state);
}

Result<bool> keepForLater(const CoreParts& parts, EntryInHand& hand, const Author& author,
                          const MessageId& poll, const content::SinglePart& act) {
    const auto known = parts.stores.messages.findById(hand.conversation.id, poll);
    if (!known.ok())
        return known.error();
    const auto joined = parts.stores.settings.number(
        settings::ofConversation(settings::kJoinedAt, hand.conversation.id));
    if (!joined.ok())
        return joined.error();
    if (known.value() || !joined.value())
        return false;
    storage::EarlyPollAct early;
    early.conversation = hand.conversation.id;
    early.poll = poll;
    early.user = author.user;
    early.device = author.device;
    early.seq = hand.entry.seq;
    early.receivedAt = hand.entry.receivedAt;
    early.kind = act.contentType == content::kVoteType ? storage::EarlyPollAct::Kind::Vote
                                                       : storage::EarlyPollAct::Kind::Poll;
    early.content = act.content;
    hand.aftermath.actKept = true;
    const auto put = parts.stores.earlyPolls.put(hand.transaction, early);
    return put.ok() ? Result<bool>(true) : Result<bool>(put.error());
}

} // namespace kontor::polls
