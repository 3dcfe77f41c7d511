#pragma once

#include "core/content/poll.h"

namespace kontor::content {

inline constexpr std::string_view kVoteType = "application/vnd.kontor.vote+cbor";

enum class Answer : std::uint8_t {
    No = 0,
    Yes = 1,
    IfNeedBe = 2, ///< polls that offer it; none of this version does
};

/// What somebody answers to a poll: every option by its number, with an answer, in place of all
/// that she answered before. Without options it takes the earlier vote back. Whether it fits the
/// poll is asked when votes are counted (polls/poll_tally.h).
///
///     vote = { 0: 1,                               ; version
///              1: bstr .size 32,                   ; message id of the poll
///              2: [0*50 [uint32, 0 / 1 / 2]],      ; option, answer; options ascend
///              * uint .ge 64 => any }
struct Vote {
    static constexpr std::uint64_t kVersion = 1;

    struct Choice {
        OptionId option;
        Answer answer = Answer::No;
        friend bool operator==(const Choice&, const Choice&) = default;
    };

    MessageId poll;
    std::vector<Choice> choices;
    friend bool operator==(const Vote&, const Vote&) = default;
};

[[nodiscard]] SinglePart encodeVote(const Vote& vote);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Vote> parseVote(ByteView cbor);

} // namespace kontor::content
