#pragma once

#include "core/content/answer.h"
#include "core/content/mimi_content.h"
#include "core/content/poll_result.h"

namespace kontor::content {

inline constexpr std::string_view kVoteType = "application/vnd.kontor.vote+cbor";

/// What somebody answers to a poll: every option by its number, with an answer, in place of all
/// that she answered before. Without options it takes the earlier vote back. Whether it fits the
/// poll is asked when votes are counted (polls/poll_tally.h).
///
///     ballot = { 0: 1,                              ; version
///                2: [0*50 [uint32, 0 / 1 / 2]],     ; option, answer; options ascend
///                ? 3: tstr,                         ; comment, 1 to 256 code points; none where
///                                                   ; there are no options
///                * uint .ge 64 => any }
struct Ballot {
    struct Choice {
        OptionId option;
        Answer answer = Answer::No;
        friend bool operator==(const Choice&, const Choice&) = default;
    };

    std::vector<Choice> choices;
    std::string comment{};
    friend bool operator==(const Ballot&, const Ballot&) = default;
};

/// A ballot for all to read, or sealed for the author of the poll (polls/sealed_ballot.h).
///
///     vote = { 0: 1, 1: bstr .size 32,   ; version, message id of the poll
///              2: .., ? 3: ..,           ; as in a ballot; or in their place
///              4: bstr,                  ; a sealed ballot
///              * uint .ge 64 => any }
struct Vote {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestSealed = 4096; ///< bytes; far above what is ever needed
    using Choice = Ballot::Choice;

    MessageId poll;
    std::vector<Choice> choices;
    std::string comment{};
    std::optional<Bytes> sealed{};
    [[nodiscard]] Ballot ballot() const { return {choices, comment}; }
    friend bool operator==(const Vote&, const Vote&) = default;
};

[[nodiscard]] SinglePart encodeVote(const Vote& vote);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Vote> parseVote(ByteView cbor);

[[nodiscard]] Bytes encodeBallot(const Ballot& ballot);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Ballot> parseBallot(ByteView cbor);

} // namespace kontor::content
