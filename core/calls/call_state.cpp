#include "core/calls/call_state.h"

#include <algorithm>
#include <span>
#include <utility>

namespace kontor {

using namespace call_event;
using namespace call_action;

bool CallState::isOver(const CallId& which) const {
    return which != CallId() && std::ranges::find(over, which) != over.end();
}

namespace {

std::span<const CallTimer> timersOf(CallPhase phase) {
    static constexpr std::array kConnect{CallTimer::Connect};
    static constexpr std::array kCalling{CallTimer::Ring, CallTimer::Repeat};
    static constexpr std::array kRinging{CallTimer::Ring, CallTimer::NoSign};
    static constexpr std::array kConnecting{CallTimer::Connect, CallTimer::Repeat};
    switch (phase) {
    case CallPhase::Preparing:
    case CallPhase::Accepting:
        return kConnect;
    case CallPhase::Calling:
        return kCalling;
    case CallPhase::Ringing:
        return kRinging;
    case CallPhase::Connecting:
        return kConnecting;
    case CallPhase::Idle:
    case CallPhase::Active:
        break;
    }
    return {};
}

/// What the caller's machine shows when the other side's message ends it, and the callee's.
CallOutcome outcomeOf(CallEndReason reason, CallPhase phase) {
    if (phase == CallPhase::Ringing)
        return CallOutcome::Missed;
    switch (reason) {
    case CallEndReason::Declined:
        return CallOutcome::PeerDeclined;
    case CallEndReason::Busy:
        return CallOutcome::PeerBusy;
    case CallEndReason::Failed:
        return CallOutcome::PeerFailed;
    case CallEndReason::Lost:
        return CallOutcome::PeerLost;
    case CallEndReason::HungUp:
    case CallEndReason::NoAnswer:
    case CallEndReason::Withdrawn:
        break;
    }
    return CallOutcome::PeerHungUp;
}

/// One step: a handler for each event, which looks at the phase and nothing else.
class Stepper {
public:
    explicit Stepper(CallState state)
        : m_state(std::move(state)) {}
    [[nodiscard]] CallStep finish() && { return {std::move(m_state), std::move(m_actions)}; }

    void on(const Start& start) {
        if (m_state.phase != CallPhase::Idle)
            return;
        m_state.call = start.call;
        m_state.conversation = start.conversation;
        m_state.peer = start.peer;
        m_state.direction = CallState::Direction::Outgoing;
        act(OpenMedia{start.call, std::nullopt});
        enter(CallPhase::Preparing);
        act(StartTimer{CallTimer::Connect, calls::kConnect});
    }

    void on(const Accept& /*event*/) {
        if (m_state.phase == CallPhase::Ringing)
            accept();
    }

    void on(const Decline& /*event*/) {
        if (m_state.phase != CallPhase::Ringing)
            return;
        sendEnd(CallEndReason::Declined);
        end(CallOutcome::DeclinedHere);
    }

    void on(const HangUp& /*event*/) {
        switch (m_state.phase) {
        case CallPhase::Idle:
            return;
        case CallPhase::Ringing:
            return on(Decline());
        case CallPhase::Preparing:
            break; // nobody knows of it
        default:
            sendEnd(CallEndReason::HungUp);
        }
        end(CallOutcome::HungUp);
    }

    void on(const OfferIn& offer) {
        if (m_state.isOver(offer.call))
            return;
        const bool known = m_state.phase != CallPhase::Idle && offer.call == m_state.call;
        if (known || offer.left <= Milliseconds(0))
            return;
        if (m_state.phase == CallPhase::Idle)
            return ring(offer);
        if (offer.conversation != m_state.conversation) {
            // One that says it is busy is told no more of it.
            forget(offer.call);
            return act(Send{offer.conversation, {offer.call, CallEnd{CallEndReason::Busy}}});
        }
        if (m_state.phase == CallPhase::Preparing || m_state.phase == CallPhase::Calling)
            return meet(offer);
        // The other side has begun anew: what there was is over for it.
        if (m_state.phase == CallPhase::Ringing)
            act(StopRinging());
        else
            act(CloseMedia());
        forget(m_state.call);
        ring(offer);
    }

    void on(const AnswerIn& answer) {
        if (m_state.phase != CallPhase::Calling || answer.call != m_state.call)
            return;
        act(TakeAnswer{answer.description});
        connectMedia();
    }

    void on(const EndIn& ended) {
        if (m_state.phase == CallPhase::Idle || ended.call != m_state.call)
            return forget(ended.call);
        end(outcomeOf(ended.reason, m_state.phase));
    }

    void on(const SignIn& sign) {
        if (m_state.phase == CallPhase::Ringing && sign.call == m_state.call)
            act(StartTimer{CallTimer::NoSign, calls::kNoSign});
    }

    void on(const Described& described) {
        const CallDescription& own = described.description;
        if (m_state.phase == CallPhase::Preparing) {
            send(CallOffer{own, calls::kRing});
            enter(CallPhase::Calling);
            act(StartTimer{CallTimer::Ring, calls::kRing});
            act(StartTimer{CallTimer::Repeat, calls::kRepeat});
        } else if (m_state.phase == CallPhase::Accepting) {
            send(CallAnswer{own});
            connectMedia();
        }
    }

    void on(const SendFailed& failed) {
        if (m_state.phase != CallPhase::Idle && failed.call == m_state.call)
            end(CallOutcome::NotSent, failed.error);
    }

    void on(const MediaConnected& /*event*/) {
        if (m_state.phase == CallPhase::Connecting)
            enter(CallPhase::Active);
    }

    void on(const MediaSilent& /*event*/) {
        if (m_state.phase != CallPhase::Active)
            return;
        sendEnd(CallEndReason::Lost);
        end(CallOutcome::PeerLost);
    }

    void on(const MediaFailed& failed) {
        if (!hasMedia())
            return;
        if (m_state.phase != CallPhase::Preparing)
            sendEnd(CallEndReason::Failed);
        end(CallOutcome::MediaFailed, failed.error);
    }

    void on(const WrongCertificate& /*event*/) {
        if (!hasMedia())
            return;
        sendEnd(CallEndReason::Failed);
        end(CallOutcome::WrongPeer);
    }

    void on(const TimeOut& due) {
        switch (due.timer) {
        case CallTimer::Ring:
            return ringIsOver();
        case CallTimer::NoSign:
            if (m_state.phase == CallPhase::Ringing)
                end(CallOutcome::Missed);
            return;
        case CallTimer::Connect:
            return connectIsOver();
        case CallTimer::Repeat:
            if (m_state.phase == CallPhase::Calling || m_state.phase == CallPhase::Connecting) {
                act(SendCandidates());
                act(StartTimer{CallTimer::Repeat, calls::kRepeat});
            }
            return;
        }
    }

private:
    /// In place: g++ 12 sees uninitialised values in a moved variant that has none.
    template <typename Action>
    void act(Action action) {
        m_actions.emplace_back(std::in_place_type<Action>, std::move(action));
    }

    void enter(CallPhase phase) {
        for (const CallTimer timer : timersOf(m_state.phase))
            act(StopTimer{timer});
        m_state.phase = phase;
    }

    [[nodiscard]] bool hasMedia() const {
        return m_state.phase != CallPhase::Idle && m_state.phase != CallPhase::Ringing;
    }

    void forget(const CallId& call) {
        m_state.over.at(m_state.overNext) = call;
        m_state.overNext = (m_state.overNext + 1) % m_state.over.size();
    }

    template <typename What>
    void send(What what) {
        act(Send{m_state.conversation, {m_state.call, std::move(what)}});
    }
    void sendEnd(CallEndReason reason) { send(CallEnd{reason}); }

    void end(CallOutcome outcome, std::optional<Error> error = {}) {
        if (hasMedia())
            act(CloseMedia());
        else
            act(StopRinging());
        forget(m_state.call);
        enter(CallPhase::Idle);
        m_state.theirs = {};
        act(TellEnd{outcome, std::move(error)});
    }

    void take(const OfferIn& offer) {
        m_state.call = offer.call;
        m_state.conversation = offer.conversation;
        m_state.peer = offer.caller;
        m_state.direction = CallState::Direction::Incoming;
        m_state.theirs = offer.description;
    }

    void ring(const OfferIn& offer) {
        take(offer);
        act(StartRinging());
        enter(CallPhase::Ringing);
        act(StartTimer{CallTimer::Ring, std::min(offer.left, calls::kRing)});
        act(StartTimer{CallTimer::NoSign, calls::kNoSign});
    }

    void accept() {
        if (m_state.phase == CallPhase::Ringing)
            act(StopRinging());
        act(OpenMedia{m_state.call, std::exchange(m_state.theirs, {})});
        enter(CallPhase::Accepting);
        act(StartTimer{CallTimer::Connect, calls::kConnect});
    }

    /// Both call at once. The call of the lower user id is the one call; the other gives way, and
    /// who has called wants to talk: no ringing.
    void meet(const OfferIn& offer) {
        const bool announced = m_state.phase == CallPhase::Calling;
        if (announced && m_state.self < offer.caller)
            return forget(offer.call);
        if (announced)
            sendEnd(CallEndReason::Withdrawn);
        act(CloseMedia());
        forget(m_state.call);
        take(offer);
        accept();
    }

    void connectMedia() {
        enter(CallPhase::Connecting);
        act(StartTimer{CallTimer::Connect, calls::kConnect});
        act(SendCandidates());
        act(StartTimer{CallTimer::Repeat, calls::kRepeat});
    }

    void ringIsOver() {
        if (m_state.phase == CallPhase::Ringing) {
            end(CallOutcome::Missed);
        } else if (m_state.phase == CallPhase::Calling) {
            sendEnd(CallEndReason::NoAnswer);
            end(CallOutcome::NoAnswer);
        }
    }

    void connectIsOver() {
        switch (m_state.phase) {
        case CallPhase::Preparing:
            return end(CallOutcome::MediaFailed, Error(ErrorCode::TimedOut));
        case CallPhase::Accepting:
            sendEnd(CallEndReason::Failed);
            return end(CallOutcome::MediaFailed, Error(ErrorCode::TimedOut));
        case CallPhase::Connecting:
            sendEnd(CallEndReason::Failed);
            return end(CallOutcome::NoConnection);
        default:
            return;
        }
    }

    CallState m_state;
    std::vector<CallAction> m_actions;
};

} // namespace

CallStep stepCall(CallState state, const CallEvent& event) {
    Stepper stepper(std::move(state));
    std::visit([&stepper](const auto& what) { stepper.on(what); }, event);
    return std::move(stepper).finish();
}

} // namespace kontor
