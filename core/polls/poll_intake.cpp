#include "core/polls/poll_intake.h"

#include "core/conversations/notice.h"
#include "core/polls/early_acts.h"
#include "core/polls/past_members.h"
#include "core/polls/poll_reading.h"
#include "core/polls/sealed_ballot.h"
#include "core/send/queue_content.h"
#include "core/sync/notice_row.h"
#include "storage/poll_secrets.h"

#include <algorithm>

namespace kontor::polls {
namespace {

/// Bytes of what a closing tells: with its envelope far below limits::kContentBytes.
constexpr std::size_t kGreatestResult = 60U * 1024U;

struct Found {
    storage::MessageRecord message;
    storage::PollRecord record;
    content::Poll poll;
};

/// The poll of this conversation; none: it is not known here (asked before one's own time), or
/// erased, or cannot be read.
Result<std::optional<Found>> find(const CoreParts& parts, const EntryInHand& hand,
                                  const MessageId& id) {
    const auto row = parts.stores.polls.findById(id);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return std::optional<Found>();
    auto message = parts.stores.messages.find(*row.value());
    if (!message.ok())
        return message.error();
    auto record = parts.stores.polls.find(*row.value());
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value() ||
        message.value()->conversation != hand.conversation.id)
        return std::optional<Found>();
    auto poll = pollOf(*message.value());
    if (!poll.ok())
        return std::optional<Found>();
    return std::optional(
        Found{*std::move(message).value(), *std::move(record).value(), std::move(poll).value()});
}

/// Her own poll; or she was an admin, and whoever asked was no member any more.
Result<bool> mayClose(const CoreParts& parts, const EntryInHand& hand, const Found& found,
                      const PollAct& act) {
    if (found.message.sender == act.user || !act.byAdmin)
        return found.message.sender == act.user;
    const auto members = PastMembers::of(parts, hand.conversation.id);
    if (!members.ok())
        return members.error();
    return !members.value().had(found.message.sender, act.seq);
}

/// What the entry in hand does.
Result<PollAct> actOf(const CoreParts& parts, const EntryInHand& hand, const Author& author) {
    const auto admin = isAdmin(parts, hand, author.user);
    if (!admin.ok())
        return admin.error();
    return PollAct{author.user, hand.entry.seq, hand.entry.receivedAt, admin.value()};
}

/// What a sealed vote says, where this device knows it: its own, and all where it has the key.
Result<std::optional<Bytes>> opened(const CoreParts& parts, const Found& found, const UserId& voter,
                                    ByteView sealed) {
    storage::PollSecrets secrets(parts.database.writer());
    auto own = voter == parts.own.user() ? secrets.ballot(found.message.row, sealed)
                                         : Result<std::optional<Bytes>>(std::nullopt);
    if (!own.ok() || own.value())
        return own;
    const auto key = secrets.key(found.message.row);
    if (!key.ok())
        return key.error();
    if (!key.value() || !found.message.messageId)
        return std::optional<Bytes>();
    const auto ballot = openBallot(key.value()->view(), *found.message.messageId, voter, sealed);
    return ballot.ok() ? std::optional(content::encodeBallot(ballot.value())) : std::nullopt;
}

/// What the poll's row and the lines about it show is another now.
Result<void> noteChanged(const CoreParts& parts, EntryInHand& hand, MessageRow poll) {
    hand.aftermath.updated(hand.conversation.id, poll);
    const auto lines = parts.stores.polls.linesOf(poll);
    if (!lines.ok())
        return lines.error();
    for (const MessageRow line : lines.value())
        hand.aftermath.updated(hand.conversation.id, line);
    return {};
}

Result<void> addLine(const CoreParts& parts, EntryInHand& hand, const Author& author,
                     Notice::Kind kind, const MessageId& poll) {
    Notice notice;
    notice.kind = kind;
    notice.about = poll;
    return addNotice(parts, hand, author, notice);
}

} // namespace

Result<bool> isAdmin(const CoreParts& parts, const EntryInHand& hand, const UserId& user) {
    const auto group = parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    return group.value() != nullptr && group.value()->publicState().rules().isAdmin(user);
}

/// Only now all of them are here that stand before the closing.
Result<void> tellResult(const CoreParts& parts, EntryInHand& hand, const MessageId& id) {
    const auto found = find(parts, hand, id);
    if (!found.ok())
        return found.error();
    if (!found.value() || found.value()->message.sender != parts.own.user() ||
        !found.value()->poll.sealedTo || found.value()->record.result)
        return {};
    const auto reading = read(parts.database.writer(), parts.own.user(), found.value()->message);
    if (!reading.ok())
        return reading.error();
    if (!reading.value() || reading.value()->outcome.numbers == Outcome::Numbers::Hidden)
        return {};
    const content::PollClosing telling{
        id, resultOf(reading.value()->poll, reading.value()->outcome, kGreatestResult)};
    const auto sealable =
        content::encode(telling, ownOrigin(parts, hand.conversation.group), parts.random);
    if (!sealable.ok())
        return sealable.error();
    const auto row =
        queueAboutPoll(parts, hand.transaction, hand.conversation.id, sealable.value(), id);
    return row.ok() ? Result<void>() : Result<void>(row.error());
}

std::string textOf(const content::Poll& poll) {
    std::string text = poll.title;
    for (const auto& option : poll.options)
        if (!option.text.empty())
            text += "\n" + option.text;
    return text;
}

Bytes detailOf(const content::Poll& poll) {
    return content::encodePoll(poll).content;
}

Result<content::Poll> pollOf(const storage::MessageRecord& message) {
    const auto parsed = content::parsePoll(message.detail);
    if (!parsed.ok())
        return parsed.error();
    const auto* poll = std::get_if<content::Poll>(&parsed.value());
    if (poll == nullptr)
        return Error(ErrorCode::Malformed, {"poll"});
    return *poll;
}

Result<void> noteAsked(const CoreParts& parts, storage::Transaction& transaction,
                       Aftermath& aftermath, MessageRow row, const content::Poll& poll) {
    if (poll.deadline.count() == 0)
        return {};
    aftermath.pollsTimed = true;
    return parts.stores.polls.setDeadline(transaction, row, Milliseconds(poll.deadline));
}

Result<void> applyVote(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                       const content::Vote& vote) {
    const auto looked = find(parts, hand, vote.poll);
    if (!looked.ok())
        return looked.error();
    if (!looked.value())
        return {};
    const Found& found = *looked.value();
    // What is sealed has to be believed: everybody passes over the same votes, or none.
    if (vote.sealed.has_value() != found.poll.sealedTo.has_value() ||
        (!vote.sealed && !fits(found.poll, vote.choices)))
        return {};
    const MessageRow row = found.message.row;
    std::optional<Bytes> ballot;
    if (vote.sealed) {
        auto known = opened(parts, found, act.user, *vote.sealed);
        if (!known.ok())
            return known.error();
        ballot = std::move(known).value();
        if (act.user == parts.own.user())
            if (auto dropped = storage::PollSecrets(parts.database.writer())
                                   .dropBallot(hand.transaction, row, *vote.sealed);
                !dropped.ok())
                return dropped;
    }
    hand.aftermath.updated(hand.conversation.id, row);
    return parts.stores.polls.putVote(hand.transaction, row, act.user, act.seq,
                                      content::encodeVote(vote).content, ballot);
}

Result<Applied> applyClosing(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                             const content::PollClosing& closing) {
    const auto looked = find(parts, hand, closing.poll);
    if (!looked.ok())
        return looked.error();
    if (!looked.value())
        return Applied::No;
    const Found& found = *looked.value();
    const auto may = mayClose(parts, hand, found, act);
    if (!may.ok())
        return may.error();
    const bool tells = found.message.sender == act.user && closing.result &&
                       fits(found.poll, *closing.result) && !found.record.result;
    if (!may.value() || (found.record.closedAt && !tells))
        return Applied::No;
    const MessageRow row = found.message.row;
    if (!found.record.closedAt)
        if (auto closed = parts.stores.polls.close(hand.transaction, row, act.seq); !closed.ok())
            return closed.error();
    if (tells)
        if (auto told = parts.stores.polls.putResult(hand.transaction, row,
                                                     content::encodePollResult(*closing.result));
            !told.ok())
            return told.error();
    if (auto noted = noteChanged(parts, hand, row); !noted.ok())
        return noted.error();
    return found.record.closedAt ? Applied::Told : Applied::Yes;
}

Result<Applied> applyReopening(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                               const content::PollReopening& reopening) {
    const auto looked = find(parts, hand, reopening.poll);
    if (!looked.ok())
        return looked.error();
    if (!looked.value() || looked.value()->message.sender != act.user ||
        !looked.value()->record.closedAt)
        return Applied::No;
    const Found& found = *looked.value();
    const MessageRow row = found.message.row;
    auto& polls = parts.stores.polls;
    if (auto reopened = polls.reopen(hand.transaction, row); !reopened.ok())
        return reopened.error();
    // While it was closed it kept the votes of those who went.
    const auto members = PastMembers::of(parts, hand.conversation.id);
    if (!members.ok())
        return members.error();
    const auto votes = polls.votes(row);
    if (!votes.ok())
        return votes.error();
    for (const auto& vote : votes.value())
        if (!members.value().had(vote.user, act.seq))
            if (auto dropped = polls.dropVotes(hand.transaction, row, vote.user); !dropped.ok())
                return dropped.error();
    // A deadline that is over by then would keep everybody from voting.
    if (found.record.deadline && *found.record.deadline <= act.receivedAt)
        if (auto without = polls.setDeadline(hand.transaction, row, std::nullopt); !without.ok())
            return without.error();
    if (auto noted = noteChanged(parts, hand, row); !noted.ok())
        return noted.error();
    hand.aftermath.pollsTimed = true;
    return Applied::Yes;
}

Result<void> takeVote(const CoreParts& parts, EntryInHand& hand, const Author& author,
                      const content::Vote& vote) {
    const PollAct act{author.user, hand.entry.seq, hand.entry.receivedAt};
    const auto known = keepEarly(parts, hand, act, vote.poll, content::encodeVote(vote));
    if (!known.ok() || known.value() == Early::Unknown)
        return known.ok() ? Result<void>() : Result<void>(known.error());
    return applyVote(parts, hand, act, vote);
}

Result<void> takeClosing(const CoreParts& parts, EntryInHand& hand, const Author& author,
                         const content::PollClosing& closing) {
    const auto act = actOf(parts, hand, author);
    if (!act.ok())
        return act.error();
    const auto known =
        keepEarly(parts, hand, act.value(), closing.poll, content::encodePollClosing(closing));
    if (!known.ok() || known.value() == Early::Unknown)
        return known.ok() ? Result<void>() : Result<void>(known.error());
    const auto applied = applyClosing(parts, hand, act.value(), closing);
    if (!applied.ok())
        return applied.error();
    if (applied.value() != Applied::Yes)
        return {};
    if (auto told = tellResult(parts, hand, closing.poll); !told.ok())
        return told;
    return addLine(parts, hand, author, Notice::Kind::PollClosed, closing.poll);
}

Result<void> takeReopening(const CoreParts& parts, EntryInHand& hand, const Author& author,
                           const content::PollReopening& reopening) {
    const PollAct act{author.user, hand.entry.seq, hand.entry.receivedAt};
    const auto known =
        keepEarly(parts, hand, act, reopening.poll, content::encodePollReopening(reopening));
    if (!known.ok() || known.value() == Early::Unknown)
        return known.ok() ? Result<void>() : Result<void>(known.error());
    const auto applied = applyReopening(parts, hand, act, reopening);
    if (!applied.ok())
        return applied.error();
    if (applied.value() != Applied::Yes)
        return {};
    return addLine(parts, hand, author, Notice::Kind::PollReopened, reopening.poll);
}

Result<void> dropVotesOf(const CoreParts& parts, EntryInHand& hand,
                         const std::vector<UserId>& users) {
    for (const UserId& user : users) {
        const auto polls =
            parts.stores.polls.dropVotes(hand.transaction, hand.conversation.id, user);
        if (!polls.ok())
            return polls.error();
        for (const MessageRow poll : polls.value())
            hand.aftermath.updated(hand.conversation.id, poll);
        if (auto kept = keepDeparture(parts, hand, user); !kept.ok())
            return kept;
    }
    return {};
}

} // namespace kontor::polls
