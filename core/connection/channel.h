#pragma once

#include "core/async/completion.h"
#include "core/connection/login.h"
#include "core/connection/requests.h"
#include "core/connection/socket.h"

namespace kontor {

/// One way to a server, from the first byte to the last: a socket, the first exchange, then frames.
/// Nothing is sent before the server has shown that it is the right one; from then on the Requests
/// go through here. Core thread.
class Channel {
public:
    /// From the start of a try until the server is recognised.
    static constexpr Milliseconds kGreetingTime{10'000};

    struct Events {
        std::function<void(wire::Frame push)> pushed;
        /// After the greeting: the end, once. Requests have been closed.
        std::function<void(Error reason)> closed;
    };

    Channel(const Clock& clock, Timers& timers, Requests& requests, SocketFactory sockets);
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    ~Channel();

    /// A new try; one before is given up. Errors: those of checkHello(), NotReachable, TimedOut,
    /// Stopped. `events` speak after a good greeting only.
    [[nodiscard]] Completion<Greeting> open(const ServerAddress& server, const ServerPin& pin,
                                            Events events, const std::stop_token& stop);
    /// Says nothing more, `closed` neither; requests end with `reason`.
    void close(const Error& reason);

    /// Signs of life, for whoever watches: when something came last, or when this was asked last
    /// and less was left to send than the time before.
    [[nodiscard]] Milliseconds lastSign();

private:
    void receive(ByteView message);
    void handle(wire::Frame frame);
    void handleHello(const wire::Frame& frame);
    void fail(const Error& reason);

    const Clock& m_clock;
    Timers& m_timers;
    Requests& m_requests;
    SocketFactory m_sockets;
    std::unique_ptr<Socket> m_socket;
    std::vector<std::unique_ptr<Socket>> m_old; ///< not destroyed inside their own call
    Timers::Handle m_sweep = Timers::Handle::None;
    std::optional<Completion<Greeting>> m_greeting; ///< until it has come
    identity::TlsKeyHash m_peer;
    ServerPin m_pin;
    Events m_events;
    Milliseconds m_lastSign{0};
    std::size_t m_unsent = 0;
};

} // namespace kontor
