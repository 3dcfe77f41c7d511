#include "core/polls/poll_reading.h"

#include "core/polls/poll_intake.h"
#include "core/setting_names.h"
#include "storage/conversation_store.h"
#include "storage/poll_secrets.h"
#include "storage/settings_store.h"
#include "storage/told_polls.h"

#include <set>

namespace kontor::polls {
namespace {

/// What cannot be read (a damaged store) counts for nothing.
std::optional<content::Ballot> ballotOf(const storage::VoteRecord& record) {
    const auto vote = content::parseVote(record.choices);
    if (!vote.ok())
        return std::nullopt;
    if (!vote.value().sealed)
        return vote.value().ballot();
    if (!record.ballot)
        return std::nullopt;
    const auto opened = content::parseBallot(*record.ballot);
    return opened.ok() ? std::optional(opened.value()) : std::nullopt;
}

std::vector<CastVote> castOf(const std::vector<storage::VoteRecord>& records) {
    std::vector<CastVote> votes;
    votes.reserve(records.size());
    for (const auto& record : records)
        votes.push_back({record.user, record.place, ballotOf(record)});
    return votes;
}

std::optional<content::PollResult> toldIn(const storage::PollRecord& record) {
    if (!record.result)
        return std::nullopt;
    const auto told = content::parsePollResult(*record.result);
    return told.ok() ? std::optional(told.value()) : std::nullopt;
}

std::optional<content::Ballot> ownOf(const PollReading& reading, const UserId& self,
                                     const std::vector<CastVote>& votes) {
    std::optional<content::Ballot> own;
    for (const CastVote& vote : votes) {
        const bool late = reading.record.closedAt && vote.place > *reading.record.closedAt;
        if (vote.user == self && !late)
            own = vote.ballot;
    }
    if (own && (own->choices.empty() || !fits(reading.poll, own->choices)))
        own.reset();
    return own;
}

} // namespace

Result<std::optional<PollReading>> read(storage::Connection& connection, const UserId& self,
                                        const storage::MessageRecord& message) {
    const storage::PollStore polls(connection);
    auto record = polls.find(message.row);
    if (!record.ok())
        return record.error();
    auto poll = pollOf(message);
    if (!record.value() || !poll.ok())
        return std::optional<PollReading>();
    const auto records = polls.votes(message.row);
    if (!records.ok())
        return records.error();
    PollReading reading;
    reading.record = *std::move(record).value();
    reading.poll = std::move(poll).value();
    bool opens = !reading.poll.sealedTo;
    if (!opens && message.sender == self) {
        const auto key = storage::PollSecrets(connection).key(message.row);
        if (!key.ok())
            return key.error();
        opens = key.value().has_value();
    }
    const auto votes = castOf(records.value());
    const auto& closedAt = reading.record.closedAt;
    reading.outcome = opens ? tally(reading.poll, votes, closedAt)
                            : tallyUnopened(reading.poll, votes, closedAt, toldIn(reading.record));
    reading.own = ownOf(reading, self, votes);
    return std::optional(std::move(reading));
}

Result<std::optional<content::Ballot>> pendingBallot(storage::Connection& connection,
                                                     const storage::MessageRecord& message) {
    std::optional<content::Ballot> pending;
    const auto content = storage::PollStore(connection).pending(message.row);
    if (!content.ok())
        return content.error();
    if (!content.value())
        return pending;
    const auto mimi = content::MimiContent::parse(*content.value());
    if (!mimi.ok())
        return pending;
    const auto* part = std::get_if<content::SinglePart>(&mimi.value().nestedPart.part);
    const auto vote = part == nullptr ? Result<content::Vote>(ErrorCode::Malformed)
                                      : content::parseVote(part->content);
    if (!vote.ok())
        return pending;
    if (!vote.value().sealed)
        return std::optional(vote.value().ballot());
    const auto said = storage::PollSecrets(connection).ballot(message.row, *vote.value().sealed);
    if (!said.ok())
        return said.error();
    const auto ballot = said.value() ? content::parseBallot(*said.value())
                                     : Result<content::Ballot>(ErrorCode::Malformed);
    if (ballot.ok())
        pending = ballot.value();
    return pending;
}

Result<bool> isOfEarlierTime(storage::Connection& connection,
                             const storage::MessageRecord& message) {
    const storage::SettingsStore stored(connection);
    const auto joined =
        stored.number(settings::ofConversation(settings::kJoinedAt, message.conversation));
    if (!joined.ok())
        return joined.error();
    const auto adder = stored.get(settings::ofConversation(settings::kAdder, message.conversation));
    if (!adder.ok())
        return adder.error();
    if (!joined.value() || !adder.value())
        return false;
    return storage::isUntold(connection, message.row,
                             Seq(static_cast<std::uint64_t>(*joined.value())));
}

Result<std::vector<UserId>> membersOf(storage::Connection& connection,
                                      ConversationId conversation) {
    const auto members = storage::ConversationStore(connection).members(conversation);
    if (!members.ok())
        return members.error();
    std::set<UserId> known;
    std::vector<UserId> users;
    for (const auto& member : members.value())
        if (known.insert(member.user).second)
            users.push_back(member.user);
    return users;
}

std::vector<UserId> silentOf(const std::vector<UserId>& members, const Outcome& outcome) {
    const std::set<UserId> answered(outcome.voters.begin(), outcome.voters.end());
    std::vector<UserId> silent;
    for (const UserId& member : members)
        if (!answered.contains(member))
            silent.push_back(member);
    return silent;
}

} // namespace kontor::polls
