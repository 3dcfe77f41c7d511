#include "tests/core/calls/two_sides.h"

namespace kontor::test {

using namespace call_event;
using namespace call_action;

namespace {

constexpr Milliseconds kTick{100};
constexpr Milliseconds kSilence{12'000};

TwoSides::Who other(TwoSides::Who who) {
    return who == TwoSides::Anna ? TwoSides::Bob : TwoSides::Anna;
}

} // namespace

TwoSides::TwoSides(std::uint64_t seed, CallWeather weather)
    : m_random(seed)
    , m_weather(weather)
    , m_noWay(m_random.once(weather.noWay)) {
    m_sides[Anna].state.self.bytes[0] = 1;
    m_sides[Bob].state.self.bytes[0] = 2;
}

void TwoSides::start(Who who) {
    Start begin;
    begin.call = m_random.id<CallId>();
    begin.conversation = ConversationId(1);
    begin.peer = m_sides[other(who)].state.self;
    hand(who, begin);
}

void TwoSides::kill(Who who) {
    Side fresh;
    fresh.state.self = m_sides[who].state.self;
    fresh.lastOut = m_sides[who].lastOut;
    fresh.lastIn = m_sides[who].lastIn;
    m_sides[who] = std::move(fresh);
}

void TwoSides::connect(Who who) {
    m_sides[who].connected = true;
    for (auto& entry : std::exchange(m_sides[who].missed, {}))
        entry();
}

void TwoSides::later(Milliseconds by, std::function<void()> what) {
    m_queue.emplace(m_now + by, std::move(what));
}

void TwoSides::run(Milliseconds time) {
    const Milliseconds end = m_now + time;
    Milliseconds tick = m_now + kTick;
    while (m_now < end && m_broken.empty()) {
        const bool ticks = m_queue.empty() || m_queue.begin()->first >= tick;
        m_now = std::min(end, ticks ? tick : std::max(m_now, m_queue.begin()->first));
        if (ticks) {
            tick += kTick;
            tickMedia();
            continue;
        }
        const auto what = std::move(m_queue.begin()->second);
        m_queue.erase(m_queue.begin());
        what();
    }
}

bool TwoSides::together() const {
    return state(Anna).phase == CallPhase::Active && state(Bob).phase == CallPhase::Active &&
           state(Anna).call == state(Bob).call;
}

void TwoSides::hand(Who who, const CallEvent& event) {
    CallStep step = stepCall(m_sides[who].state, event);
    m_sides[who].state = std::move(step.state);
    for (const CallAction& action : step.actions)
        act(who, action);
    check(who);
}

void TwoSides::act(Who who, const CallAction& action) {
    Side& side = m_sides[who];
    if (const auto* open = std::get_if<OpenMedia>(&action)) {
        openMedia(who, *open);
    } else if (const auto* answer = std::get_if<TakeAnswer>(&action)) {
        if (!side.engine || !side.engine->theirs.empty())
            return fail("an answer for no engine");
        side.engine->theirs = answer->description.sdp;
    } else if (std::holds_alternative<CloseMedia>(action)) {
        if (!side.engine)
            return fail("an engine is closed twice");
        side.engine.reset();
    } else if (const auto* out = std::get_if<Send>(&action)) {
        send(who, out->signal);
    } else if (std::holds_alternative<SendCandidates>(action)) {
        sendCandidates(who);
    } else if (std::holds_alternative<StartRinging>(action)) {
        side.rings = true;
        side.ringsUntil = m_now + calls::kRing;
    } else if (std::holds_alternative<StopRinging>(action)) {
        side.rings = false;
    } else if (const auto* timer = std::get_if<StartTimer>(&action)) {
        const std::uint64_t number = side.timers[timer->timer] = ++m_lastTimer;
        later(timer->length, [this, who, which = timer->timer, number] {
            const auto running = m_sides[who].timers.find(which);
            if (running == m_sides[who].timers.end() || running->second != number)
                return;
            m_sides[who].timers.erase(running);
            hand(who, TimeOut{which});
        });
    } else if (const auto* stop = std::get_if<StopTimer>(&action)) {
        side.timers.erase(stop->timer);
    } else if (const auto* end = std::get_if<TellEnd>(&action)) {
        side.outcomes.push_back(end->outcome);
    }
}

/// To the log, behind what this side sent before; from there to the other side, in order.
void TwoSides::send(Who who, const CallSignal& signal) {
    Side& side = m_sides[who];
    side.lastOut = std::max(side.lastOut, m_now + drawn(m_weather.latest));
    later(side.lastOut - m_now, [this, who, signal] {
        ++m_entries;
        if (m_random.once(m_weather.loseSignal))
            return;
        const int copies = m_random.once(m_weather.doubleSignal) ? 2 : 1;
        Side& receiver = m_sides[other(who)];
        for (int i = 0; i < copies; ++i) {
            receiver.lastIn = std::max(receiver.lastIn, m_now + drawn(m_weather.latest));
            later(receiver.lastIn - m_now, [this, to = other(who), signal, at = m_now] {
                if (m_sides[to].connected)
                    return deliver(to, signal, at);
                m_sides[to].missed.emplace_back(
                    [this, to, signal, at] { deliver(to, signal, at); });
            });
        }
    });
}

void TwoSides::deliver(Who to, const CallSignal& signal, Milliseconds writtenAt) {
    if (const auto* offer = std::get_if<CallOffer>(&signal.what)) {
        OfferIn in;
        in.call = signal.call;
        in.conversation = ConversationId(1);
        in.caller = m_sides[other(to)].state.self;
        in.left = offer->ringFor - (m_now - writtenAt);
        in.description = offer->description;
        const bool rang = m_sides[to].rings;
        hand(to, in);
        if (!rang && m_sides[to].rings && in.left <= Milliseconds(0))
            fail("a call that is over rings");
    } else if (const auto* answer = std::get_if<CallAnswer>(&signal.what)) {
        hand(to, AnswerIn{signal.call, answer->description});
    } else if (const auto* end = std::get_if<CallEnd>(&signal.what)) {
        hand(to, EndIn{signal.call, end->reason});
    }
}

void TwoSides::sendCandidates(Who who) {
    if (!m_sides[who].engine)
        return fail("candidates without an engine");
    if (m_random.once(m_weather.loseCandidates))
        return;
    later(drawn(m_weather.latest), [this, to = other(who), call = m_sides[who].engine->call] {
        if (!m_sides[to].connected)
            return;
        if (m_sides[to].engine && m_sides[to].engine->call == call)
            m_sides[to].engine->candidates = true;
        hand(to, SignIn{call});
    });
}

void TwoSides::openMedia(Who who, const OpenMedia& open) {
    if (m_sides[who].engine)
        return fail("two engines at once");
    Engine engine;
    engine.call = open.call;
    engine.own.sdp = "sdp " + std::to_string(++m_lastName);
    if (open.theirs)
        engine.theirs = open.theirs->sdp;
    m_sides[who].engine = engine;
    const bool fails = m_random.once(m_weather.mediaFails);
    later(drawn(300), [this, who, fails, name = engine.own.sdp] {
        const auto& mine = m_sides[who].engine;
        if (!mine || mine->own.sdp != name)
            return;
        if (fails)
            hand(who, MediaFailed{Error(ErrorCode::Internal)});
        else
            hand(who, Described{mine->own});
    });
}

void TwoSides::tickMedia() {
    tickMedia(Anna);
    tickMedia(Bob);
}

/// Sound flows between engines that know each other's descriptions and ways.
void TwoSides::tickMedia(Who who) {
    auto& mine = m_sides[who].engine;
    if (!mine || mine->theirs.empty())
        return;
    const auto& theirs = m_sides[other(who)].engine;
    const bool linked = theirs && theirs->own.sdp == mine->theirs &&
                        theirs->theirs == mine->own.sdp && theirs->candidates && mine->candidates &&
                        !m_noWay;
    if (linked) {
        mine->aloneSince.reset();
        if (!std::exchange(mine->told, true))
            hand(who, MediaConnected());
        return;
    }
    if (!mine->told)
        return;
    if (!mine->aloneSince)
        mine->aloneSince = m_now;
    if (m_now - *mine->aloneSince >= kSilence)
        hand(who, MediaSilent());
}

void TwoSides::check(Who who) {
    const Side& side = m_sides[who];
    const CallPhase phase = side.state.phase;
    if (side.rings != (phase == CallPhase::Ringing))
        fail("it rings, or does not, against its state");
    if (side.rings && m_now > *side.ringsUntil)
        fail("it rings longer than a call may");
    const bool engine = phase != CallPhase::Idle && phase != CallPhase::Ringing;
    if (side.engine.has_value() != engine)
        fail("the engine does not fit the state");
    if (side.engine && side.engine->call != side.state.call)
        fail("the engine of another call");
    if (phase == CallPhase::Idle && !side.timers.empty())
        fail("a timer runs without a call");
}

} // namespace kontor::test
