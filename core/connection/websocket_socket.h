#pragma once

#include "core/connection/socket.h"

namespace kontor {

/// WebSocket over TLS (tls_peer.h). Messages over limits::kFrameBytes end the connection.
[[nodiscard]] std::unique_ptr<Socket> makeWebSocket();

} // namespace kontor
