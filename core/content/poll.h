#pragma once

#include "base/id.h"
#include "base/number.h"
#include "core/content/mimi_content.h"

#include <variant>

namespace kontor::content {

inline constexpr std::string_view kPollType = "application/vnd.kontor.poll+cbor";

/// An option of one poll, as its author numbered it.
using OptionId = Number<struct OptionIdTag, std::uint32_t>;

/// A question with its options. Nothing of it changes once it is sent; what changes is its state,
/// by a PollClosing of the same author, and its votes (vote.h). The poll's name is the MIMI message
/// id of the message that asked it.
///
///     poll = { 0: 1,                        ; version
///              1: 0,                        ; act: asks
///              2: tstr,                     ; title, 1 to 256 code points
///              3: [2*50 [uint32, tstr]],    ; options: number, text of 1 to 256 code points;
///                                           ; numbers ascend, no text stands twice
///              4: 0 / 1,                    ; one choice, several choices
///              * uint .ge 64 => any }       ; additions that do not change what a poll means
///
/// Keys below 64, acts, choices and kinds of options that this version does not know change what
/// the poll means: VersionUnknown.
struct Poll {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kLeastOptions = 2;
    static constexpr std::size_t kGreatestOptions = 50;
    static constexpr std::size_t kGreatestLetters = 256; ///< code points of title and option

    struct Option {
        OptionId id;
        std::string text;
        friend bool operator==(const Option&, const Option&) = default;
    };
    enum class Choices : std::uint8_t { One = 0, Several = 1 };

    std::string title;
    std::vector<Option> options;
    Choices choices = Choices::One;
    friend bool operator==(const Poll&, const Poll&) = default;
};

/// The author ends a poll: what comes behind it in the log does not count.
///
///     closing = { 0: 1, 1: 1, 5: bstr .size 32, * uint .ge 64 => any }
struct PollClosing {
    MessageId poll;
    friend bool operator==(const PollClosing&, const PollClosing&) = default;
};

/// Malformed: outside of the limits above.
[[nodiscard]] Result<void> checkPoll(const Poll& poll);
[[nodiscard]] SinglePart encodePoll(const Poll& poll);
[[nodiscard]] SinglePart encodePollClosing(const PollClosing& closing);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<std::variant<Poll, PollClosing>> parsePoll(ByteView cbor);

} // namespace kontor::content
