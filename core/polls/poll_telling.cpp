#include "core/polls/poll_telling.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/content/poll_state.h"
#include "core/polls/past_members.h"
#include "core/polls/poll_intake.h"
#include "core/send/queue_content.h"

#include <algorithm>

namespace kontor::polls {
namespace {

using namespace std::chrono_literals;

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
    // One that it does not have any more is over (poll_intake.h, applyReopening).
    state.asked.deadline =
        std::chrono::duration_cast<std::chrono::seconds>(record.deadline.value_or(0ms));
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

/// What is left of its life here: telling of it prolongs nothing.
Milliseconds lifeOf(const CoreParts& parts, const storage::MessageRecord& message) {
    if (!message.deadline)
        return message.lifetime;
    return std::clamp(*message.deadline - parts.lives.now(), Milliseconds(1s), message.lifetime);
}

/// In as many parts as its votes need. None: too large, whatever the parts.
Result<std::vector<content::Sealable>> partsOf(const CoreParts& parts, const EntryInHand& hand,
                                               const content::PollState& whole, Milliseconds life) {
    std::vector<content::Sealable> all;
    auto part = whole;
    auto next = whole.votes.begin();
    do {
        part.votes.clear();
        std::size_t bytes = 0;
        while (next != whole.votes.end() && (part.votes.empty() || bytes < kVoteBytes)) {
            bytes += next->vote.size() + UserId::kSize;
            part.votes.push_back(*next++);
        }
        part.part = all.size();
        part.then = next == whole.votes.end() ? content::PollState::Then::Nothing
                                              : content::PollState::Then::NextPart;
        auto sealable = content::encode(part, ownOrigin(parts, hand.conversation.group),
                                        parts.random, content::Envelope{life});
        if (!sealable.ok())
            return sealable.error();
        if (sealable.value().bytes.size() > kGreatestBytes)
            return Error(ErrorCode::TooLarge);
        all.push_back(std::move(sealable).value());
    } while (next != whole.votes.end());
    return all;
}

struct Told {
    MessageId poll;
    std::vector<content::Sealable> parts;
    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = 0;
        for (const content::Sealable& part : parts)
            sum += part.bytes.size();
        return sum;
    }
};

/// Without parts: one that cannot be read any more, is too large or not in the log yet is told by
/// nobody. Whatever a poll looks like, the commit that it is told after has to be taken.
Result<Told> tellingOf(const CoreParts& parts, const EntryInHand& hand, MessageRow row) {
    const auto message = parts.stores.messages.find(row);
    if (!message.ok())
        return message.error();
    const auto record = parts.stores.polls.find(row);
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value() || !message.value()->messageId || !message.value()->seq)
        return Told();
    const auto state = stateOf(parts, hand, *message.value(), *record.value());
    auto told = state.ok() ? partsOf(parts, hand, state.value(), lifeOf(parts, *message.value()))
                           : Result<std::vector<content::Sealable>>(state.error());
    if (!told.ok() && isStoreFault(told.error().code))
        return told.error();
    if (!told.ok()) {
        log::warning(log::Category::Sync, "a poll that cannot be told is not told of");
        return Told();
    }
    return Told{*message.value()->messageId, std::move(told).value()};
}

/// Of the newest of them as many as may be told; the oldest first.
Result<void> tell(const CoreParts& parts, EntryInHand& hand, const std::vector<MessageRow>& rows) {
    std::vector<Told> all;
    std::size_t bytes = 0;
    for (auto row = rows.rbegin(); row != rows.rend() && all.size() < limits::kToldPolls; ++row) {
        auto told = tellingOf(parts, hand, *row);
        if (!told.ok())
            return told.error();
        bytes += told.value().bytes();
        if (bytes > limits::kToldBytes)
            break;
        all.push_back(std::move(told).value());
    }
    for (auto told = all.rbegin(); told != all.rend(); ++told)
        for (const content::Sealable& part : told->parts) {
            const auto row =
                queueAboutPoll(parts, hand.transaction, hand.conversation.id, part, told->poll);
            if (!row.ok())
                return row.error();
        }
    return {};
}

} // namespace

Result<bool> mayTellReturned(const CoreParts& parts, const EntryInHand& hand, const UserId& teller,
                             const UserId& author, const UserId& returned) {
    if (teller == author)
        return true;
    const auto members = PastMembers::of(parts, hand.conversation.id);
    if (!members.ok())
        return members.error();
    const bool there = members.value().had(author, hand.entry.seq);
    return there && author != returned ? Result<bool>(false) : isAdmin(parts, hand, teller);
}

Result<void> tellNewcomers(const CoreParts& parts, EntryInHand& hand) {
    const auto open = parts.stores.polls.open(hand.conversation.id);
    return open.ok() ? tell(parts, hand, open.value()) : Result<void>(open.error());
}

Result<void> tellReturned(const CoreParts& parts, EntryInHand& hand, const UserId& returned) {
    const auto recent = parts.stores.polls.recent(
        hand.conversation.id, hand.entry.receivedAt - content::Settings::kGreatestLifetime);
    if (!recent.ok())
        return recent.error();
    std::vector<MessageRow> rows;
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
        if (may.value())
            rows.push_back(row);
    }
    return tell(parts, hand, rows);
}

} // namespace kontor::polls
