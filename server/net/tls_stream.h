#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <utility>

namespace kontor::server {

/// TLS on a socket, thin: OpenSSL reads and writes the socket itself, Asio only waits. A quarter of
/// the memory of asio::ssl::stream, which keeps two buffers of 17 kB and a pair of BIOs. What Beast
/// asks of a stream, server side only. SIGPIPE must be ignored: SSL_write knows no MSG_NOSIGNAL.
class TlsStream {
public:
    using Tcp = boost::asio::ip::tcp;
    using ErrorCode = boost::system::error_code;
    using executor_type = Tcp::socket::executor_type;

    /// `context` must outlive it.
    TlsStream(Tcp::socket socket, SSL_CTX* context)
        : m_socket(std::move(socket))
        , m_tls(SSL_new(context)) {
        ErrorCode ignored; // a socket that refuses fails at its first use
        m_socket.non_blocking(true, ignored);
        SSL_set_fd(m_tls.get(), static_cast<int>(m_socket.native_handle()));
        SSL_set_accept_state(m_tls.get());
    }

    [[nodiscard]] executor_type get_executor() { return m_socket.get_executor(); }
    [[nodiscard]] Tcp::socket& socket() { return m_socket; }

    template <typename Token>
    auto async_handshake(Token&& token) {
        return boost::asio::async_compose<Token, void(ErrorCode)>(
            Operation<HandshakeStep>(*this, {}), token, m_socket);
    }
    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_compose<Token, void(ErrorCode, std::size_t)>(
            Operation<ReadStep<Buffers>>(*this, {buffers}), token, m_socket);
    }
    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_compose<Token, void(ErrorCode, std::size_t)>(
            Operation<WriteStep<Buffers>>(*this, {buffers}), token, m_socket);
    }

    /// Says goodbye if that needs no waiting, and closes.
    void close() {
        if (!m_socket.is_open())
            return;
        ERR_clear_error();
        if (SSL_is_init_finished(m_tls.get()) != 0)
            SSL_shutdown(m_tls.get());
        ErrorCode ignored;
        m_socket.shutdown(Tcp::socket::shutdown_both, ignored);
        m_socket.close(ignored);
    }

private:
    struct FreeTls {
        void operator()(SSL* tls) const { SSL_free(tls); }
    };

    /// One call of OpenSSL: what it gave (> 0), or why not.
    struct HandshakeStep {
        [[nodiscard]] static bool empty() { return false; }
        int operator()(SSL* tls) const { return SSL_do_handshake(tls); }
        template <typename Self>
        static void complete(Self& self, ErrorCode error, std::size_t /*count*/) {
            self.complete(error);
        }
    };
    template <typename Buffers>
    struct ReadStep {
        Buffers buffers;
        [[nodiscard]] bool empty() const { return boost::asio::buffer_size(buffers) == 0; }
        int operator()(SSL* tls) const {
            for (auto it = boost::asio::buffer_sequence_begin(buffers);
                 it != boost::asio::buffer_sequence_end(buffers); ++it) {
                const boost::asio::mutable_buffer buffer(*it);
                if (buffer.size() > 0)
                    return SSL_read(tls, buffer.data(), static_cast<int>(buffer.size()));
            }
            return 0;
        }
        template <typename Self>
        static void complete(Self& self, ErrorCode error, std::size_t count) {
            self.complete(error, count);
        }
    };
    /// A frame's header and its payload come as two buffers: joined, they are one TLS record.
    template <typename Buffers>
    struct WriteStep {
        Buffers buffers;
        [[nodiscard]] bool empty() const { return boost::asio::buffer_size(buffers) == 0; }
        int operator()(SSL* tls) const {
            static thread_local std::array<unsigned char, 16U * 1024U> joined;
            const std::size_t size = boost::asio::buffer_copy(boost::asio::buffer(joined), buffers);
            return SSL_write(tls, joined.data(), static_cast<int>(size));
        }
        template <typename Self>
        static void complete(Self& self, ErrorCode error, std::size_t count) {
            self.complete(error, count);
        }
    };

    template <typename Step>
    class Operation {
    public:
        Operation(TlsStream& stream, Step step)
            : m_stream(stream)
            , m_step(std::move(step)) {}

        template <typename Self>
        void operator()(Self& self, ErrorCode error = {}) {
            if (m_finished || error) {
                Step::complete(self, m_finished ? m_error : error, m_count);
                return;
            }
            if (!m_stream.m_socket.is_open()) {
                finish(self, boost::asio::error::bad_descriptor, 0);
                return;
            }
            if (m_step.empty()) {
                finish(self, {}, 0);
                return;
            }
            SSL* tls = m_stream.m_tls.get();
            ERR_clear_error();
            const int given = m_step(tls);
            if (given > 0) {
                finish(self, {}, static_cast<std::size_t>(given));
                return;
            }
            switch (SSL_get_error(tls, given)) {
            case SSL_ERROR_WANT_READ:
                m_waited = true;
                m_stream.m_socket.async_wait(Tcp::socket::wait_read, std::move(self));
                return;
            case SSL_ERROR_WANT_WRITE:
                m_waited = true;
                m_stream.m_socket.async_wait(Tcp::socket::wait_write, std::move(self));
                return;
            case SSL_ERROR_ZERO_RETURN:
                finish(self, boost::asio::error::eof, 0);
                return;
            default:
                finish(self, boost::asio::error::connection_reset, 0);
            }
        }

    private:
        /// A handler is never called inside the call that started it.
        template <typename Self>
        void finish(Self& self, ErrorCode error, std::size_t count) {
            if (m_waited) {
                Step::complete(self, error, count);
                return;
            }
            m_finished = true;
            m_error = error;
            m_count = count;
            boost::asio::post(m_stream.get_executor(), std::move(self));
        }

        TlsStream& m_stream;
        Step m_step;
        ErrorCode m_error;
        std::size_t m_count = 0;
        bool m_waited = false;
        bool m_finished = false;
    };

    Tcp::socket m_socket;
    std::unique_ptr<SSL, FreeTls> m_tls;
};

// What Beast finds by name.
inline void beast_close_socket(TlsStream& stream) {
    stream.close();
}
inline void teardown(boost::beast::role_type /*role*/, TlsStream& stream,
                     TlsStream::ErrorCode& error) {
    error = {};
    stream.close();
}
template <typename Handler>
void async_teardown(boost::beast::role_type /*role*/, TlsStream& stream, Handler&& handler) {
    stream.close();
    boost::asio::post(stream.get_executor(), [handler = std::forward<Handler>(handler)]() mutable {
        handler(TlsStream::ErrorCode());
    });
}

} // namespace kontor::server
