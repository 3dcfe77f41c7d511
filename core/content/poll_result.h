#pragma once

#include "base/id.h"
#include "core/content/answer.h"
#include "core/content/cbor_reader.h"

#include <QCborStreamWriter>

#include <string>
#include <vector>

namespace kontor::content {

/// What came of a poll whose votes only its author could open: she says it as she closes the poll.
/// Whether it fits the poll is asked when it is counted (polls/poll_tally.h).
///
///     result = { 1: [2*50 uint32],          ; how often yes, an option each
///                2: [2*50 uint32],          ; how often "if need be"
///                3: uint32,                 ; how many have answered
///                ? 4: [* line],             ; who said what, in the order of the votes: only where
///                                           ; the poll shows names
///                * uint .ge 64 => any }
///     line   = [bstr .size 16,              ; user
///               bstr .size (2..50),         ; a byte for each option: 0 no, 1 yes, 2 if need be
///               ? tstr]                     ; her comment
struct PollResult {
    /// People who can have answered one poll: a group's members, and many who left since; far below
    /// what sums of such numbers could exceed.
    static constexpr std::uint32_t kGreatestVoters = 100'000;

    struct Line {
        UserId user;
        std::vector<Answer> answers;
        std::string comment{};
        friend bool operator==(const Line&, const Line&) = default;
    };

    std::vector<std::uint32_t> yes;
    std::vector<std::uint32_t> ifNeedBe;
    std::uint32_t voters = 0;
    std::optional<std::vector<Line>> lines{};
    friend bool operator==(const PollResult&, const PollResult&) = default;
};

void writePollResult(QCborStreamWriter& writer, const PollResult& result);
/// The reader fails where it is none; `isNewer` becomes true where it has what this version does
/// not know.
[[nodiscard]] PollResult readPollResult(CborReader& reader, bool& isNewer);
/// By itself, for the store.
[[nodiscard]] Bytes encodePollResult(const PollResult& result);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<PollResult> parsePollResult(ByteView cbor);

/// Letters (code points) of what is written to a vote.
inline constexpr std::size_t kGreatestComment = 256;
/// 1 to that many.
[[nodiscard]] bool isComment(const std::string& text);

} // namespace kontor::content
