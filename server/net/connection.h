#pragma once

#include "server/net/hub.h"

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <openssl/ssl.h>

namespace kontor::server {

/// Serves an accepted socket until its end: TLS, then either the health page or the WebSocket of a
/// session. Keeps itself alive. io thread; `tls` and `hub` outlive it.
void serveConnection(boost::asio::ip::tcp::socket socket, SSL_CTX* tls, Hub& hub,
                     std::shared_ptr<Hub::Place> place);

} // namespace kontor::server
