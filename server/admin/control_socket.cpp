#include "server/admin/control_socket.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kontor::server {

namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;

constexpr std::size_t kLineBytes = 64U * 1024U;

/// One caller.
struct Call : std::enable_shared_from_this<Call> {
    explicit Call(stream_protocol::socket accepted)
        : socket(std::move(accepted)) {}

    void read(const ControlSocket::Handler& handler) {
        asio::async_read_until(
            socket, asio::dynamic_buffer(line, kLineBytes), '\n',
            [self = shared_from_this(), handler](error_code error, std::size_t length) {
                if (error)
                    return;
                handler(self->line.substr(0, length), [self](std::string text) {
                    self->answer = std::move(text) + "\n";
                    self->write();
                });
            });
    }
    void write() {
        asio::async_write(socket, asio::buffer(answer),
                          [self = shared_from_this()](error_code /*error*/, std::size_t) {});
    }

    stream_protocol::socket socket;
    std::string line;
    std::string answer;
};

} // namespace

Result<std::unique_ptr<ControlSocket>>
ControlSocket::open(asio::io_context& io, const std::string& path, Handler handler) {
    constexpr std::size_t kGreatestPath = 107; // sockaddr_un
    if (path.size() > kGreatestPath)
        return ErrorCode::Storage;
    auto control = std::unique_ptr<ControlSocket>(new ControlSocket(io, path, std::move(handler)));
    // The data folder's lock is ours: a socket that is there is a dead server's.
    ::unlink(path.c_str());
    error_code error;
    auto& acceptor = control->m_acceptor;
    acceptor.open(stream_protocol(), error);
    const mode_t before = ::umask(0177);
    if (!error)
        acceptor.bind(stream_protocol::endpoint(path), error);
    ::umask(before);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return ErrorCode::Storage;
    control->accept();
    return control;
}

ControlSocket::~ControlSocket() {
    close();
}

void ControlSocket::close() {
    if (!m_acceptor.is_open())
        return;
    error_code ignored;
    m_acceptor.close(ignored);
    ::unlink(m_path.c_str());
}

void ControlSocket::accept() {
    m_acceptor.async_accept([this](error_code error, stream_protocol::socket socket) {
        if (error)
            return;
        std::make_shared<Call>(std::move(socket))->read(m_handler);
        accept();
    });
}

} // namespace kontor::server
