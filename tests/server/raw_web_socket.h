#pragma once

#include "protocol/version.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <array>

namespace kontor::test {

/// A WebSocket made by hand over TLS: for a client that stops reading, or sends what no library
/// sends.
class RawWebSocket {
public:
    explicit RawWebSocket(quint16 port) {
        auto configuration = m_socket.sslConfiguration();
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted("127.0.0.1", port);
        m_socket.waitForEncrypted();
    }
    [[nodiscard]] QSslSocket& socket() { return m_socket; }

    void write(const QByteArray& bytes) {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// Everything up to `end`, or what came before the connection closed.
    QByteArray readUntil(const QByteArray& end) {
        m_read += m_socket.readAll();
        while (!m_read.contains(end) && m_socket.waitForReadyRead(10'000))
            m_read += m_socket.readAll();
        const auto place = m_read.indexOf(end);
        const auto length = place < 0 ? m_read.size() : place + end.size();
        const QByteArray taken = m_read.left(length);
        m_read.remove(0, length);
        return taken;
    }
    QByteArray readToTheEnd() {
        while (m_socket.state() == QAbstractSocket::ConnectedState &&
               m_socket.waitForReadyRead(10'000))
            m_read += m_socket.readAll();
        m_read += m_socket.readAll();
        return std::exchange(m_read, {});
    }
    QByteArray get(const QByteArray& path) {
        write("GET " + path + " HTTP/1.1\r\nHost: kontor\r\n\r\n");
        return readToTheEnd();
    }
    bool upgrade() {
        write("GET " + QByteArray(protocol::kSocketPath) +
              " HTTP/1.1\r\nHost: kontor\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        return readUntil("\r\n\r\n").startsWith("HTTP/1.1 101");
    }
    /// The head of a binary frame that promises `length` bytes; masked with zeros.
    static QByteArray frameHead(quint64 length) {
        const bool small = length < 126;
        const int bytes = small ? 0 : length < 65'536 ? 2 : 8;
        QByteArray head(1, '\x82');
        head.append(static_cast<char>(0x80U | (small ? length : bytes == 2 ? 126 : 127)));
        for (int i = bytes - 1; i >= 0; --i)
            head.append(static_cast<char>(length >> (8 * i)));
        return head + QByteArray(4, '\0');
    }
    void send(const QByteArray& message) {
        write(frameHead(static_cast<quint64>(message.size())) + message);
    }
    /// The payload of the next frame.
    QByteArray receive() {
        need(2);
        qsizetype head = 2;
        quint64 length = static_cast<quint8>(m_read[1]) & 0x7fU;
        if (length >= 126) {
            const qsizetype more = length == 126 ? 2 : 8;
            need(2 + more);
            length = 0;
            for (qsizetype i = 0; i < more; ++i)
                length = length << 8U | static_cast<quint8>(m_read[2 + i]);
            head += more;
        }
        need(head + static_cast<qsizetype>(length));
        const QByteArray payload = m_read.mid(head, static_cast<qsizetype>(length));
        m_read.remove(0, head + static_cast<qsizetype>(length));
        return payload;
    }

private:
    void need(qsizetype bytes) {
        m_read += m_socket.readAll();
        while (m_read.size() < bytes && m_socket.waitForReadyRead(10'000))
            m_read += m_socket.readAll();
        if (m_read.size() < bytes)
            m_read.resize(bytes); // zeros: the test fails on what they mean
    }

    QSslSocket m_socket;
    QByteArray m_read;
};

} // namespace kontor::test
