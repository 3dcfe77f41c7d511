#include "core/connection/channel.h"

#include "protocol/frame_codec.h"

#include <utility>

namespace kontor {

Channel::Channel(const Clock& clock, Timers& timers, Requests& requests, SocketFactory sockets)
    : m_clock(clock)
    , m_timers(timers)
    , m_requests(requests)
    , m_sockets(std::move(sockets)) {}

Channel::~Channel() {
    close(Error(ErrorCode::Stopped));
    m_timers.cancel(m_sweep);
}

Completion<Greeting> Channel::open(const ServerAddress& server, const ServerPin& pin, Events events,
                                   const std::stop_token& stop) {
    close(Error(ErrorCode::NotReachable));
    Completion<Greeting> greeting;
    m_greeting = greeting;
    m_pin = pin;
    m_events = std::move(events);
    m_unsent = 0;
    m_lastSign = m_clock.steady();
    m_socket = m_sockets();
    Socket::Events heard;
    heard.opened = [this](const identity::TlsKeyHash& peer) { m_peer = peer; };
    heard.received = [this](ByteView message) { receive(message); };
    heard.closed = [this](const Error& reason) { fail(reason); };
    m_socket->connectTo(server, std::move(heard));
    greeting.expireAt(m_timers, m_clock.steady() + kGreetingTime);
    greeting.stopBy(stop);
    return greeting;
}

void Channel::close(const Error& reason) {
    if (m_socket) {
        m_socket->close();
        m_old.push_back(std::move(m_socket));
        if (m_sweep == Timers::Handle::None)
            m_sweep = m_timers.at(m_clock.steady(), [this] {
                m_sweep = Timers::Handle::None;
                m_old.clear();
            });
    }
    m_events = {};
    const auto greeting = std::exchange(m_greeting, std::nullopt);
    m_requests.close(reason);
    if (greeting)
        greeting->complete(reason);
}

void Channel::fail(const Error& reason) {
    const auto closed = m_greeting ? nullptr : m_events.closed;
    close(reason);
    if (closed)
        closed(reason);
}

Milliseconds Channel::lastSign() {
    if (m_socket) {
        const auto unsent = m_socket->unsent();
        if (unsent < m_unsent)
            m_lastSign = m_clock.steady();
        m_unsent = unsent;
    }
    return m_lastSign;
}

void Channel::receive(ByteView message) {
    m_lastSign = m_clock.steady();
    auto batch = protocol::decodeBatch(message);
    if (!batch.ok()) {
        fail(batch.error());
        return;
    }
    const Socket* const socket = m_socket.get();
    for (auto& frame : *batch.value().mutable_frames()) {
        handle(std::move(frame));
        if (m_socket.get() != socket)
            return; // whoever was told has closed this way
    }
}

void Channel::handle(wire::Frame frame) {
    if (m_greeting && !m_greeting->isComplete())
        handleHello(frame);
    else if (m_greeting)
        return; // too late: whoever waited is about to close
    else if (frame.has_answer())
        m_requests.handleAnswer(frame.request_id(), std::move(*frame.mutable_answer()));
    else if (frame.request_id() == 0 && m_events.pushed)
        m_events.pushed(std::move(frame));
}

void Channel::handleHello(const wire::Frame& frame) {
    if (!frame.has_server_hello()) {
        fail(Error(ErrorCode::Malformed, {"hello"}));
        return;
    }
    auto greeting = checkHello(frame.server_hello(), m_pin, m_peer);
    if (!greeting.ok()) {
        fail(greeting.error());
        return;
    }
    m_requests.open([this](std::string batch) {
        if (m_socket)
            m_socket->send(std::move(batch));
    });
    const auto waiting = *std::exchange(m_greeting, std::nullopt);
    waiting.complete(std::move(greeting).value());
}

} // namespace kontor
