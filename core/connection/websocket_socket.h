#pragma once

#include "core/connection/socket.h"

namespace kontor {

/// WebSocket over TLS 1.3, always, on localhost too. Certificates are taken as they come, without
/// any authority: the server's statement names the right TLS key, and whoever connects checks that
/// before anything is sent. Messages over limits::kFrameBytes end the connection.
[[nodiscard]] std::unique_ptr<Socket> makeWebSocket();

} // namespace kontor
