#pragma once

#include "base/result.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <functional>
#include <memory>
#include <string>

namespace kontor::server {

/// The unix socket (0600) through which kontorctl speaks: whoever may open it has all rights over
/// the organisation. One line of JSON in, one out, and the end. io thread.
class ControlSocket {
public:
    /// Carries out a command and gives its answer to `reply`, later, on the io thread.
    using Reply = std::function<void(std::string answer)>;
    using Handler = std::function<void(std::string command, Reply reply)>;

    /// Storage: the path is too long for a socket, or not writable.
    [[nodiscard]] static Result<std::unique_ptr<ControlSocket>>
    open(boost::asio::io_context& io, const std::string& path, Handler handler);
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;
    ~ControlSocket();
    void close();

private:
    ControlSocket(boost::asio::io_context& io, std::string path, Handler handler)
        : m_acceptor(io)
        , m_path(std::move(path))
        , m_handler(std::move(handler)) {}
    void accept();

    boost::asio::local::stream_protocol::acceptor m_acceptor;
    std::string m_path;
    Handler m_handler;
};

} // namespace kontor::server
