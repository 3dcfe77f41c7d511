#pragma once

#include "crypto/hash.h"
#include "crypto/identity/organisation.h"
#include "protocol/frame_codec.h"
#include "protocol/version.h"
#include "tests/server/line.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QWebSocket>

#include <functional>

namespace kontor::test {

/// Turns the event loop until `done`; false after 30 s.
inline bool waitUntil(const std::function<bool()>& done) {
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.hasExpired(30'000))
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    return true;
}

/// A line to a real server: the WebSocket and TLS that clients use.
class SocketLine final : public Line {
public:
    explicit SocketLine(quint16 port) {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setPeerVerifyMode(QSslSocket::VerifyNone); // the statement says who it is
        m_socket.setSslConfiguration(tls);
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                         [this](const QByteArray& message) { receive(message); });
        m_socket.open(
            QUrl(QStringLiteral("wss://127.0.0.1:%1%2").arg(port).arg(protocol::kSocketPath)));
        waitUntil([this] { return m_greeted || m_socket.error() > 0; });
    }

    [[nodiscard]] bool isOpen() override {
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }
    [[nodiscard]] QWebSocket& socket() { return m_socket; }
    [[nodiscard]] identity::TlsKeyHash tlsKey() const {
        const auto der = m_socket.sslConfiguration().peerCertificate().publicKey().toDer();
        return identity::TlsKeyHash(sha256(
            viewOf(std::string_view(der.constData(), static_cast<std::size_t>(der.size())))));
    }
    void sendRaw(const QByteArray& message) { m_socket.sendBinaryMessage(message); }

protected:
    void write(const wire::Frame& frame) override {
        const auto encoded = protocol::encodeFrame(frame);
        if (!encoded.ok())
            qFatal("too large a frame");
        m_socket.sendBinaryMessage(QByteArray::fromStdString(encoded.value()));
    }
    bool readMore() override {
        const auto before = m_received;
        return waitUntil([&] { return m_received > before || !isOpen(); }) && m_received > before;
    }
    void poll() override { QCoreApplication::processEvents(QEventLoop::AllEvents, 20); }

private:
    void receive(const QByteArray& message) {
        auto batch = protocol::decodeBatch(viewOf(
            std::string_view(message.constData(), static_cast<std::size_t>(message.size()))));
        if (!batch.ok())
            qFatal("the server sent no batch");
        for (auto& frame : *batch.value().mutable_frames()) {
            m_greeted = m_greeted || frame.has_server_hello();
            take(std::move(frame));
        }
        ++m_received;
    }

    QWebSocket m_socket;
    std::uint64_t m_received = 0;
    bool m_greeted = false;
};

} // namespace kontor::test
