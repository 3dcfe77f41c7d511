#pragma once

#include "core/content/poll.h"
#include "core/content/vote.h"
#include "storage/message_store.h"

#include <span>

/// Counting: pure, the same on every device (docs/polls.md).
namespace kontor::polls {

/// A vote as the log has it.
struct CastVote {
    UserId user;
    storage::Place place;
    /// None: it cannot be read here, or does not fit the poll. That somebody has answered is known
    /// all the same.
    std::optional<content::Ballot> ballot;
    friend bool operator==(const CastVote&, const CastVote&) = default;
};

/// What somebody's vote that counts says.
using Line = content::PollResult::Line;

struct Outcome {
    /// Are the numbers below known? Not so where votes are sealed for somebody else.
    enum class Numbers : std::uint8_t { Known, Hidden } numbers = Numbers::Known;
    std::vector<std::uint32_t> yes;      ///< an option each; empty while hidden
    std::vector<std::uint32_t> ifNeedBe; ///< likewise
    std::uint32_t answered = 0;          ///< people whose vote counts
    std::vector<Line> lines;             ///< what they say, in the order of their votes; none while
                                         ///< hidden, or where it was not told
    std::vector<UserId> voters;          ///< who has answered, each once, in the order of the votes
    std::vector<UserId> late;            ///< whose newest vote came after the closing
    /// Options with the most yes, of these with the most "if need be"; all of them when they tie,
    /// none when nobody said either.
    std::vector<content::OptionId> winners;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// `votes` in log order. The last one of a user before `closedAt` counts; one that names no option
/// takes the earlier one back. In the open the last one that has a ballot; of sealed votes simply
/// the last one, whatever it turns out to be.
[[nodiscard]] Outcome tally(const content::Poll& poll, std::span<const CastVote> votes,
                            std::optional<storage::Place> closedAt);
/// Of a sealed poll, for those who cannot open its votes: what its closing has told, if it did and
/// that fits the poll.
[[nodiscard]] Outcome tallyUnopened(const content::Poll& poll, std::span<const CastVote> votes,
                                    std::optional<storage::Place> closedAt,
                                    const std::optional<content::PollResult>& told);

/// Does it name each option of the poll exactly once (or none at all), with answers that the poll
/// offers, and no more choices than it allows?
[[nodiscard]] bool fits(const content::Poll& poll,
                        std::span<const content::Ballot::Choice> choices);
/// Does it speak of exactly these options and of no more people than there can be, tell no more
/// than the poll shows, and not contradict itself?
[[nodiscard]] bool fits(const content::Poll& poll, const content::PollResult& result);

/// What the author tells as she closes: without comments, and then without names, where it would
/// become larger than `greatest` bytes.
[[nodiscard]] content::PollResult resultOf(const content::Poll& poll, const Outcome& outcome,
                                           std::size_t greatest);

} // namespace kontor::polls
