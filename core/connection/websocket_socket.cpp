#include "core/connection/websocket_socket.h"

#include "base/limits.h"
#include "core/connection/tls_peer.h"
#include "protocol/version.h"

#include <QUrl>
#include <QWebSocket>

#include <utility>

namespace kontor {
namespace {

QUrl urlOf(const ServerAddress& server) {
    QUrl url;
    url.setScheme(QStringLiteral("wss"));
    url.setHost(QString::fromStdString(server.host));
    url.setPort(server.port);
    url.setPath(QString::fromLatin1(protocol::kSocketPath));
    return url;
}

class WebSocket final : public Socket {
public:
    ~WebSocket() override { WebSocket::close(); }

    void connectTo(const ServerAddress& server, Events events) override {
        m_events = std::move(events);
        m_socket.setSslConfiguration(tlsForServer());
        m_socket.setMaxAllowedIncomingFrameSize(limits::kFrameBytes);
        m_socket.setMaxAllowedIncomingMessageSize(limits::kFrameBytes);
        QObject::connect(&m_socket, &QWebSocket::connected, &m_socket, [this] { opened(); });
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                         [this](const QByteArray& message) { received(message); });
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                         [this] { closed(Error(ErrorCode::Malformed, {"message"})); });
        QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket, [this] {
            const bool large = m_socket.closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
            closed(large ? Error(ErrorCode::TooLarge, {std::to_string(limits::kFrameBytes)})
                         : Error(ErrorCode::NotReachable));
        });
        m_socket.open(urlOf(server));
    }

    void send(std::string message) override {
        m_socket.sendBinaryMessage(
            QByteArray(message.data(), static_cast<qsizetype>(message.size())));
    }

    [[nodiscard]] std::size_t unsent() const override {
        return static_cast<std::size_t>(m_socket.bytesToWrite());
    }

    void close() override {
        m_events = {};
        m_socket.disconnect();
        m_socket.abort();
    }

private:
    void opened() {
        const auto key = peerKeyOf(m_socket.sslConfiguration());
        if (!key)
            closed(Error(ErrorCode::StatementWrong));
        else if (m_events.opened)
            m_events.opened(*key);
    }
    void received(const QByteArray& message) {
        if (m_events.received)
            m_events.received(viewOf({message.data(), static_cast<std::size_t>(message.size())}));
    }
    /// Once: a refused message is followed by `disconnected`.
    void closed(const Error& reason) {
        if (const auto tell = std::exchange(m_events, {}).closed)
            tell(reason);
    }

    Events m_events;
    QWebSocket m_socket;
};

} // namespace

std::unique_ptr<Socket> makeWebSocket() {
    return std::make_unique<WebSocket>();
}

} // namespace kontor
