// Small parts by themselves: rates, joining of frames, the command line, files, the writer's
// thread, a store that fails.

#include "protocol/frame_codec.h"
#include "server/config.h"
#include "server/data_folder.h"
#include "server/outgoing.h"
#include "server/rate_limits.h"
#include "server/server_limits.h"
#include "server/turn_access.h"
#include "server/writer.h"
#include "tests/server/office.h"

#include <QtTest>

#include <condition_variable>
#include <mutex>

using namespace kontor;
using namespace kontor::server;
using namespace kontor::test;

namespace {

Result<CommandLine> parsed(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "kontor-server");
    return parseCommandLine(arguments);
}

/// Collects what a writer hands out, on whatever thread.
struct Outcomes {
    std::mutex mutex;
    std::condition_variable came;
    std::vector<Outcome> all;
    bool failed = false;

    Writer::Hooks hooks() {
        return {.deliver =
                    [this](Outcome outcome) {
                        const std::lock_guard lock(mutex);
                        all.push_back(std::move(outcome));
                        came.notify_all();
                    },
                .failed =
                    [this] {
                        const std::lock_guard lock(mutex);
                        failed = true;
                        came.notify_all();
                    }};
    }
    template <typename Done>
    bool wait(Done done) {
        std::unique_lock lock(mutex);
        return came.wait_for(lock, std::chrono::seconds(30), done);
    }
    std::size_t messages() {
        std::size_t count = 0;
        for (const auto& outcome : all) {
            for (const auto& delivery : outcome.deliveries)
                count += delivery.messages.size();
        }
        return count;
    }
};

} // namespace

class TestParts : public QObject {
    Q_OBJECT

private slots:
    void callServersAreAddresses() {
        for (const char* good : {"turn:relay.example", "turn:192.0.2.1:3478?transport=udp",
                                 "turns:relay.example:443?transport=tcp", "turn:[2001:db8::1]:80"})
            QVERIFY2(isTurnAddress(good), good);
        for (const char* bad : {"", "turn", "turn:", "relay.example", "turn:relay.example:0",
                                "turn:relay.example:70000", "turn:a@b", "turn:x?transport=sctp",
                                "stun:relay.example", "turn:2001:db8::1:80", "turn:a b"})
            QVERIFY2(!isTurnAddress(bad), bad);
        QVERIFY(isStunAddress("stun:relay.example:3478"));
        QVERIFY(!isStunAddress("turn:relay.example:3478"));
        const auto line = parsed({"--data", "d", "--stun", "stun:a:1", "--turn", "turn:b:2",
                                  "--turn", "turns:c", "--turn-secret", "s"});
        QCOMPARE(line.value().config.stun, std::vector<std::string>{"stun:a:1"});
        QCOMPARE(line.value().config.turn, (std::vector<std::string>{"turn:b:2", "turns:c"}));
        QCOMPARE(line.value().config.turnSecretFile, std::string("s"));
        QVERIFY(!parsed({"--data", "d", "--turn", "stun:a:1"}).ok());
    }

    /// As `turnutils_uclient -W` and coturn's own formula make them (HMAC-SHA-1, base64).
    void turnCredentialsAreCoturns() {
        const auto credentials =
            turnCredentials("north", std::chrono::seconds(1'760'000'000), Bytes{0xab, 0xcd});
        QCOMPARE(credentials.username, std::string("1760000000:abcd"));
        QCOMPARE(credentials.password, std::string("qiAPjBBKI/gwbPQSWj5F5b1PNBc="));
    }

    void ratesGrantABurstAndThenTheirPace() {
        RateLimits limits;
        const RateLimits::Key key{RateLimits::Purpose::Claim, 1};
        const Rate rate{3, Milliseconds(100)};
        Milliseconds now(1'000);
        for (int i = 0; i < 3; ++i)
            QVERIFY(!limits.refuse(key, rate, now));
        QCOMPARE(*limits.refuse(key, rate, now), Milliseconds(100));
        now += Milliseconds(99);
        QCOMPARE(*limits.refuse(key, rate, now), Milliseconds(1));
        now += Milliseconds(1);
        QVERIFY(!limits.refuse(key, rate, now));
        QVERIFY(limits.refuse(key, rate, now).has_value());
        // Others are others.
        QVERIFY(!limits.refuse({RateLimits::Purpose::Claim, 2}, rate, now));
        // What is paid back is forgotten, and nothing else.
        limits.prune(now);
        QVERIFY(limits.refuse(key, rate, now).has_value());
        now += Milliseconds(300);
        limits.prune(now);
        QCOMPARE(limits.wait(key, rate, now, 3), Milliseconds(0));
        QCOMPARE(limits.wait(key, rate, now, 4), Milliseconds(100));
    }

    void smallFramesTravelTogether() {
        Outgoing out;
        wire::Frame frame;
        frame.mutable_ping();
        const std::string small = protocol::encodeFrame(frame).value();
        for (int i = 0; i < 10; ++i)
            out.add(small);
        frame.mutable_append()->set_payload(std::string(server::limits::kJoinedBytes, 'x'));
        out.add(protocol::encodeFrame(frame).value());
        out.add(small);
        QVERIFY(out.bytes() > server::limits::kJoinedBytes);
        const auto messages = out.take();
        QCOMPARE(messages.size(), std::size_t{3});
        QCOMPARE(protocol::decodeBatch(viewOf(messages[0])).value().frames_size(), 10);
        QCOMPARE(protocol::decodeBatch(viewOf(messages[1])).value().frames_size(), 1);
        QVERIFY(out.take().empty());
        QCOMPARE(out.bytes(), std::size_t{0});
    }

    void addressesAreRead() {
        const auto four = Endpoint::parse("127.0.0.1:8443");
        QVERIFY(four.ok());
        QCOMPARE(four.value().host, std::string("127.0.0.1"));
        QCOMPARE(four.value().port, std::uint16_t{8443});
        const auto six = Endpoint::parse("[::1]:0");
        QVERIFY(six.ok());
        QCOMPARE(six.value().host, std::string("::1"));
        QCOMPARE(six.value().format(), std::string("[::1]:0"));
        for (const auto* wrong :
             {"", "host", "host:", ":80", "host:x", "host:65536", "::1:80", "host:80x", "host:-1"})
            QVERIFY2(!Endpoint::parse(wrong).ok(), wrong);
    }

    void commandLinesAreRead() {
        const auto full = parsed(
            {"--data", "d", "--listen", "0.0.0.0:1", "--public", "chat.de:2", "--name", "Müller"});
        QVERIFY(full.ok());
        QCOMPARE(full.value().config.data, std::string("d"));
        QCOMPARE(full.value().config.listen.port, std::uint16_t{1});
        QCOMPARE(full.value().config.publicAddress->host, std::string("chat.de"));
        QCOMPARE(full.value().config.name, std::string("Müller"));
        QVERIFY(parsed({"--help"}).value().asked == Asked::Help);
        QVERIFY(!parsed({}).ok());
        QVERIFY(!parsed({"--data"}).ok());
        QVERIFY(!parsed({"--data", "d", "--name", ""}).ok());
        QVERIFY(!parsed({"--data", "d", "extra", "x"}).ok());
    }

    void aFolderIsOneServers() {
        QTemporaryDir place;
        const auto path = place.filePath("a/b").toStdString();
        auto first = std::make_unique<Result<DataFolder>>(DataFolder::open(path));
        QVERIFY(first->ok());
        const auto second = DataFolder::open(path);
        QVERIFY(!second.ok());
        QVERIFY(second.error().code == ErrorCode::ProfileInUse);
        first.reset();
        QVERIFY(DataFolder::open(path).ok());
    }

    void filesAreReplacedWhole() {
        QTemporaryDir place;
        const auto path = place.filePath("file").toStdString();
        QVERIFY(replaceFile(path, viewOf("one")).ok());
        QVERIFY(replaceFile(path, viewOf("two")).ok());
        QCOMPARE(str(readFile(path).value()), std::string("two"));
        QVERIFY(!readFile(path + "x").ok());
        QVERIFY(!replaceFile(place.filePath("no/file").toStdString(), viewOf("x")).ok());
    }

    void theWriterCarriesOutInOrderAndDrainsAtItsEnd() {
        BackendDesk desk;
        SystemClock clock;
        Outcomes outcomes;
        std::vector<int> order;
        {
            Writer writer(desk.backend(), clock, outcomes.hooks());
            writer.connected(SessionId(1));
            QVERIFY(outcomes.wait([&] { return outcomes.messages() == 1; })); // ServerHello
            for (int i = 0; i < 100; ++i)
                writer.run([&order, i](Backend&) -> std::function<void()> {
                    order.push_back(i);
                    return [] {};
                });
            wire::Batch batch;
            auto& hello = *batch.add_frames();
            hello.set_request_id(1);
            hello.mutable_client_hello()->set_version(1);
            writer.handle(SessionId(1), batch, 17);
            writer.stop();
        }
        QCOMPARE(order.size(), std::size_t{100});
        QVERIFY(std::ranges::is_sorted(order));
        QCOMPARE(outcomes.messages(), std::size_t{2});
        std::size_t cost = 0, afterwards = 0;
        for (const auto& outcome : outcomes.all) {
            afterwards += outcome.afterwards.size();
            for (const auto& [session, part] : outcome.carriedOut)
                cost += part;
        }
        QCOMPARE(cost, std::size_t{17});
        QCOMPARE(afterwards, std::size_t{100});
        QVERIFY(!outcomes.failed);
    }

    void aStoreThatFailsLetsNothingOut() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        const auto frame = anna.messageFrame(group, "hi");
        // Somebody else writes to the database: what cannot be.
        auto other = std::move(sqlite::Database::open(office.desk.file().toStdString(),
                                                      sqlite::Database::Durability::None))
                         .value();
        other->run("BEGIN IMMEDIATE");
        anna.line().post(frame);
        const auto failed = office.desk.backend().commit();
        QVERIFY(!failed.ok());
        QVERIFY(failed.error().code == ErrorCode::Storage);
        other->run("ROLLBACK");
        // It stays failed: the process must end. A new one has lost nothing and doubles nothing.
        QVERIFY(!office.desk.backend().commit().ok());
        office.desk.crash();
        QVERIFY(office.reconnect(anna).code() == wire::OK);
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{2});
    }

    void aFailedStoreStopsTheWriter() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        wire::Batch batch;
        *batch.add_frames() = anna.messageFrame(group, "hi");
        auto other = std::move(sqlite::Database::open(office.desk.file().toStdString(),
                                                      sqlite::Database::Durability::None))
                         .value();
        other->run("BEGIN IMMEDIATE");
        SystemClock clock;
        Outcomes outcomes;
        Writer writer(office.desk.backend(), clock, outcomes.hooks());
        writer.handle(office.telephone(anna).session(), batch, 1);
        QVERIFY(outcomes.wait([&] { return outcomes.failed; }));
        QCOMPARE(outcomes.messages(), std::size_t{0});
        writer.stop();
        other->run("ROLLBACK");
    }
};

QTEST_GUILESS_MAIN(TestParts)
#include "tst_parts.moc"
