// The real program through real TLS: what scripts rely on, a story of two people, kill -9, bad
// input.

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/identity/policy_statement.h"
#include "server/server_limits.h"
#include "tests/server/person.h"
#include "tests/server/raw_web_socket.h"
#include "tests/server/running_server.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <random>

using namespace kontor;
using namespace kontor::test;

namespace {

QJsonObject jsonOf(const Ran& ran) {
    return QJsonDocument::fromJson(ran.out).object();
}

Milliseconds now() {
    return SystemClock().sinceEpoch();
}

QStringList filesWith(const QString& folder, const QByteArray& text) {
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QFile::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

class TestServerProcess : public QObject {
    Q_OBJECT

private slots:
    void usageIsSaid() {
        QCOMPARE(run(KONTOR_SERVER, {"--help"}).code, 0);
        QVERIFY(run(KONTOR_SERVER, {"--version"}).out.startsWith("kontor-server 0."));
        QCOMPARE(run(KONTOR_SERVER, {}).code, 2);
        QCOMPARE(run(KONTOR_SERVER, {"--data"}).code, 2);
        QCOMPARE(run(KONTOR_SERVER, {"--data", "/tmp/x", "--listen", "nowhere"}).code, 2);
        QCOMPARE(run(KONTOR_SERVER, {"--data", "/tmp/x", "--listen", "[::1:80"}).code, 2);
        QCOMPARE(run(KONTOR_SERVER, {"--data", "/tmp/x", "--listen", "a:70000"}).code, 2);
        QCOMPARE(run(KONTOR_SERVER, {"--colour", "red"}).code, 2);
        QCOMPARE(run(KONTOR_CTL, {"--help"}).code, 0);
        QCOMPARE(run(KONTOR_CTL, {"--data", "/tmp/x", "dance"}).code, 2);
        QCOMPARE(run(KONTOR_CTL, {"--data", "/tmp/x", "stats"}).code, 3);
    }

    void theFirstStartMakesEverything() {
        RunningServer server;
        const auto link = must(identity::InviteLink::parse(server.invite().toStdString()));
        QCOMPARE(link.port, server.port());
        for (const auto& entry : QDir(server.folder()).entryInfoList(QDir::Files | QDir::System)) {
            const auto others =
                QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
            QVERIFY2(!(entry.permissions() & others), qPrintable(entry.fileName()));
        }
        SocketLine line(server.port());
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(line.hello().statement())));
        QVERIFY(identity::checkStatement(statement, link.fingerprint, line.tlsKey()).ok());
        QCOMPARE(statement.name, std::string("Kontor"));

        // A second one in the same folder, or on the same port, says why not.
        QVERIFY(run(KONTOR_SERVER, {"--data", server.folder(), "--listen", "127.0.0.1:0"})
                    .error.contains("Another server"));
        QTemporaryDir other;
        const auto taken = run(KONTOR_SERVER, {"--data", other.path(), "--listen",
                                               QStringLiteral("127.0.0.1:%1").arg(server.port())});
        QCOMPARE(taken.code, 4);
        QVERIFY(taken.error.contains("Cannot listen"));

        // Later starts are the same server and print no invite; the organisation's key may be away.
        QCOMPARE(server.terminate(), 0);
        QVERIFY(QFile::remove(server.folder() + "/organisation.key"));
        server.start();
        QVERIFY(server.invite().isEmpty());
        SocketLine again(server.port());
        QCOMPARE(again.hello().statement(), line.hello().statement());
        QVERIFY(again.tlsKey() == line.tlsKey());
    }

    void inviteLinksNameAnAddressThatOthersReach() {
        RunningServer everywhere({"--listen", "0.0.0.0:0"});
        const auto link = must(identity::InviteLink::parse(everywhere.invite().toStdString()));
        QVERIFY(link.host != "0.0.0.0");
        RunningServer named({"--public", "chat.example.org:443", "--name", "Hansen & Partner"});
        const auto other = must(identity::InviteLink::parse(named.invite().toStdString()));
        QCOMPARE(other.host, std::string("chat.example.org"));
        QCOMPARE(other.port, std::uint16_t{443});
        SocketLine line(named.port());
        QCOMPARE(must(identity::ServerStatement::parse(viewOf(line.hello().statement()))).name,
                 std::string("Hansen & Partner"));
    }

    void aChangedTlsKeyIsNoticed() {
        RunningServer server;
        RunningServer other;
        QCOMPARE(server.terminate(), 0);
        for (const auto* file : {"/tls.key", "/tls.crt"}) {
            QVERIFY(QFile::remove(server.folder() + file));
            QVERIFY(QFile::copy(other.folder() + file, server.folder() + file));
        }
        const auto ran = run(KONTOR_SERVER, {"--data", server.folder(), "--listen", "127.0.0.1:0"});
        QCOMPARE(ran.code, 4);
        QVERIFY(ran.error.contains("does not name the TLS key"));
    }

    void policiesAreSet() {
        RunningServer server;
        Person anna(1, "anna");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        (void)anna.line().pushes();
        QCOMPARE(server.ctl({"policy", "get", "longest_life"}).out, QByteArray("off\n"));
        QCOMPARE(server.ctl({"policy", "set", "longest_life", "90m"}).code, 0);
        // A session that is open hears of it, signed by the organisation.
        std::string told;
        QVERIFY(waitUntil([&] {
            for (const auto& push : anna.line().pushes())
                told += push.policies_changed().policies();
            return !told.empty();
        }));
        const auto heard = must(identity::PolicyStatement::parse(viewOf(told)));
        QVERIFY(identity::checkPolicies(heard, anna.facts().organisation).ok());
        QCOMPARE(heard.number, std::uint64_t{1});
        QVERIFY(heard.longestLife == std::chrono::minutes(90));

        QCOMPARE(server.ctl({"policy", "get", "longest_life"}).out, QByteArray("90m\n"));
        const auto got = jsonOf(server.ctl({"policy", "get", "longest_life", "--json"}));
        QCOMPARE(got["seconds"].toInt(), 5'400);
        QCOMPARE(got["number"].toInt(), 1);
        QCOMPARE(server.ctl({"policy", "set", "longest_life", "off"}).code, 0);
        const auto all = jsonOf(server.ctl({"policy", "list", "--json"}));
        QCOMPARE(all["number"].toInt(), 2);
        QCOMPARE(all["policies"].toArray()[0].toObject()["value"].toString(), QString("off"));
    }

    void whatIsNoPolicyIsRefused() {
        RunningServer server;
        for (const auto* value : {"4s", "5w", "29d", "1", "h", "-1h", "1.5h", "0s", "", "1y"})
            QCOMPARE(server.ctl({"policy", "set", "longest_life", value}).code, 2);
        for (const auto* value : {"5s", "28d", "4w"})
            QCOMPARE(server.ctl({"policy", "set", "longest_life", value}).code, 0);
        const auto unknown = server.ctl({"policy", "set", "loudest", "1h"});
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.error.contains("longest_life"));
        QCOMPARE(server.ctl({"policy", "get", "loudest"}).code, 2);
        QCOMPARE(server.ctl({"policy"}).code, 2);
        QCOMPARE(server.ctl({"policy", "set", "longest_life"}).code, 2);
        // Whoever signs must be the organisation, and its key may lie elsewhere.
        RunningServer other;
        const auto key = other.folder() + "/organisation.key";
        const auto foreign = server.ctl({"policy", "set", "longest_life", "1h", "--key", key});
        QCOMPARE(foreign.code, 1);
        QVERIFY(foreign.error.contains("not this organisation's"));
        QCOMPARE(server.ctl({"policy", "get", "longest_life"}).out, QByteArray("4w\n"));
        QTemporaryDir elsewhere;
        const auto moved = elsewhere.filePath("organisation.key");
        QVERIFY(QFile::rename(server.folder() + "/organisation.key", moved));
        QCOMPARE(server.ctl({"policy", "set", "longest_life", "1h"}).code, 4);
        QCOMPARE(server.ctl({"policy", "set", "longest_life", "1h", "--key", moved}).code, 0);
        QCOMPARE(server.terminate(), 0);
        QCOMPARE(server.ctl({"policy", "get", "longest_life"}).code, 3);
    }

    void kontorctlAdministers() {
        RunningServer server;
        Person anna(1, "anna");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        const auto invited = server.ctl({"invite", "create", "--name", "Bob", "--json"});
        QCOMPARE(invited.code, 0);
        QVERIFY(jsonOf(invited)["link"].toString().startsWith("kontor://127.0.0.1:"));
        auto invites = jsonOf(server.ctl({"invite", "list", "--json"}))["invites"].toArray();
        QCOMPARE(invites.size(), 1);
        QCOMPARE(invites[0].toObject()["name"].toString(), QString("Bob"));
        const auto number = QString::number(invites[0].toObject()["number"].toInt());
        QCOMPARE(server.ctl({"invite", "revoke", number}).code, 0);
        QCOMPARE(server.ctl({"invite", "revoke", number}).code, 1);
        QCOMPARE(server.ctl({"invite", "revoke", "x"}).code, 2);
        QCOMPARE(server.ctl({"invite", "create", "--for", "nobody"}).code, 1);
        QCOMPARE(server.ctl({"invite", "create", "--name", "Bob\nB"}).code, 1);
        QCOMPARE(server.ctl({"invite", "create"}).code, 2);
        const auto users = jsonOf(server.ctl({"user", "list", "--json"}))["users"].toArray();
        QCOMPARE(users.size(), 1);
        QVERIFY(users[0].toObject()["owner"].toBool());
        QCOMPARE(jsonOf(server.ctl({"stats", "--json"}))["sessions"].toInt(), 1);

        QCOMPARE(server.ctl({"user", "disable", "anna"}).code, 0);
        QVERIFY(waitUntil([&] { return !anna.line().isOpen(); }));
        QVERIFY(anna.line().pushes().back().session_ended().code() == wire::USER_DISABLED);
        QCOMPARE(anna.logIn(server), wire::USER_DISABLED);
        QCOMPARE(server.ctl({"user", "enable", "anna"}).code, 0);
        QCOMPARE(anna.logIn(server), wire::OK);
        QCOMPARE(server.ctl({"user", "disable", "nobody"}).code, 1);

        QCOMPARE(server.ctl({"organisation", "name", "Hansen & Partner"}).code, 0);
        SocketLine line(server.port());
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(line.hello().statement())));
        QCOMPARE(statement.name, std::string("Hansen & Partner"));
        QCOMPARE(statement.number, std::uint64_t{2});
        QCOMPARE(server.terminate(), 0);
        QCOMPARE(server.ctl({"stats"}).code, 3);
        server.start();
        SocketLine later(server.port());
        QCOMPARE(later.hello().statement(), line.hello().statement());
    }

    void twoPeopleChat() {
        RunningServer server;
        Person anna(1, "anna"), bob(2, "bob");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        QCOMPARE(bob.join(server, inviteFor(server, "Bob")), wire::OK);
        TestDevice::NewGroup wanted{.kind = rules::GroupKind::Direct,
                                    .keyPackages = anna.device.claim({bob.device.user()}),
                                    .directPeer = bob.device.user(),
                                    .id = {}};
        const auto group = anna.device.create(wanted, now());
        QVERIFY(group.has_value());
        QCOMPARE(bob.device.readInbox(), 1);
        const QByteArray secret = "the-marker-that-nobody-else-may-read";
        QVERIFY(anna.device.say(*group, secret.toStdString()).code() == wire::OK);
        QVERIFY(waitUntil([&] {
            for (const auto& push : bob.line().pushes()) {
                if (push.entry_push().entry().seq() == 2)
                    return true;
            }
            return false;
        }));
        QCOMPARE(bob.device.read(*group, 1), std::vector<std::string>{secret.toStdString()});
        // What the server keeps does not hold it, and the search would find it.
        QVERIFY(filesWith(server.folder(), secret).isEmpty());
        QVERIFY(!filesWith(server.folder(), "anna").isEmpty());
        QCOMPARE(server.terminate(), 0);
        QVERIFY(filesWith(server.folder(), secret).isEmpty());
    }

    void aStoppingServerSaysGoodbye() {
        RunningServer server;
        Person anna(1, "anna");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        QCOMPARE(server.terminate(), 0);
        QVERIFY(waitUntil([&] { return !anna.line().isOpen(); }));
        const auto pushes = anna.line().pushes();
        QVERIFY(!pushes.empty());
        QVERIFY(pushes.back().session_ended().code() == wire::RETRY_LATER);
    }

    /// Whatever was acknowledged is there, nothing is there twice, all see one order.
    void killedInTheMiddleOfAppends() {
        RunningServer server;
        Person anna(1, "anna"), bob(2, "bob");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        QCOMPARE(bob.join(server, inviteFor(server, "Bob")), wire::OK);
        TestDevice::NewGroup wanted;
        wanted.keyPackages = anna.device.claim({bob.device.user()});
        const auto group = *anna.device.create(wanted, now());
        QCOMPARE(bob.device.readInbox(), 1);

        std::mt19937 dice(4711);
        std::map<std::string, std::uint64_t> acknowledged; // payload -> seq
        for (int kill = 0; kill < 5; ++kill) {
            std::vector<wire::Frame> sent;
            for (int i = 0; i < 200; ++i)
                sent.push_back(anna.device.messageFrame(group, "message"));
            std::vector<std::uint64_t> ids;
            for (const auto& frame : sent)
                ids.push_back(anna.line().post(frame));
            // Some answers are waited for, then the server dies with the rest in flight.
            const std::size_t heard = dice() % 150;
            for (std::size_t i = 0; i < heard; ++i) {
                const auto answer = anna.line().answerTo(ids[i]);
                QVERIFY(answer.code() == wire::OK);
                acknowledged[sent[i].append().payload()] = answer.appended().seq();
            }
            server.kill();
            server.start();
            QCOMPARE(anna.logIn(server), wire::OK);
            // Lost answers: the same bytes again, all of them.
            for (const auto& frame : sent) {
                const auto answer = anna.line().ask(frame);
                QVERIFY(answer.code() == wire::OK);
                const auto [place, fresh] =
                    acknowledged.emplace(frame.append().payload(), answer.appended().seq());
                QCOMPARE(answer.appended().seq(), place->second);
            }
        }
        QCOMPARE(bob.logIn(server), wire::OK);
        std::map<std::string, std::uint64_t> stored;
        std::uint64_t after = 1;
        for (;;) {
            const auto entries = bob.device.fetch(group, after, 100);
            if (entries.entries_size() == 0)
                break;
            for (const auto& entry : entries.entries()) {
                QCOMPARE(entry.seq(), after + 1);
                after = entry.seq();
                QVERIFY(stored.emplace(entry.payload(), entry.seq()).second);
            }
        }
        QCOMPARE(stored.size(), std::size_t{1'000});
        QVERIFY(stored == acknowledged);
    }

    void badInputEndsTheConnectionAndNothingElse() {
        RunningServer server;
        Person anna(1, "anna");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        {
            SocketLine line(server.port());
            line.sendRaw("\x0a\xff\xff\xff\xff\x0f garbage");
            QVERIFY(waitUntil([&] { return !line.isOpen(); }));
            const auto pushes = line.pushes();
            QVERIFY(!pushes.empty() && pushes.back().answer().code() == wire::BAD_REQUEST);
        }
        {
            SocketLine line(server.port());
            line.socket().sendTextMessage("hello");
            QVERIFY(waitUntil([&] { return !line.isOpen(); }));
        }
        {
            SocketLine line(server.port());
            line.sendRaw(QByteArray(static_cast<qsizetype>(kontor::limits::kFrameBytes) + 1, 'x'));
            QVERIFY(waitUntil([&] { return !line.isOpen(); }));
            QCOMPARE(line.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
        }
        {
            TestDevice eve(3, "eve");
            SocketLine line(server.port());
            eve.use(&line);
            QVERIFY(eve.sayHello(99).code() == wire::VERSION_UNSUPPORTED);
            QVERIFY(waitUntil([&] { return !line.isOpen(); }));
        }
        {
            // A program name that is no UTF-8.
            SocketLine line(server.port());
            line.sendRaw(QByteArray("\x0a\x06\x1a\x04\x12\x02\xff\xfe", 8));
            QVERIFY(waitUntil([&] { return !line.isOpen(); }));
        }
        {
            // A head that promises a terabyte.
            RawWebSocket raw(server.port());
            QVERIFY(raw.upgrade());
            raw.write(RawWebSocket::frameHead(quint64{1} << 40));
            raw.readToTheEnd();
            QVERIFY(raw.socket().state() != QAbstractSocket::ConnectedState);
        }
        {
            // No TLS at all.
            QTcpSocket plain;
            plain.connectToHost("127.0.0.1", server.port());
            QVERIFY(plain.waitForConnected());
            plain.write("GET / HTTP/1.1\r\n\r\n");
            QVERIFY(plain.waitForDisconnected());
        }
        // No line of the diagnostic log, and anna has noticed nothing.
        QCOMPARE(server.errorOutput(), QByteArray());
        wire::Frame frame;
        frame.mutable_ping();
        QVERIFY(anna.line().ask(frame).code() == wire::OK);
    }

    void healthIsAPage() {
        RunningServer server;
        RawWebSocket health(server.port());
        const auto answer = health.get("/health");
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer);
        QVERIFY2(answer.endsWith(R"({"status":"ok"})"), answer);
        RawWebSocket other(server.port());
        QVERIFY(other.get("/").startsWith("HTTP/1.1 404"));
        RawWebSocket plain(server.port());
        QVERIFY(plain.get(protocol::kSocketPath).startsWith("HTTP/1.1 404"));
        RawWebSocket endless(server.port());
        endless.write("GET /health HTTP/1.1\r\nX: " + QByteArray(20'000, 'x'));
        QVERIFY(!endless.readToTheEnd().contains("200"));
    }

    /// A reader who does not read costs what its outbox may hold, and then its connection.
    void aSlowReaderCatchesUpLater() {
        RunningServer server;
        Person anna(1, "anna"), bob(2, "bob");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        QCOMPARE(bob.join(server, inviteFor(server, "Bob")), wire::OK);
        TestDevice::NewGroup wanted;
        wanted.keyPackages = anna.device.claim({bob.device.user()});
        const auto group = *anna.device.create(wanted, now());

        // Bob's connection, from here on by hand; it fences the one before.
        RawWebSocket raw(server.port());
        QVERIFY(raw.upgrade());
        const auto facts = bob.facts();
        class Frames final : public Line {
        public:
            explicit Frames(RawWebSocket& socket)
                : m_socket(socket) {}
            [[nodiscard]] bool isOpen() override { return true; }

        protected:
            void write(const wire::Frame& frame) override {
                m_socket.send(QByteArray::fromStdString(protocol::encodeFrame(frame).value()));
            }
            bool readMore() override {
                const auto message = m_socket.receive().toStdString();
                auto batch = protocol::decodeBatch(viewOf(message));
                for (auto& frame : *batch.value().mutable_frames())
                    take(std::move(frame));
                return true;
            }

        private:
            RawWebSocket& m_socket;
        } frames(raw);
        bob.device.use(&frames);
        QVERIFY(bob.device.logIn(facts).code() == wire::OK);
        raw.socket().setReadBufferSize(1); // and now he goes for lunch

        const std::string text(100'000, 'x');
        constexpr int kMessages = 300; // 33 MB: what sockets buffer, and the outbox, twice
        for (int i = 0; i < kMessages; ++i)
            QVERIFY(anna.device.say(group, text).code() == wire::OK);
        QVERIFY2(residentKilobytes(server.pid()) < 200'000,
                 qPrintable(QString::number(residentKilobytes(server.pid()))));
        QVERIFY(server.errorOutput().contains("a slow reader was let go"));
        raw.socket().setReadBufferSize(0);
        raw.readToTheEnd();
        QVERIFY(raw.socket().state() != QAbstractSocket::ConnectedState);

        QCOMPARE(bob.logIn(server), wire::OK);
        QCOMPARE(bob.device.readInbox(), 1);
        std::uint64_t after = 1;
        for (;;) {
            const auto entries = bob.device.fetch(group, after);
            if (entries.entries_size() == 0)
                break;
            after = entries.entries(entries.entries_size() - 1).seq();
        }
        QCOMPARE(after, std::uint64_t{kMessages + 1});
    }

    /// Requests that come faster than they are carried out wait in the socket, and all are
    /// answered.
    void aFloodOfRequestsIsAnswered() {
        RunningServer server;
        Person anna(1, "anna");
        QCOMPARE(anna.join(server, server.invite()), wire::OK);
        const auto group = *anna.device.create({}, now());
        QVERIFY(anna.device.say(group, std::string(60'000, 'x')).code() == wire::OK);
        std::vector<std::uint64_t> ids;
        wire::Frame fetch;
        fetch.mutable_fetch()->set_group(str(group.view()));
        for (int i = 0; i < 2'000; ++i) // 130 MB of answers
            ids.push_back(anna.line().post(fetch));
        for (const auto id : ids)
            QVERIFY(anna.line().answerTo(id).code() == wire::OK);
        QVERIFY2(residentKilobytes(server.pid()) < 200'000,
                 qPrintable(QString::number(residentKilobytes(server.pid()))));
    }
};

QTEST_GUILESS_MAIN(TestServerProcess)
#include "tst_server_process.moc"
