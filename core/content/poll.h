#pragma once

#include "base/id.h"
#include "core/content/mimi_content.h"
#include "core/content/poll_result.h"
#include "core/content/slot.h"
#include "crypto/hpke.h"

#include <chrono>
#include <variant>

namespace kontor::content {

inline constexpr std::string_view kPollType = "application/vnd.kontor.poll+cbor";

/// A question with its options. Nothing of it changes once it is sent; what changes is its state,
/// by a PollClosing or a PollReopening, and its votes (vote.h). The poll's name is the MIMI message
/// id of the message that asked it.
///
///     poll = { 0: 1,                        ; version
///              1: 0,                        ; act: asks
///              2: tstr,                     ; title, 1 to 256 code points
///              3: [2*50 [uint32, tstr]] /   ; options: number, text of 1 to 256 code points;
///                 [2*50 [uint32, slot]],    ; or all of them slots (slot.h);
///                                           ; numbers ascend, none stands twice
///              4: 0 / 1,                    ; one choice, several choices
///              ? 6: 1,                      ; "if need be" is offered
///              ? 7: bstr .size 32,          ; sealed: votes are for this X25519 key of the author
///                                           ; alone, and what came of it is told by the closing
///              ? 8: 1,                      ; counted: who says what is not shown
///              ? 9: uint,                   ; deadline, seconds since 1970, UTC; bounds as a
///              slot's
///              * uint .ge 64 => any }       ; additions that do not change what a poll means
///
/// Keys below 64, acts, choices, flags and kinds of options that this version does not know change
/// what the poll means: VersionUnknown. What is left out is said by leaving it out: a flag that is
/// 0 is Malformed.
struct Poll {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kLeastOptions = 2;
    static constexpr std::size_t kGreatestOptions = 50;
    static constexpr std::size_t kGreatestLetters = 256; ///< code points of title and option

    struct Option {
        OptionId id;
        std::string text; ///< empty: it is a slot
        std::optional<Slot> slot{};
        friend bool operator==(const Option&, const Option&) = default;
    };
    enum class Choices : std::uint8_t { One = 0, Several = 1 };
    enum class Third : std::uint8_t { None, Offered };
    enum class Names : std::uint8_t { Shown, Counted };

    std::string title;
    std::vector<Option> options;
    Choices choices = Choices::One;
    Third third = Third::None;
    Names names = Names::Shown;
    std::optional<HpkePublicKey> sealedTo{};
    std::chrono::seconds deadline{0}; ///< since 1970; 0: none
    friend bool operator==(const Poll&, const Poll&) = default;
};

/// A poll ends: what comes behind it in the log does not count.
///
///     closing = { 0: 1, 1: 1, 5: bstr .size 32, ? 10: result, * uint .ge 64 => any }
struct PollClosing {
    MessageId poll;
    std::optional<PollResult> result{}; ///< of a sealed one
    friend bool operator==(const PollClosing&, const PollClosing&) = default;
};

/// A closed poll is open again.
///
///     reopening = { 0: 1, 1: 2, 5: bstr .size 32, * uint .ge 64 => any }
struct PollReopening {
    MessageId poll;
    friend bool operator==(const PollReopening&, const PollReopening&) = default;
};

/// What the media type says.
using PollAct = std::variant<Poll, PollClosing, PollReopening>;

/// Malformed: outside of the limits above.
[[nodiscard]] Result<void> checkPoll(const Poll& poll);
[[nodiscard]] SinglePart encodePoll(const Poll& poll);
[[nodiscard]] SinglePart encodePollClosing(const PollClosing& closing);
[[nodiscard]] SinglePart encodePollReopening(const PollReopening& reopening);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<PollAct> parsePoll(ByteView cbor);

} // namespace kontor::content
