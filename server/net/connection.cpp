// The only file with a WebSocket of Beast's in it: it takes most of a minute to compile.

#include "server/net/connection.h"

#include "base/limits.h"
#include "base/log.h"
#include "protocol/frame_codec.h"
#include "protocol/version.h"
#include "server/net/blob_transfer.h"
#include "server/net/tls_stream.h"
#include "server/request_cost.h"
#include "server/server_limits.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>

namespace kontor::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

using Socket = websocket::stream<TlsStream, false>;
using Request = http::request<http::empty_body>;

constexpr std::uint32_t kHeaderBytes = 8U * 1024U;

class WebSocketConnection final : public Connection,
                                  public std::enable_shared_from_this<WebSocketConnection> {
public:
    WebSocketConnection(asio::ip::tcp::socket socket, SSL_CTX* tls, Hub& hub, BlobRoom& blobs,
                        std::shared_ptr<Hub::Place> place)
        : m_socket(TlsStream(std::move(socket), tls))
        , m_pause(m_socket.get_executor())
        , m_hub(hub)
        , m_blobs(blobs)
        , m_place(std::move(place)) {}

    // Coroutines take values: the connection itself, kept alive by its frame.
    static asio::awaitable<void> serve(std::shared_ptr<WebSocketConnection> self);

    void send(std::vector<std::string> messages) override;
    void end() override;
    void carriedOut(std::size_t cost) override;
    void known() override { m_place->known(); }
    void abort() override;

private:
    using Self = std::shared_ptr<WebSocketConnection>;
    static asio::awaitable<std::unique_ptr<BlobCall::Parser>> readHeader(Self self);
    static asio::awaitable<void> moveBlob(Self self, std::unique_ptr<BlobCall::Parser> header);
    static asio::awaitable<void> answerPlainly(Self self, Request request);
    static asio::awaitable<error_code> acceptSocket(Self self, Request request);
    static asio::awaitable<void> readMessages(Self self);
    static asio::awaitable<void> untilThereIsRoom(Self self);

    void patienceEnds(std::chrono::seconds after);
    void take(ByteView message);
    void refuseForNow(const wire::Batch& batch);
    void write();
    void written(error_code error);
    void closePolitely();
    [[nodiscard]] bool mustPause() const {
        return m_inFlight >= limits::kSessionInFlight || m_outboxBytes >= limits::kOutboxFull;
    }

    Socket m_socket;
    beast::flat_buffer m_incoming;
    asio::steady_timer m_pause; ///< patience while opening, backpressure later
    Hub& m_hub;
    BlobRoom& m_blobs;
    std::shared_ptr<Hub::Place> m_place;
    SessionId m_session;
    std::size_t m_inFlight = 0; ///< cost of requests that wait for the writer
    std::deque<std::string> m_outbox;
    std::size_t m_outboxBytes = 0;
    bool m_writing = false;
    bool m_ending = false;
    bool m_aborted = false;
};

asio::awaitable<void> WebSocketConnection::serve(Self self) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    self->patienceEnds(limits::kStrangerPatience);
    co_await self->m_socket.next_layer().async_handshake(token);
    if (error)
        co_return;
    std::unique_ptr<BlobCall::Parser> header = co_await readHeader(self);
    if (!header)
        co_return;
    if (isBlobCall(*header)) {
        co_await moveBlob(self, std::move(header));
        co_return;
    }
    Request request = header->release();
    if (!websocket::is_upgrade(request) || request.target() != protocol::kSocketPath) {
        co_await answerPlainly(self, std::move(request));
        co_return;
    }
    error = co_await acceptSocket(self, std::move(request));
    if (error)
        co_return;
    self->m_pause.cancel();
    self->m_session = self->m_hub.open(self);
    co_await readMessages(self);
    self->m_hub.close(self->m_session);
    self->abort();
}

void WebSocketConnection::patienceEnds(std::chrono::seconds after) {
    m_pause.expires_after(after);
    m_pause.async_wait([weak = weak_from_this()](error_code error) {
        if (const auto self = weak.lock(); self && !error)
            self->abort();
    });
}

asio::awaitable<std::unique_ptr<BlobCall::Parser>> WebSocketConnection::readHeader(Self self) {
    auto parser = std::make_unique<BlobCall::Parser>();
    parser->header_limit(kHeaderBytes);
    parser->body_limit(kontor::limits::kBlobBytes); // what a header may promise; none is read here
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await http::async_read_header(self->m_socket.next_layer(), self->m_incoming, *parser, token);
    if (error)
        parser.reset();
    co_return parser;
}

asio::awaitable<void> WebSocketConnection::moveBlob(Self self,
                                                    std::unique_ptr<BlobCall::Parser> header) {
    self->m_pause.cancel(); // the transfer has a patience of its own
    auto call = std::make_shared<BlobCall>();
    call->stream = std::shared_ptr<TlsStream>(self, &self->m_socket.next_layer());
    call->buffer = std::shared_ptr<beast::flat_buffer>(self, &self->m_incoming);
    call->header = std::move(header);
    call->place = self->m_place;
    co_await serveBlob(call, &self->m_blobs);
    self->abort();
}

asio::awaitable<void> WebSocketConnection::answerPlainly(Self self, Request request) {
    http::response<http::string_body> response;
    response.version(request.version());
    response.keep_alive(false);
    response.set(http::field::content_type, "application/json");
    response.set(http::field::cache_control, "no-store");
    const bool healthy =
        request.method() == http::verb::get && request.target() == protocol::kHealthPath;
    response.result(healthy ? http::status::ok : http::status::not_found);
    response.body() = healthy ? R"({"status":"ok"})" : R"({"status":"not found"})";
    response.prepare_payload();
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await http::async_write(self->m_socket.next_layer(), response, token);
    self->abort();
}

asio::awaitable<error_code> WebSocketConnection::acceptSocket(Self self, Request request) {
    websocket::stream_base::timeout patience{};
    patience.handshake_timeout = limits::kStrangerPatience;
    patience.idle_timeout = limits::kIdle;
    patience.keep_alive_pings = true;
    Socket& socket = self->m_socket;
    socket.set_option(patience);
    socket.read_message_max(kontor::limits::kFrameBytes);
    socket.auto_fragment(false);
    socket.binary(true);
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await socket.async_accept(request, token);
    co_return error;
}

asio::awaitable<void> WebSocketConnection::readMessages(Self self) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    for (;;) {
        co_await untilThereIsRoom(self);
        if (self->m_ending || self->m_aborted)
            break;
        co_await self->m_socket.async_read(self->m_incoming, token);
        if (error)
            break;
        const auto data = self->m_incoming.cdata();
        self->take({static_cast<const std::uint8_t*>(data.data()), data.size()});
        self->m_incoming.consume(self->m_incoming.size());
        // What one large message needed is not kept for a day of small ones.
        if (self->m_incoming.capacity() > limits::kJoinedBytes)
            self->m_incoming.shrink_to_fit();
    }
    // A session that was ended is still read, so that its peer's close is seen.
    while (!error && self->m_ending && !self->m_aborted) {
        co_await self->m_socket.async_read(self->m_incoming, token);
        self->m_incoming.consume(self->m_incoming.size());
    }
}

asio::awaitable<void> WebSocketConnection::untilThereIsRoom(Self self) {
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    while (self->mustPause() && !self->m_ending && !self->m_aborted) {
        self->m_pause.expires_after(limits::kIdle);
        co_await self->m_pause.async_wait(token);
        // Nothing moved for so long: the peer does not read.
        if (!ignored)
            self->abort();
    }
}

void WebSocketConnection::take(ByteView message) {
    auto batch = protocol::decodeBatch(message);
    if (batch.ok() && batch.value().frames_size() > limits::kFramesOfBatch)
        batch = Error(ErrorCode::Malformed, {"frames"});
    if (!batch.ok()) {
        m_hub.writer().refuse(m_session, batch.error());
        return;
    }
    if (m_hub.writer().isFull()) {
        refuseForNow(batch.value());
        return;
    }
    const std::size_t cost = costOf(batch.value(), message.size());
    m_inFlight += cost;
    m_hub.writer().handle(m_session, std::move(batch).value(), cost);
}

void WebSocketConnection::refuseForNow(const wire::Batch& batch) {
    wire::Batch answers;
    for (const auto& frame : batch.frames()) {
        if (frame.request_id() == 0)
            continue;
        auto& answer = *answers.add_frames();
        answer.set_request_id(frame.request_id());
        answer.mutable_answer()->set_code(wire::RETRY_LATER);
        answer.mutable_answer()->mutable_args()->set_retry_ms(
            static_cast<std::uint64_t>(limits::kRetryAfter.count()));
    }
    std::vector<std::string> messages;
    messages.push_back(answers.SerializeAsString());
    send(std::move(messages));
}

void WebSocketConnection::send(std::vector<std::string> messages) {
    if (m_aborted)
        return;
    for (auto& message : messages) {
        m_outboxBytes += message.size();
        // The first may be on its way; the others can still be joined.
        const bool joins = m_outbox.size() > (m_writing ? 1U : 0U) &&
                           m_outbox.back().size() + message.size() <= limits::kJoinedBytes;
        if (joins)
            m_outbox.back().append(message);
        else
            m_outbox.push_back(std::move(message));
    }
    if (m_outboxBytes > limits::kOutboxGreatest) {
        log::info(log::Category::Server, "a slow reader was let go");
        abort();
        return;
    }
    write();
}

void WebSocketConnection::write() {
    if (m_writing || m_outbox.empty() || m_aborted)
        return;
    m_writing = true;
    m_socket.async_write(asio::buffer(m_outbox.front()),
                         [self = shared_from_this()](error_code error, std::size_t /*bytes*/) {
                             self->written(error);
                         });
}

void WebSocketConnection::written(error_code error) {
    m_writing = false;
    if (error || m_aborted) {
        abort();
        return;
    }
    m_outboxBytes -= m_outbox.front().size();
    m_outbox.pop_front();
    if (!mustPause())
        m_pause.cancel();
    if (m_outbox.empty() && m_ending)
        closePolitely();
    else
        write();
}

void WebSocketConnection::end() {
    m_ending = true;
    m_pause.cancel();
    if (!m_writing && m_outbox.empty())
        closePolitely();
}

void WebSocketConnection::closePolitely() {
    if (m_aborted)
        return;
    // Beast waits for the peer's close as long as for a handshake.
    m_socket.async_close(websocket::close_code::normal,
                         [self = shared_from_this()](error_code /*error*/) { self->abort(); });
}

void WebSocketConnection::carriedOut(std::size_t cost) {
    m_inFlight -= cost;
    if (!mustPause())
        m_pause.cancel();
}

void WebSocketConnection::abort() {
    if (std::exchange(m_aborted, true))
        return;
    m_pause.cancel();
    m_socket.next_layer().close();
}

} // namespace

void serveConnection(boost::asio::ip::tcp::socket socket, SSL_CTX* tls, Hub& hub, BlobRoom& blobs,
                     std::shared_ptr<Hub::Place> place) {
    auto executor = socket.get_executor();
    auto connection =
        std::make_shared<WebSocketConnection>(std::move(socket), tls, hub, blobs, std::move(place));
    asio::co_spawn(executor, WebSocketConnection::serve(connection), asio::detached);
}

} // namespace kontor::server
