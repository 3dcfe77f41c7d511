#include "core/connection/connection.h"

#include "protocol/status_code.h"

#include <utility>

namespace kontor {
namespace {

bool isFinal(ErrorCode code) {
    switch (code) {
    case ErrorCode::Fenced:
    case ErrorCode::DeviceRevoked:
    case ErrorCode::UserDisabled:
    case ErrorCode::LoginFailed:
        return true;
    default:
        return false;
    }
}

/// A server that stops says RETRY_LATER: for a client that is one that cannot be reached.
Error reasonOf(const wire::SessionEnded& ended) {
    wire::Answer answer;
    answer.set_code(ended.code());
    const Error error = protocol::errorOf(answer);
    return isFinal(error.code) ? error : Error(ErrorCode::NotReachable);
}

} // namespace

Connection::Connection(Surroundings surroundings, Requests& requests, ConnectionEvents events)
    : m_clock(surroundings.clock)
    , m_timers(surroundings.timers)
    , m_requests(requests)
    , m_events(std::move(events))
    , m_channel(surroundings.clock, surroundings.timers, requests, std::move(surroundings.sockets))
    , m_backoff(surroundings.random)
    , m_sleep(surroundings.clock) {}

Connection::~Connection() {
    m_events = {};
    m_timers.cancel(m_look);
    m_scope.requestStop();
    m_channel.close(Error(ErrorCode::Stopped));
}

void Connection::start(DeviceAccess access) {
    m_access = std::move(access);
    m_sleep.begin();
    watch();
    m_scope.spawn(run());
}

void Connection::connectNow() {
    m_backoff.reset();
    m_pause.complete({});
}

void Connection::caughtUp() {
    if (m_state == ConnectionState::CatchingUp)
        enter(ConnectionState::Online);
}

void Connection::reconnect(const Error& reason) {
    if (m_state == ConnectionState::Connecting)
        m_channel.close(reason);
    else
        m_over.complete(reason);
}

Task<void> Connection::run() {
    while (!m_scope.token().stop_requested()) {
        enter(ConnectionState::Connecting);
        m_loggedInAt.reset();
        const Error reason = co_await attempt();
        m_channel.close(Error(ErrorCode::NotReachable));
        if (reason.code == ErrorCode::Stopped)
            co_return;
        if (isFinal(reason.code)) {
            m_timers.cancel(m_look);
            enter(ConnectionState::Ended, reason);
            co_return;
        }
        if (m_loggedInAt && m_clock.steady() - *m_loggedInAt >= kSteadySession)
            m_backoff.reset();
        const Milliseconds wait = m_backoff.next();
        const Milliseconds until = m_clock.steady() + wait;
        m_pause = waitUntil(m_timers, until, m_scope.token());
        enter(ConnectionState::Offline, reason, wait);
        const auto waited = co_await m_pause;
        if (!waited.ok())
            co_return;
    }
}

Task<Error> Connection::attempt() {
    // Set before anything happens, so that whoever ends the try always ends this one.
    m_over = Completion<void>();
    m_over.stopBy(m_scope.token());
    Channel::Events events;
    events.pushed = [this](wire::Frame push) { handlePush(std::move(push)); };
    events.closed = [over = m_over](const Error& reason) { over.complete(reason); };
    const auto token = m_scope.token();
    const auto opening = m_channel.open(m_access.server, m_access.pin, std::move(events), token);
    auto greeting = co_await opening;
    if (!greeting.ok())
        co_return greeting.error();
    Greeting said = std::move(greeting).value();
    co_return co_await logIn(std::move(said));
}

Task<Error> Connection::logIn(Greeting greeting) {
    const auto helloSent = m_requests.clientHello(clientHello());
    const auto loginSent =
        m_requests.login(loginOf(m_access.device, *m_access.deviceKey, greeting.challenge));
    const auto hello = co_await helloSent;
    if (!hello.ok())
        co_return hello.error();
    auto login = co_await loginSent;
    if (!login.ok())
        co_return login.error();
    m_access.pin.leastStatement = greeting.statement.number;
    Session session{std::move(greeting), std::move(login).value()};
    m_pinged = false;
    m_loggedInAt = m_clock.steady();
    const auto over = m_over;
    enter(ConnectionState::CatchingUp);
    if (m_events.loggedIn)
        m_events.loggedIn(session);
    const auto reason = co_await over;
    co_return reason.error();
}

void Connection::enter(ConnectionState state, const std::optional<Error>& reason,
                       Milliseconds nextTryIn) {
    m_state = state;
    if (m_events.changed)
        m_events.changed(state, reason, nextTryIn);
}

void Connection::handlePush(wire::Frame push) {
    if (push.has_session_ended())
        m_over.complete(reasonOf(push.session_ended()));
    else if (m_events.pushed)
        m_events.pushed(std::move(push));
}

void Connection::watch() {
    m_nextLook = m_clock.steady() + kInterval;
    m_look = m_timers.at(m_nextLook, [this] {
        watch();
        look();
    });
}

void Connection::look() {
    if (m_sleep.slept(kInterval)) {
        if (m_state == ConnectionState::Offline)
            connectNow();
        else
            reconnect(Error(ErrorCode::NotReachable));
        return;
    }
    if (m_state != ConnectionState::CatchingUp && m_state != ConnectionState::Online)
        return;
    const auto silence = m_clock.steady() - m_channel.lastSign();
    if (silence < kQuiet) {
        m_pinged = false;
    } else if (!m_pinged) {
        m_pinged = true;
        (void)m_requests.ping();
    } else if (silence >= kSilence) {
        reconnect(Error(ErrorCode::NotReachable));
    }
}

} // namespace kontor
