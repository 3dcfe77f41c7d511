#include "core/polls/poll_tally.h"

#include <algorithm>
#include <map>
#include <set>

namespace kontor::polls {
namespace {

using content::Answer;
using content::Ballot;
using content::Poll;

/// The newest vote of each user before the closing, by its place; who came too late is noted.
std::map<std::size_t, const CastVote*> newestOf(const Poll& poll, std::span<const CastVote> votes,
                                                std::optional<storage::Place> closedAt,
                                                std::vector<UserId>& late) {
    std::map<UserId, std::size_t> newest;
    std::set<UserId> tooLate;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const CastVote& vote = votes[i];
        // What is sealed is passed over by nobody: it could not be by all alike.
        if (!poll.sealedTo && (!vote.ballot || !fits(poll, vote.ballot->choices)))
            continue;
        if (closedAt && vote.place > *closedAt) {
            if (tooLate.insert(vote.user).second)
                late.push_back(vote.user);
            continue;
        }
        newest[vote.user] = i;
    }
    std::map<std::size_t, const CastVote*> counting;
    for (const auto& [user, place] : newest)
        counting[place] = &votes[place];
    return counting;
}

std::vector<Answer> answersOf(const Ballot& ballot) {
    std::vector<Answer> answers;
    answers.reserve(ballot.choices.size());
    for (const auto& choice : ballot.choices)
        answers.push_back(choice.answer);
    return answers;
}

void count(const std::vector<Line>& lines, std::vector<std::uint32_t>& yes,
           std::vector<std::uint32_t>& ifNeedBe) {
    for (const Line& line : lines)
        for (std::size_t i = 0; i < line.answers.size(); ++i) {
            yes[i] += line.answers[i] == Answer::Yes ? 1 : 0;
            ifNeedBe[i] += line.answers[i] == Answer::IfNeedBe ? 1 : 0;
        }
}

void findWinners(const Poll& poll, Outcome& outcome) {
    std::pair<std::uint32_t, std::uint32_t> most;
    for (std::size_t i = 0; i < poll.options.size(); ++i)
        most = std::max(most, {outcome.yes[i], outcome.ifNeedBe[i]});
    if (most == std::pair<std::uint32_t, std::uint32_t>())
        return;
    for (std::size_t i = 0; i < poll.options.size(); ++i)
        if (most == std::pair(outcome.yes[i], outcome.ifNeedBe[i]))
            outcome.winners.push_back(poll.options[i].id);
}

std::size_t sizeOf(const content::PollResult& result) {
    return content::encodePollResult(result).size();
}

bool isAnswer(const Poll& poll, std::span<const Answer> answers) {
    if (answers.size() != poll.options.size())
        return false;
    std::size_t chosen = 0;
    for (const Answer answer : answers) {
        if (answer == Answer::IfNeedBe && poll.third == Poll::Third::None)
            return false;
        chosen += answer == Answer::No ? 0 : 1;
    }
    return poll.choices == Poll::Choices::Several || chosen <= 1;
}

} // namespace

bool fits(const Poll& poll, std::span<const Ballot::Choice> choices) {
    if (choices.empty())
        return true;
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i >= poll.options.size() || choices[i].option != poll.options[i].id)
            return false;
        answers.push_back(choices[i].answer);
    }
    return isAnswer(poll, answers);
}

bool fits(const Poll& poll, const content::PollResult& result) {
    const std::size_t options = poll.options.size();
    if (!poll.sealedTo || result.yes.size() != options || result.ifNeedBe.size() != options ||
        result.voters > content::PollResult::kGreatestVoters)
        return false;
    std::uint64_t said = 0;
    for (std::size_t i = 0; i < options; ++i) {
        const auto both = std::uint64_t{result.yes[i]} + result.ifNeedBe[i];
        if (both > result.voters || (result.ifNeedBe[i] > 0 && poll.third == Poll::Third::None))
            return false;
        said += both;
    }
    if (poll.choices == Poll::Choices::One && said > result.voters)
        return false;
    if (!result.lines)
        return true;
    if (poll.names == Poll::Names::Counted || result.lines->size() != result.voters)
        return false;
    std::set<UserId> users;
    for (const Line& line : *result.lines)
        if (!isAnswer(poll, line.answers) || !users.insert(line.user).second)
            return false;
    std::vector<std::uint32_t> yes(options);
    std::vector<std::uint32_t> ifNeedBe(options);
    count(*result.lines, yes, ifNeedBe);
    return yes == result.yes && ifNeedBe == result.ifNeedBe;
}

Outcome tally(const Poll& poll, std::span<const CastVote> votes,
              std::optional<storage::Place> closedAt) {
    Outcome outcome;
    outcome.yes.resize(poll.options.size());
    outcome.ifNeedBe.resize(poll.options.size());
    for (const auto& [place, vote] : newestOf(poll, votes, closedAt, outcome.late)) {
        const auto& ballot = vote->ballot;
        if (!ballot || ballot->choices.empty() || !fits(poll, ballot->choices))
            continue;
        outcome.voters.push_back(vote->user);
        outcome.lines.push_back({vote->user, answersOf(*ballot), ballot->comment});
    }
    outcome.answered = static_cast<std::uint32_t>(outcome.voters.size());
    count(outcome.lines, outcome.yes, outcome.ifNeedBe);
    findWinners(poll, outcome);
    return outcome;
}

Outcome tallyUnopened(const Poll& poll, std::span<const CastVote> votes,
                      std::optional<storage::Place> closedAt,
                      const std::optional<content::PollResult>& told) {
    Outcome outcome;
    const auto newest = newestOf(poll, votes, closedAt, outcome.late);
    for (const auto& [place, vote] : newest)
        outcome.voters.push_back(vote->user);
    if (closedAt && told && fits(poll, *told)) {
        outcome.yes = told->yes;
        outcome.ifNeedBe = told->ifNeedBe;
        outcome.answered = told->voters;
        if (told->lines) {
            outcome.lines = *told->lines;
            outcome.voters.clear();
            for (const Line& line : outcome.lines)
                outcome.voters.push_back(line.user);
        }
        findWinners(poll, outcome);
    } else {
        outcome.numbers = Outcome::Numbers::Hidden;
        outcome.answered = static_cast<std::uint32_t>(newest.size());
    }
    return outcome;
}

content::PollResult resultOf(const Poll& poll, const Outcome& outcome, std::size_t greatest) {
    content::PollResult result{outcome.yes, outcome.ifNeedBe, outcome.answered, std::nullopt};
    if (poll.names == Poll::Names::Counted)
        return result;
    result.lines = outcome.lines;
    if (sizeOf(result) <= greatest)
        return result;
    for (Line& line : *result.lines)
        line.comment.clear();
    if (sizeOf(result) > greatest)
        result.lines.reset();
    return result;
}

} // namespace kontor::polls
