#include "server/net/listener.h"

#include "base/log.h"
#include "server/net/connection.h"

#include <utility>

namespace kontor::server {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Out of file descriptors: closing ones need a moment.
constexpr std::chrono::milliseconds kBreath{100};

} // namespace

Result<std::unique_ptr<Listener>> Listener::bind(asio::io_context& io, const Endpoint& address) {
    error_code error;
    tcp::resolver resolver(io);
    const auto found =
        resolver.resolve(address.host, std::to_string(address.port), tcp::resolver::passive, error);
    if (error || found.empty())
        return ErrorCode::NotReachable;
    const tcp::endpoint endpoint = found.begin()->endpoint();
    auto listener = std::unique_ptr<Listener>(new Listener(io));
    auto& acceptor = listener->m_acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return ErrorCode::NotReachable;
    listener->m_port = acceptor.local_endpoint(error).port();
    return listener;
}

void Listener::start(SSL_CTX* tls, Hub& hub, BlobRoom& blobs) {
    m_tls = tls;
    m_hub = &hub;
    m_blobs = &blobs;
    accept();
}

void Listener::close() {
    error_code ignored;
    m_acceptor.close(ignored);
    m_pause.cancel();
}

void Listener::accept() {
    m_acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (!m_acceptor.is_open())
            return;
        if (error) {
            log::warning(log::Category::Server, "a connection could not be accepted",
                         {{"error", error.value()}});
            m_pause.expires_after(kBreath);
            m_pause.async_wait([this](error_code stopped) {
                if (!stopped)
                    accept();
            });
            return;
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const auto address = socket.remote_endpoint(ignored).address();
        if (auto place = m_hub->admit(address))
            serveConnection(std::move(socket), m_tls, *m_hub, *m_blobs, std::move(place));
        accept();
    });
}

} // namespace kontor::server
