#include "base/limits.h"
#include "core/connection/websocket_socket.h"
#include "protocol/version.h"
#include "server/net/tls_identity.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace kontor;

namespace {

QByteArray textOfBytes(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// What a socket said, in order.
struct Heard {
    std::vector<identity::TlsKeyHash> opened;
    std::vector<std::string> messages;
    std::vector<Error> closed;

    Socket::Events events() {
        Socket::Events events;
        events.opened = [this](const identity::TlsKeyHash& key) { opened.push_back(key); };
        events.received = [this](ByteView message) { messages.emplace_back(textOf(message)); };
        events.closed = [this](const Error& reason) { closed.push_back(reason); };
        return events;
    }
};

} // namespace

class TestWebSocketSocket : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const auto files = server::makeTlsIdentity().value();
        const auto write = [this](const QString& name, const Bytes& bytes) {
            QFile file(m_folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(textOfBytes(bytes));
        };
        write("key.pem", files.key);
        write("certificate.pem", files.certificate);
        m_keyHash = server::loadTlsIdentity(m_folder.filePath("key.pem").toStdString(),
                                            m_folder.filePath("certificate.pem").toStdString())
                        .value()
                        .keyHash;
        QSslConfiguration tls;
        tls.setLocalCertificate(QSslCertificate(textOfBytes(files.certificate)));
        tls.setPrivateKey(QSslKey(textOfBytes(files.key), QSsl::Ec));
        tls.setProtocol(QSsl::TlsV1_3OrLater);
        m_server.setSslConfiguration(tls);
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_peer.reset(m_server.nextPendingConnection());
            connect(m_peer.get(), &QWebSocket::binaryMessageReceived, this,
                    [this](const QByteArray& message) { m_atServer += message; });
        });
    }
    void init() {
        m_heard = Heard();
        m_atServer.clear();
        m_socket = makeWebSocket();
        m_socket->connectTo({"127.0.0.1", m_server.serverPort()}, m_heard.events());
        QVERIFY(m_heard.opened.empty()); // nothing inside the call
        QTRY_COMPARE(m_heard.opened.size(), 1U);
        QTRY_VERIFY(m_peer);
    }
    void cleanup() {
        m_socket.reset();
        m_peer.reset();
    }

    void showsTheKeyThatTheServerNames() {
        QVERIFY(m_heard.opened.front() == m_keyHash);
        QCOMPARE(m_peer->requestUrl().path(), QString(protocol::kSocketPath));
    }
    void messagesGoBothWays() {
        m_socket->send("hello");
        QTRY_COMPARE(m_atServer, QByteArray("hello"));
        m_peer->sendBinaryMessage("there");
        QTRY_COMPARE(m_heard.messages.size(), 1U);
        QCOMPARE(m_heard.messages.front(), std::string("there"));
        const std::string large(limits::kFrameBytes, 'x');
        m_atServer.clear();
        m_socket->send(large);
        QTRY_COMPARE(m_atServer.size(), qsizetype(large.size()));
        QCOMPARE(m_socket->unsent(), 0U);
    }
    void aMessageOverTheLimitEndsIt() {
        m_peer->sendBinaryMessage(QByteArray(limits::kFrameBytes + 1, 'x'));
        QTRY_COMPARE(m_heard.closed.size(), 1U);
        QVERIFY(m_heard.messages.empty());
        QCOMPARE(m_heard.closed.front().code, ErrorCode::TooLarge);
    }
    void textEndsIt() {
        m_peer->sendTextMessage("hello");
        QTRY_COMPARE(m_heard.closed.size(), 1U);
        QCOMPARE(m_heard.closed.front().code, ErrorCode::Malformed);
    }
    void theServersEndShows() {
        m_peer->close();
        QTRY_COMPARE(m_heard.closed.size(), 1U);
        QCOMPARE(m_heard.closed.front().code, ErrorCode::NotReachable);
    }
    void afterCloseNothingIsHeard() {
        m_socket->close();
        m_peer->sendBinaryMessage("late");
        QTRY_VERIFY(m_peer->state() != QAbstractSocket::ConnectedState);
        QVERIFY(m_heard.messages.empty() && m_heard.closed.empty());
    }
    void nobodyThere() {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const auto port = free.serverPort();
        free.close();
        Heard heard;
        const auto socket = makeWebSocket();
        socket->connectTo({"127.0.0.1", port}, heard.events());
        QTRY_COMPARE(heard.closed.size(), 1U);
        QCOMPARE(heard.closed.front().code, ErrorCode::NotReachable);
        QVERIFY(heard.opened.empty());
    }
    void aServerWithoutTlsIsNone() {
        QTcpServer plain;
        connect(&plain, &QTcpServer::newConnection, this, [&plain] {
            auto* const client = plain.nextPendingConnection();
            client->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        Heard heard;
        const auto socket = makeWebSocket();
        socket->connectTo({"127.0.0.1", plain.serverPort()}, heard.events());
        QTRY_COMPARE(heard.closed.size(), 1U);
        QVERIFY(heard.opened.empty());
    }

private:
    QTemporaryDir m_folder;
    identity::TlsKeyHash m_keyHash;
    QWebSocketServer m_server{"kontor", QWebSocketServer::SecureMode};
    std::unique_ptr<QWebSocket> m_peer;
    QByteArray m_atServer;
    Heard m_heard;
    std::unique_ptr<Socket> m_socket;
};

QTEST_GUILESS_MAIN(TestWebSocketSocket)
#include "tst_websocket_socket.moc"
