#pragma once

#include "core/content/poll.h"
#include "core/content/vote.h"

namespace kontor::content {

inline constexpr std::string_view kPollStateType = "application/vnd.kontor.poll-state+cbor";

/// A poll as it stands at one place of the log, told to those who came in there and have nothing
/// from before (docs/polls.md, "Newcomers"). Where it has more votes than one message takes,
/// several tell of the same poll, each with a part of them.
///
///     poll-state = { 0: 1,                        ; version
///                    1: uint,                     ; seq of the commit as of which it stands so
///                    2: bstr .size 32,            ; message id of the poll
///                    3: bstr .size 16,            ; user who asked it
///                    4: bstr .size 16,            ; her device
///                    5: bstr,                     ; the poll, as it was asked (poll.h)
///                    6: [*4096 [bstr .size 16, uint, bstr]], ; user, seq of her vote (0: in an
///                                                 ; earlier log), the vote (vote.h)
///                    ? 7: [uint, bstr],           ; closed: seq, the closing (poll.h)
///                    ? 64: uint,                  ; which part, counted from 0; without it 0
///                    ? 65: 1,                     ; another part follows
///                    * uint .ge 66 => any }
struct PollState {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestVotes = 4'096;
    static constexpr std::size_t kGreatestVote = 4'096; ///< bytes
    static constexpr std::size_t kGreatestPoll = 96U * 1024U;

    struct Cast {
        UserId user;
        Seq seq;
        Bytes vote; ///< of this poll, as encodeVote() has it
        friend bool operator==(const Cast&, const Cast&) = default;
    };
    struct Closed {
        Seq seq;
        PollClosing closing;
        friend bool operator==(const Closed&, const Closed&) = default;
    };
    Seq asOf;
    MessageId poll;
    UserId author;
    DeviceId device;
    Poll asked;
    std::vector<Cast> votes; ///< of each user one at most
    std::optional<Closed> closed{};
    std::uint64_t part = 0;
    enum class Then : std::uint8_t { Nothing, NextPart } then = Then::Nothing;
    friend bool operator==(const PollState&, const PollState&) = default;
};

[[nodiscard]] SinglePart encodePollState(const PollState& state);
/// Malformed: also a vote or a closing of another poll, a seq behind `asOf`, two votes of one user.
/// VersionUnknown: also where the poll or a vote is.
[[nodiscard]] Result<PollState> parsePollState(ByteView cbor);

} // namespace kontor::content
