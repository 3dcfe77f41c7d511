#pragma once

#include "core/async/scope.h"
#include "core/connection/backoff.h"
#include "core/connection/channel.h"
#include "core/values.h"

namespace kontor {

/// Who logs in, and where.
struct DeviceAccess {
    ServerAddress server;
    ServerPin pin;
    DeviceId device;
    std::shared_ptr<const SignatureKeyPair> deviceKey;
};

/// What holds for one login, until the connection ends.
struct Session {
    Greeting greeting;
    wire::LoggedIn loggedIn;
};

struct ConnectionEvents {
    /// Every change of state, and every new wait while Offline.
    std::function<void(ConnectionState state, const std::optional<Error>& reason,
                       Milliseconds nextTryIn)>
        changed;
    /// Logged in: requests may be made. The state is CatchingUp until caughtUp() is called.
    std::function<void(const Session& session)> loggedIn;
    /// EntryPush, InboxPush, DirectoryChanged, KeyPackagesLow, Ephemeral.
    std::function<void(wire::Frame push)> pushed;
};

/// Keeps one device connected to its server: connects, checks the server, logs in, watches that the
/// way is alive (a silent server shows within kSilence + kInterval), and begins again after every
/// end, later and later (Backoff), at once after the computer slept or when asked. The end is final
/// (Ended) when the server does not want this device any more: FENCED, DEVICE_REVOKED,
/// USER_DISABLED, LOGIN_FAILED. Core thread. Not to be destroyed inside its own events.
class Connection {
public:
    /// How often the way is looked at, and after how much silence the server is asked for a sign.
    static constexpr Milliseconds kInterval{2'000};
    static constexpr Milliseconds kQuiet{4'000};
    /// After how much silence the way is given up.
    static constexpr Milliseconds kSilence{7'500};
    /// A session shorter than this does not reset the back-off.
    static constexpr Milliseconds kSteadySession{2'000};

    struct Surroundings {
        const Clock& clock;
        Timers& timers;
        Random& random;
        SocketFactory sockets;
    };
    /// `requests` are opened and closed with the connection; both outlive this object.
    Connection(Surroundings surroundings, Requests& requests, ConnectionEvents events);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Once.
    void start(DeviceAccess access);
    /// The network is back, the lid was opened, the person asked: no more waiting. Nothing happens
    /// while connected, and after Ended.
    void connectNow();
    /// What was missed has been read: CatchingUp -> Online.
    void caughtUp();
    /// Gives up the present way and begins anew, for whoever found that it is of no use (a request
    /// timed out, the state does not fit).
    void reconnect(const Error& reason);

    [[nodiscard]] ConnectionState state() const { return m_state; }

private:
    Task<void> run();
    /// One try and the session that follows: ends with why it ended.
    Task<Error> attempt();
    Task<Error> logIn(Greeting greeting);
    void enter(ConnectionState state, const std::optional<Error>& reason = {},
               Milliseconds nextTryIn = Milliseconds(0));
    void handlePush(wire::Frame push);
    void watch();
    void look();

    const Clock& m_clock;
    Timers& m_timers;
    Requests& m_requests;
    ConnectionEvents m_events;
    Channel m_channel;
    Backoff m_backoff;
    SleepWatch m_sleep;
    DeviceAccess m_access;
    ConnectionState m_state = ConnectionState::Offline;
    Completion<void> m_pause;
    Completion<void> m_over; ///< fails when the present session is over
    std::optional<Milliseconds> m_loggedInAt;
    Milliseconds m_nextLook{0};
    Timers::Handle m_look = Timers::Handle::None;
    bool m_pinged = false;
    Scope m_scope;
};

} // namespace kontor
