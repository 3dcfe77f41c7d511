#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "protocol/kontor.pb.h"
#include "server/outgoing.h"
#include "server/rows.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kontor::server {

/// A connection as the requests see it.
struct Session {
    enum class State : std::uint8_t {
        Greeted,  ///< has our ServerHello
        Spoken,   ///< has said its version
        LoggedIn, ///< device and user are set
        Ended,    ///< hears what is in `out`, and nothing more
    };

    SessionId id;
    State state = State::Greeted;
    std::array<std::uint8_t, 32> nonce{}; ///< what a login signs
    Milliseconds deadline{};              ///< not logged in by then: ended
    std::uint32_t wrongTokens = 0;
    bool leaves = false; ///< to be ended once the present request is answered
    UserRow user;
    UserId userId;
    DeviceRow device;
    DeviceId deviceId;

    Outgoing out;
    bool justLoggedIn = false;
    bool touched = false; ///< listed for the next commit
};

/// All sessions, and what is to leave for each.
class SessionTable {
public:
    [[nodiscard]] Session& open(SessionId id);
    /// Nothing for unknown and ended ones.
    [[nodiscard]] Session* find(SessionId id);
    [[nodiscard]] Session* of(DeviceRow device);
    void close(SessionId id);

    /// The session speaks for its device from now on; the device's older session is FENCED.
    void logIn(Session& session);
    void send(Session& session, const wire::Frame& frame);
    /// One serialised Batch, made once for many.
    void sendEncoded(Session& session, std::string_view batch);
    /// SessionEnded with `code`, or nothing more when it is OK.
    void end(Session& session, wire::StatusCode code);
    void endDevice(DeviceRow device, wire::StatusCode code);

    [[nodiscard]] std::size_t loggedIn() const { return m_ofDevice.size(); }
    template <typename Each>
    void forEach(const Each& each) {
        for (auto& [id, session] : m_sessions)
            each(*session);
    }
    /// What has gathered since the last call; ended sessions are gone afterwards.
    [[nodiscard]] std::vector<Delivery> takeDeliveries();

private:
    void touch(Session& session);

    std::unordered_map<SessionId, std::unique_ptr<Session>> m_sessions;
    std::unordered_map<DeviceRow, Session*> m_ofDevice;
    std::vector<SessionId> m_touched;
};

} // namespace kontor::server
