#pragma once

#include "core/calls/call_values.h"

#include <array>
#include <optional>

/// One side of a call, as a table of states and events; docs/calls.md prints it. Pure: no clock, no
/// engine, no client. Whoever holds it (app/calls/call_controller.h) carries out the actions and
/// brings what comes of them back as events.
///
/// A device is in one call at a time. Signals come through the log: in one order for both, each
/// once. The machine does not rely on it: what is late, doubled or of another call is passed over,
/// and every state but Idle and Active ends by a timer, Active by the silence of the other side.
namespace kontor {

namespace calls {
inline constexpr Milliseconds kRing{45'000};
/// From the answer until the first sound: gathering, checks, DTLS. Over it there is no way.
inline constexpr Milliseconds kConnect{15'000};
/// While it rings, the caller repeats its candidates this often, so that lost ones do no harm; they
/// are the sign that it is still there.
inline constexpr Milliseconds kRepeat{3'000};
/// Ringing without a sign of the caller: its program is gone.
inline constexpr Milliseconds kNoSign{20'000};
} // namespace calls

enum class CallPhase : std::uint8_t {
    Idle,
    Preparing,  ///< outgoing: the microphone is opened, the offer is made
    Calling,    ///< outgoing: the offer is on its way or rings over there
    Ringing,    ///< incoming: it rings here
    Accepting,  ///< incoming: accepted, the answer is made
    Connecting, ///< both descriptions are known; media looks for its way
    Active,     ///< they hear each other
};

/// How it ended, for the person.
enum class CallOutcome : std::uint8_t {
    HungUp,     ///< by this side
    PeerHungUp, ///< by the other
    PeerDeclined,
    DeclinedHere,
    PeerBusy,
    NoAnswer,
    Missed,       ///< the caller gave up or vanished while it rang here
    NoConnection, ///< media found no way in time
    PeerFailed,   ///< the other side could not take part
    PeerLost,     ///< the other side went silent
    WrongPeer,    ///< the certificate is not the one of the encrypted message
    NotSent,      ///< the offer or answer cannot be sent: `error`
    MediaFailed,  ///< this side's microphone, loudspeaker or engine: `error`
};

enum class CallTimer : std::uint8_t { Ring, Connect, Repeat, NoSign };

struct CallState {
    UserId self;
    CallPhase phase = CallPhase::Idle;
    CallId call;
    ConversationId conversation;
    UserId peer;
    enum class Direction : std::uint8_t { Outgoing, Incoming } direction = Direction::Outgoing;
    CallDescription theirs; ///< Ringing: the offer
    /// The latest calls that are over for this side: whatever still comes of them is passed over.
    std::array<CallId, 16> over{};
    std::size_t overNext = 0;

    [[nodiscard]] bool isOver(const CallId& which) const;
};

namespace call_event {
// ---- The person
struct Start {
    CallId call; ///< fresh
    ConversationId conversation;
    UserId peer;
};
struct Accept {};
struct Decline {};
struct HangUp {};
// ---- Signals of the other side
struct OfferIn {
    CallId call;
    ConversationId conversation;
    UserId caller;
    Milliseconds left{0}; ///< of its ringing time
    CallDescription description;
};
struct AnswerIn {
    CallId call;
    CallDescription description;
};
struct EndIn {
    CallId call;
    CallEndReason reason = CallEndReason::HungUp;
};
/// Its candidates came, perhaps once more.
struct SignIn {
    CallId call;
};
// ---- What became of actions
struct Described {
    CallDescription description;
};
struct SendFailed {
    CallId call;
    Error error;
};
struct MediaConnected {};
struct MediaSilent {}; ///< nothing was heard for so long that the other side is gone
struct MediaFailed {
    Error error;
};
struct WrongCertificate {};
struct TimeOut {
    CallTimer timer = CallTimer::Ring;
};
} // namespace call_event

using CallEvent =
    std::variant<call_event::Start, call_event::Accept, call_event::Decline, call_event::HangUp,
                 call_event::OfferIn, call_event::AnswerIn, call_event::EndIn, call_event::SignIn,
                 call_event::Described, call_event::SendFailed, call_event::MediaConnected,
                 call_event::MediaSilent, call_event::MediaFailed, call_event::WrongCertificate,
                 call_event::TimeOut>;

namespace call_action {
/// A new engine. With a remote description it answers, without it makes an offer; both come back as
/// Described.
struct OpenMedia {
    CallId call;
    std::optional<CallDescription> theirs;
};
struct TakeAnswer {
    CallDescription description;
};
struct CloseMedia {};
struct Send {
    ConversationId conversation;
    CallSignal signal;
};
/// Every candidate that is known by now.
struct SendCandidates {};
struct StartRinging {};
struct StopRinging {};
/// One timer of each kind: starting it again moves it.
struct StartTimer {
    CallTimer timer = CallTimer::Ring;
    Milliseconds length{0};
};
struct StopTimer {
    CallTimer timer = CallTimer::Ring;
};
struct TellEnd {
    CallOutcome outcome = CallOutcome::HungUp;
    std::optional<Error> error;
};
} // namespace call_action

using CallAction =
    std::variant<call_action::OpenMedia, call_action::TakeAnswer, call_action::CloseMedia,
                 call_action::Send, call_action::SendCandidates, call_action::StartRinging,
                 call_action::StopRinging, call_action::StartTimer, call_action::StopTimer,
                 call_action::TellEnd>;

struct CallStep {
    CallState state;
    std::vector<CallAction> actions; ///< in this order
};

/// What the event does in the state. An event that means nothing there changes nothing.
[[nodiscard]] CallStep stepCall(CallState state, const CallEvent& event);

} // namespace kontor
