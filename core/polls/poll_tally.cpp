#include "core/polls/poll_tally.h"

#include <algorithm>
#include <map>

namespace kontor::polls {
namespace {

using content::Answer;

/// The vote of each user that counts, by its place in the log.
std::map<std::size_t, const CastVote*> counted(const content::Poll& poll,
                                               std::span<const CastVote> votes,
                                               std::optional<storage::Place> closedAt,
                                               std::vector<UserId>& late) {
    std::map<UserId, std::size_t> newest;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const CastVote& vote = votes[i];
        if (!fits(poll, vote.choices))
            continue;
        if (closedAt && vote.place > *closedAt) {
            if (std::ranges::count(late, vote.user) == 0)
                late.push_back(vote.user);
            continue;
        }
        newest[vote.user] = i;
    }
    std::map<std::size_t, const CastVote*> counting;
    for (const auto& [user, place] : newest)
        if (!votes[place].choices.empty())
            counting[place] = &votes[place];
    return counting;
}

} // namespace

bool fits(const content::Poll& poll, std::span<const content::Vote::Choice> choices) {
    if (choices.empty())
        return true;
    if (choices.size() != poll.options.size())
        return false;
    std::size_t yes = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].option != poll.options[i].id || choices[i].answer > Answer::Yes)
            return false;
        yes += choices[i].answer == Answer::Yes ? 1 : 0;
    }
    return poll.choices == content::Poll::Choices::Several || yes <= 1;
}

Outcome tally(const content::Poll& poll, std::span<const CastVote> votes,
              std::optional<storage::Place> closedAt) {
    Outcome outcome;
    for (const auto& option : poll.options)
        outcome.options.push_back({option.id, {}});
    for (const auto& [place, vote] : counted(poll, votes, closedAt, outcome.late)) {
        outcome.voters.push_back(vote->user);
        for (std::size_t i = 0; i < vote->choices.size(); ++i)
            if (vote->choices[i].answer == Answer::Yes)
                outcome.options[i].voters.push_back(vote->user);
    }
    std::size_t most = 0;
    for (const auto& option : outcome.options)
        most = std::max(most, option.voters.size());
    for (const auto& option : outcome.options)
        if (most != 0 && option.voters.size() == most)
            outcome.winners.push_back(option.option);
    return outcome;
}

} // namespace kontor::polls
