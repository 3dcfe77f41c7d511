#include "app/calls/call_controller.h"

#include <algorithm>
#include <utility>

namespace kontor {

using namespace call_event;
using namespace call_action;

namespace {

constexpr Milliseconds kTogether{50};
/// Calls of which something came early, and how much of each is kept.
constexpr std::size_t kEarlyCalls = 4;
constexpr std::size_t kEarlyCandidates = 64;

media::Description toMedia(const CallDescription& description) {
    return {description.sdp, description.fingerprint.bytes};
}

CallDescription fromMedia(const media::Description& description) {
    return {description.sdp, DtlsFingerprint(description.fingerprint)};
}

} // namespace

CallController::CallController(Surroundings surroundings, Hooks hooks)
    : m_surroundings(std::move(surroundings))
    , m_hooks(std::move(hooks)) {}

CallController::~CallController() {
    m_alive.reset();
    for (const auto& [timer, handle] : m_timers)
        m_surroundings.timers.cancel(handle);
    m_surroundings.timers.cancel(m_soon);
}

void CallController::start(ConversationId conversation, const Person& peer) {
    if (inCall())
        return;
    const CallId call = m_surroundings.freshCall();
    m_callers[call] = peer;
    hand(Start{call, conversation, peer.id});
}

void CallController::accept() {
    hand(Accept());
}

void CallController::decline() {
    hand(Decline());
}

void CallController::hangUp() {
    hand(HangUp());
}

void CallController::setMuted(bool muted) {
    if (!inCall() || m_shown.muted == muted)
        return;
    m_shown.muted = muted;
    if (m_engine)
        m_engine->setMicrophone(muted ? media::MediaEngine::Microphone::Muted
                                      : media::MediaEngine::Microphone::On);
    m_hooks.changed();
}

void CallController::apply(const CallSignalled& signal) {
    const CallId& call = signal.signal.call;
    if (const auto* offer = std::get_if<CallOffer>(&signal.signal.what)) {
        m_callers[call] = signal.sender;
        OfferIn in;
        in.call = call;
        in.conversation = signal.conversation;
        in.caller = signal.sender.id;
        in.left = signal.left;
        in.description = offer->description;
        hand(in);
    } else if (const auto* answer = std::get_if<CallAnswer>(&signal.signal.what)) {
        if (inCall() && call == m_state.call)
            m_shown.words = signal.words;
        if (signal.side == TimelineEntry::Side::Other)
            hand(AnswerIn{call, answer->description});
        else
            m_hooks.changed();
    } else if (const auto* end = std::get_if<CallEnd>(&signal.signal.what)) {
        hand(EndIn{call, end->reason});
    }
}

void CallController::apply(const CallCandidatesArrived& arrived) {
    const bool ours = inCall() && arrived.call == m_state.call;
    if (ours && m_engine) {
        for (const CallCandidate& candidate : arrived.candidates)
            m_engine->addCandidate({candidate.mediaLine, candidate.text});
    } else {
        auto& early = m_early[arrived.call];
        for (const CallCandidate& candidate : arrived.candidates)
            if (early.size() < kEarlyCandidates && std::ranges::count(early, candidate) == 0)
                early.push_back(candidate);
        while (m_early.size() > kEarlyCalls)
            m_early.erase(m_early.begin()->first == arrived.call ? std::next(m_early.begin())
                                                                 : m_early.begin());
    }
    hand(SignIn{arrived.call});
}

void CallController::hand(const CallEvent& event) {
    CallStep step = stepCall(std::exchange(m_state, {}), event);
    m_state = std::move(step.state);
    const bool changed = !step.actions.empty() || m_shown.phase != m_state.phase;
    // The last word is told when everything else has been done.
    std::optional<TellEnd> end;
    for (const CallAction& action : step.actions) {
        if (const auto* told = std::get_if<TellEnd>(&action))
            end = *told;
        else
            carryOut(action);
    }
    if (changed)
        show();
    if (end)
        m_hooks.ended(end->outcome, end->error);
}

void CallController::show() {
    if (m_state.phase == CallPhase::Idle) {
        m_shown = Shown();
        m_callers.clear();
        return m_hooks.changed();
    }
    if (m_shown.call != m_state.call) {
        m_shown = Shown();
        m_shown.call = m_state.call;
        m_shown.peer = m_callers[m_state.call];
    }
    m_shown.phase = m_state.phase;
    m_shown.direction = m_state.direction;
    m_shown.conversation = m_state.conversation;
    if (m_state.phase == CallPhase::Active && !m_shown.activeSince)
        m_shown.activeSince = m_surroundings.clock.steady();
    m_hooks.changed();
}

void CallController::carryOut(const CallAction& action) {
    if (const auto* open = std::get_if<OpenMedia>(&action)) {
        carryOut(*open);
    } else if (const auto* answer = std::get_if<TakeAnswer>(&action)) {
        if (m_engine)
            m_engine->takeAnswer(toMedia(answer->description));
    } else if (std::holds_alternative<CloseMedia>(action)) {
        m_engine.reset();
        ++m_engineNumber;
        m_ours.clear();
        m_surroundings.timers.cancel(std::exchange(m_soon, Timers::Handle::None));
    } else if (const auto* out = std::get_if<Send>(&action)) {
        send(*out);
    } else if (std::holds_alternative<SendCandidates>(action)) {
        sendCandidates();
    } else if (const auto* timer = std::get_if<StartTimer>(&action)) {
        startTimer(*timer);
    } else if (const auto* stop = std::get_if<StopTimer>(&action)) {
        stopTimer(stop->timer);
    }
    // StartRinging, StopRinging: whoever shows Ringing rings.
}

/// What helps the two to meet is asked for each time: credentials are short-lived. Without an
/// answer the call tries by itself.
void CallController::carryOut(const OpenMedia& open) {
    const std::uint64_t number = ++m_engineNumber;
    m_surroundings.client.callServers(
        [this, alive = std::weak_ptr(m_alive), number, open](Result<CallServers> servers) {
            if (alive.expired() || number != m_engineNumber)
                return;
            openEngine(open, servers.ok() ? std::move(servers).value() : CallServers());
        });
}

void CallController::openEngine(const OpenMedia& open, CallServers servers) {
    media::Setup setup;
    setup.helpers.stun = std::move(servers.stun);
    setup.helpers.turn = std::move(servers.turn);
    setup.helpers.username = std::move(servers.username);
    setup.helpers.password = std::move(servers.password);
    setup.ways = m_wishes.ways;
    setup.files = m_wishes.files;
    m_engine = m_surroundings.voices(std::move(setup),
                                     [owner = &m_surroundings.owner, alive = std::weak_ptr(m_alive),
                                      this, number = m_engineNumber](const media::Event& event) {
                                         owner->post([alive, this, number, event] {
                                             if (!alive.expired())
                                                 takeFromEngine(number, event);
                                         });
                                     });
    if (m_shown.muted)
        m_engine->setMicrophone(media::MediaEngine::Microphone::Muted);
    if (open.theirs)
        m_engine->createAnswer(toMedia(*open.theirs));
    else
        m_engine->createOffer();
    for (const CallCandidate& candidate : m_early[open.call])
        m_engine->addCandidate({candidate.mediaLine, candidate.text});
    m_early.erase(open.call);
}

void CallController::takeFromEngine(std::uint64_t engine, const media::Event& event) {
    if (engine != m_engineNumber)
        return;
    if (const auto* described = std::get_if<media::event::Described>(&event)) {
        hand(Described{fromMedia(described->own)});
    } else if (const auto* found = std::get_if<media::event::CandidateFound>(&event)) {
        m_ours.push_back({found->candidate.mediaLine, found->candidate.text});
        if (m_soon == Timers::Handle::None)
            m_soon = m_surroundings.timers.at(m_surroundings.clock.steady() + kTogether, [this] {
                m_soon = Timers::Handle::None;
                sendCandidates();
            });
    } else if (std::holds_alternative<media::event::Connected>(event)) {
        hand(MediaConnected());
    } else if (std::holds_alternative<media::event::WrongCertificate>(event)) {
        hand(WrongCertificate());
    } else if (const auto* changed = std::get_if<media::event::QualityChanged>(&event)) {
        m_shown.quality = changed->quality;
        m_hooks.changed();
    } else if (std::holds_alternative<media::event::Silent>(event)) {
        hand(MediaSilent());
    } else if (const auto* failed = std::get_if<media::event::Failed>(&event)) {
        handFailure(failed->error);
    }
}

void CallController::handFailure(const Error& error) {
    const std::vector<std::string> fingerprint{"fingerprint"};
    if (error.code == ErrorCode::Malformed && error.args == fingerprint)
        hand(WrongCertificate());
    else if (error.code == ErrorCode::NotReachable)
        hand(TimeOut{CallTimer::Connect}); // no way between the two: nobody's device is at fault
    else
        hand(MediaFailed{error});
}

void CallController::send(const Send& send) {
    const CallId call = send.signal.call;
    const bool ends = std::holds_alternative<CallEnd>(send.signal.what);
    m_surroundings.client.sendCallSignal(
        send.conversation, send.signal,
        [this, alive = std::weak_ptr(m_alive), call, ends](const Result<void>& sent) {
            if (!alive.expired() && !sent.ok() && !ends)
                hand(SendFailed{call, sent.error()});
        });
}

/// Before the other side has accepted nobody is told where we are, unless we call.
void CallController::sendCandidates() {
    const bool wanted =
        m_state.phase == CallPhase::Calling || m_state.phase == CallPhase::Connecting;
    if (wanted)
        m_surroundings.client.sendCallCandidates(m_state.conversation, m_state.call, m_ours);
}

void CallController::startTimer(const StartTimer& timer) {
    stopTimer(timer.timer);
    m_timers[timer.timer] = m_surroundings.timers.at(m_surroundings.clock.steady() + timer.length,
                                                     [this, which = timer.timer] {
                                                         m_timers.erase(which);
                                                         hand(TimeOut{which});
                                                     });
}

void CallController::stopTimer(CallTimer timer) {
    const auto found = m_timers.find(timer);
    if (found == m_timers.end())
        return;
    m_surroundings.timers.cancel(found->second);
    m_timers.erase(found);
}

} // namespace kontor
