#pragma once

#include "server/net/hub.h"

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <openssl/ssl.h>

namespace kontor::server {

struct BlobRoom;

/// Serves an accepted socket until its end: TLS, then the health page, a transfer of a blob, or the
/// WebSocket of a session. Keeps itself alive. io thread; `tls`, `hub` and `blobs` outlive it.
void serveConnection(boost::asio::ip::tcp::socket socket, SSL_CTX* tls, Hub& hub, BlobRoom& blobs,
                     std::shared_ptr<Hub::Place> place);

} // namespace kontor::server
