#pragma once

#include "base/result.h"
#include "server/config.h"
#include "server/net/hub.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <openssl/ssl.h>

namespace kontor::server {

struct BlobRoom;

/// Accepts connections on one address. io thread.
class Listener {
public:
    /// Port 0 takes a free one. NotReachable: the address is taken or not ours.
    [[nodiscard]] static Result<std::unique_ptr<Listener>> bind(boost::asio::io_context& io,
                                                                const Endpoint& address);
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// `tls`, `hub` and `blobs` outlive the io context's run.
    void start(SSL_CTX* tls, Hub& hub, BlobRoom& blobs);
    void close();

private:
    explicit Listener(boost::asio::io_context& io)
        : m_acceptor(io)
        , m_pause(io) {}
    void accept();

    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_pause;
    std::uint16_t m_port = 0;
    SSL_CTX* m_tls = nullptr;
    Hub* m_hub = nullptr;
    BlobRoom* m_blobs = nullptr;
};

} // namespace kontor::server
