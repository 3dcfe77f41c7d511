// Blobs through the real program: HTTP over its one port, tokens, kill -9.

#include "base/limits.h"
#include "crypto/encoding.h"
#include "tests/server/person.h"
#include "tests/server/raw_web_socket.h"

#include <QDir>
#include <QtTest>

using namespace kontor;
using namespace kontor::test;

namespace {

/// Anna at a real server.
struct Desk {
    Desk() {
        if (anna.join(server, server.invite()) != wire::OK)
            qFatal("not joined");
    }
    /// Hexadecimal.
    QByteArray token(wire::Frame frame) {
        const auto answer = anna.line().ask(std::move(frame));
        if (answer.code() != wire::OK)
            qFatal("no ticket: %d", answer.code());
        return QByteArray::fromStdString(answer.blob_ticket().token()).toHex();
    }
    QByteArray storeToken(const BlobId& blob, qsizetype size) {
        wire::Frame frame;
        frame.mutable_store_blob()->set_blob(str(blob.view()));
        frame.mutable_store_blob()->set_size(static_cast<std::uint64_t>(size));
        return token(frame);
    }
    QByteArray loadToken(const BlobId& blob) {
        wire::Frame frame;
        frame.mutable_load_blob()->set_blob(str(blob.view()));
        return token(frame);
    }
    static QByteArray head(const char* verb, const BlobId& blob, const QByteArray& hex,
                           qsizetype length = -1) {
        QByteArray text = QByteArray(verb) + " /blob/" +
                          QByteArray::fromStdString(toHex(blob.view())) +
                          " HTTP/1.1\r\nHost: kontor\r\nAuthorization: Bearer " + hex + "\r\n";
        if (length >= 0)
            text += "Content-Length: " + QByteArray::number(length) + "\r\n";
        return text + "\r\n";
    }
    QByteArray put(const BlobId& blob, const QByteArray& hex, const QByteArray& body) const {
        RawWebSocket raw(server.port());
        raw.write(head("PUT", blob, hex, body.size()) + body);
        return raw.readToTheEnd();
    }
    QByteArray get(const BlobId& blob, const QByteArray& hex) const {
        RawWebSocket raw(server.port());
        raw.write(head("GET", blob, hex));
        return raw.readToTheEnd();
    }
    [[nodiscard]] QStringList files() const {
        return QDir(server.folder() + "/blobs").entryList(QDir::Files);
    }

    RunningServer server;
    Person anna{1, "anna"};
    RepeatableRandom random{5};
};

QByteArray noise(qsizetype size) {
    RepeatableRandom random(9);
    Bytes bytes(static_cast<std::size_t>(size));
    random.fill(bytes);
    return {reinterpret_cast<const char*>(bytes.data()), size};
}

bool isStatus(const QByteArray& answer, const char* status) {
    return answer.startsWith(QByteArray("HTTP/1.1 ") + status);
}

QByteArray bodyOf(const QByteArray& answer) {
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TestBlobTransfers : public QObject {
    Q_OBJECT

private slots:
    void whatIsStoredIsLoaded() {
        Desk desk;
        for (const qsizetype size : {qsizetype{1}, qsizetype{65'536}, qsizetype{3'000'001}}) {
            const auto blob = desk.random.id<BlobId>();
            const QByteArray body = noise(size);
            const auto put = desk.put(blob, desk.storeToken(blob, size), body);
            QVERIFY2(isStatus(put, "201"), put + QByteArray::number(size));
            const auto answer = desk.get(blob, desk.loadToken(blob));
            QVERIFY2(isStatus(answer, "200"), answer.left(200));
            QVERIFY(bodyOf(answer) == body);
        }
        QCOMPARE(desk.files().size(), 3);
        // A restart later.
        const auto blob = desk.random.id<BlobId>();
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, 5), "hello"), "201"));
        QCOMPARE(desk.server.terminate(), 0);
        desk.server.start();
        QCOMPARE(desk.anna.logIn(desk.server), wire::OK);
        QCOMPARE(bodyOf(desk.get(blob, desk.loadToken(blob))), QByteArray("hello"));
        QCOMPARE(desk.server.errorOutput(), QByteArray());
    }

    void withoutATokenThereIsNothing() {
        Desk desk;
        const auto blob = desk.random.id<BlobId>();
        const auto other = desk.random.id<BlobId>();
        const QByteArray token = desk.storeToken(blob, 5);
        QVERIFY(isStatus(desk.put(blob, token, "hello"), "201"));
        QVERIFY(isStatus(desk.put(blob, token, "again"), "403")); // it was for one transfer
        const QByteArray loading = desk.loadToken(blob);
        QVERIFY(isStatus(desk.get(blob, loading), "200"));
        QVERIFY(isStatus(desk.get(blob, loading), "403"));
        QVERIFY(isStatus(desk.get(other, desk.loadToken(blob)), "403"));
        QVERIFY(isStatus(desk.get(blob, QByteArray(64, '0')), "403"));
        QVERIFY(isStatus(desk.get(blob, "x"), "403"));
        RawWebSocket bare(desk.server.port());
        QVERIFY(isStatus(bare.get("/blob/"), "403"));
        RawWebSocket post(desk.server.port());
        post.write(Desk::head("POST", blob, QByteArray(64, '0'), 0));
        QVERIFY(isStatus(post.readToTheEnd(), "403"));
        QCOMPARE(desk.files().size(), 1);
    }

    void aTransferIsWhatItsTicketSays() {
        Desk desk;
        const auto blob = desk.random.id<BlobId>();
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, 5), "hello!"), "400"));
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, 5), "hell"), "400"));
        RawWebSocket chunked(desk.server.port());
        auto head = Desk::head("PUT", blob, desk.storeToken(blob, 5));
        head.insert(head.size() - 2, "Transfer-Encoding: chunked\r\n");
        chunked.write(head + "5\r\nhello\r\n0\r\n\r\n");
        QVERIFY(isStatus(chunked.readToTheEnd(), "400"));
        QVERIFY(desk.files().isEmpty());
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, 5), "hello"), "201"));
    }

    void whatBreaksOffLeavesNothing() {
        Desk desk;
        const auto blob = desk.random.id<BlobId>();
        const QByteArray body = noise(2'000'000);
        {
            RawWebSocket raw(desk.server.port());
            raw.write(Desk::head("PUT", blob, desk.storeToken(blob, body.size()), body.size()) +
                      body.left(1'000'000));
            QVERIFY(waitUntil(
                [&] { return !QDir(desk.server.folder() + "/blobs/incoming").isEmpty(); }));
        }
        QVERIFY(
            waitUntil([&] { return QDir(desk.server.folder() + "/blobs/incoming").isEmpty(); }));
        QVERIFY(desk.files().isEmpty());
        // Killed in the middle, and sent again.
        RawWebSocket raw(desk.server.port());
        raw.write(Desk::head("PUT", blob, desk.storeToken(blob, body.size()), body.size()) +
                  body.left(1'000'000));
        QVERIFY(
            waitUntil([&] { return !QDir(desk.server.folder() + "/blobs/incoming").isEmpty(); }));
        desk.server.kill();
        desk.server.start();
        QCOMPARE(desk.anna.logIn(desk.server), wire::OK);
        QVERIFY(QDir(desk.server.folder() + "/blobs/incoming").isEmpty());
        QVERIFY(desk.files().isEmpty());
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, body.size()), body), "201"));
        QVERIFY(bodyOf(desk.get(blob, desk.loadToken(blob))) == body);
    }

    void dropReachesTheDisk() {
        Desk desk;
        const auto blob = desk.random.id<BlobId>();
        QVERIFY(isStatus(desk.put(blob, desk.storeToken(blob, 5), "hello"), "201"));
        QCOMPARE(desk.files().size(), 1);
        wire::Frame frame;
        frame.mutable_drop_blob()->set_blob(str(blob.view()));
        QVERIFY(desk.anna.line().ask(frame).code() == wire::OK);
        QVERIFY(waitUntil([&] { return desk.files().isEmpty(); }));
    }

    /// Messages go on while files move, and memory stays what it was.
    void manyAtOnceStayBounded() {
        Desk desk;
        const QByteArray body = noise(static_cast<qsizetype>(kontor::limits::kFileBytes));
        const auto before = residentKilobytes(desk.server.pid());
        std::vector<std::unique_ptr<RawWebSocket>> lines;
        std::vector<BlobId> blobs;
        for (int i = 0; i < 6; ++i) {
            blobs.push_back(desk.random.id<BlobId>());
            lines.push_back(std::make_unique<RawWebSocket>(desk.server.port()));
            lines.back()->write(Desk::head("PUT", blobs.back(),
                                           desk.storeToken(blobs.back(), body.size()),
                                           body.size()) +
                                body);
        }
        wire::Frame ping;
        ping.mutable_ping();
        QVERIFY(desk.anna.line().ask(ping).code() == wire::OK);
        for (auto& line : lines)
            QVERIFY(isStatus(line->readToTheEnd(), "201"));
        QVERIFY2(residentKilobytes(desk.server.pid()) < before + 30'000,
                 qPrintable(QString::number(residentKilobytes(desk.server.pid()) - before)));
        QVERIFY(bodyOf(desk.get(blobs.front(), desk.loadToken(blobs.front()))) == body);
    }
};

QTEST_GUILESS_MAIN(TestBlobTransfers)
#include "tst_blob_transfers.moc"
