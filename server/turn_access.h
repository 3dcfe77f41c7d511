#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "server/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace kontor::server {

/// Servers that help two clients to find a way to each other (STUN) and carry their encrypted voice
/// where there is none (TURN): other programs, coturn for example, that the administrator runs.
struct CallServers {
    std::vector<std::string> stun; ///< stun:HOST:PORT
    std::vector<std::string> turn; ///< turn:HOST:PORT?transport=udp, turns: ...
    std::string secret;            ///< coturn's static-auth-secret; with `turn` only
};

/// `stun:HOST`, `stun:HOST:PORT`.
[[nodiscard]] bool isStunAddress(std::string_view address);
/// `turn:` or `turns:` likewise, perhaps with `?transport=udp` or `tcp`.
[[nodiscard]] bool isTurnAddress(std::string_view address);

struct TurnCredentials {
    std::string username; ///< "<expiry, seconds since 1970>:<name>"
    std::string password; ///< base64 of HMAC-SHA-1(secret, username)
};
/// What coturn's use-auth-secret expects (draft-uberti-behave-turn-rest-00, 2.2). `name` is what
/// the relay sees of who it is: random, so that its log tells nothing.
[[nodiscard]] TurnCredentials turnCredentials(std::string_view secret, Seconds expiresAt,
                                              ByteView name);

} // namespace kontor::server
