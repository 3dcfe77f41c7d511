#pragma once

#include "core/content/vote.h"
#include "storage/message_store.h"

#include <span>

/// Counting: pure, the same on every device (design.md, iii).
namespace kontor::polls {

/// A vote as the log has it.
struct CastVote {
    UserId user;
    storage::Place place;
    std::vector<content::Vote::Choice> choices;
    friend bool operator==(const CastVote&, const CastVote&) = default;
};

struct Outcome {
    struct OptionOutcome {
        content::OptionId option;
        std::vector<UserId> voters; ///< who said yes, in the order of their votes
        friend bool operator==(const OptionOutcome&, const OptionOutcome&) = default;
    };
    std::vector<OptionOutcome> options; ///< as the poll has them
    std::vector<UserId> voters;         ///< who has answered, each once, in the order of the votes
    std::vector<UserId> late;           ///< whose newest vote came after the closing
    /// Options with the most votes; all of them when they tie, none when nobody voted.
    std::vector<content::OptionId> winners;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// `votes` in log order. The last one of a user that fits the poll and came before `closedAt`
/// counts; one that names no option takes the earlier one back.
[[nodiscard]] Outcome tally(const content::Poll& poll, std::span<const CastVote> votes,
                            std::optional<storage::Place> closedAt);

/// Does it name each option of the poll exactly once (or none at all), with answers that the poll
/// offers, and no more choices than it allows?
[[nodiscard]] bool fits(const content::Poll& poll, std::span<const content::Vote::Choice> choices);

} // namespace kontor::polls
