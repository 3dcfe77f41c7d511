#include "core/connection/connection.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_server.h"

#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using test::FakeSocket;

class TestConnection : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_states.clear();
        m_reasons.clear();
        m_waits.clear();
        m_sessions = 0;
        m_pushes = 0;
        m_server = std::make_unique<test::FakeServer>();
        m_clock = std::make_unique<test::FakeClock>();
        m_network = std::make_unique<test::FakeNetwork>();
        m_scope = std::make_unique<Scope>();
        m_requests = std::make_unique<Requests>(*m_clock, *m_clock, m_scope->token());
        ConnectionEvents events;
        events.changed = [this](ConnectionState state, const std::optional<Error>& reason,
                                Milliseconds wait) {
            m_states.push_back(state);
            m_waits.push_back(wait);
            m_reasons.push_back(reason);
        };
        events.loggedIn = [this](const Session&) { ++m_sessions; };
        events.pushed = [this](const wire::Frame&) { ++m_pushes; };
        m_connection = std::make_unique<Connection>(
            Connection::Surroundings{*m_clock, *m_clock, m_random, m_network->factory()},
            *m_requests, events);
    }
    void cleanup() {
        m_connection.reset();
        m_scope->requestStop();
        QCOMPARE(m_scope->running(), 0U);
        m_requests.reset();
        m_clock->advance(1ms);
        QCOMPARE(m_clock->waiting(), 0U);
        QVERIFY(m_network->sockets().empty());
    }

    void connectsChecksLogsIn() {
        start();
        QCOMPARE(m_states, (std::vector{ConnectionState::Connecting}));
        auto& socket = *m_network->newest();
        QCOMPARE(socket.server().host, std::string("chat.example"));
        socket.open(m_server->tlsKey);
        m_clock->advance(1ms);
        QCOMPARE(socket.messagesSent(), 0U); // the server speaks first
        socket.deliver(m_server->hello());
        m_clock->advance(1ms);
        const auto hello = socket.take();
        QVERIFY(hello && hello->has_client_hello());
        const auto login = socket.take();
        QVERIFY(login && login->has_login());
        QVERIFY(
            identity::verifyLogin(m_key->publicKey(), challenge(), viewOf(login->login().proof())));
        socket.deliver(test::FakeServer::answer(*hello));
        socket.deliver(test::FakeServer::answer(*login));
        QCOMPARE(m_states.back(), ConnectionState::CatchingUp);
        QCOMPARE(m_sessions, 1);
        m_connection->caughtUp();
        QCOMPARE(m_states.back(), ConnectionState::Online);
    }
    void nothingIsSentToAFalseServer_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("another organisation") << 0 << ErrorCode::FingerprintWrong;
        QTest::newRow("another TLS key") << 1 << ErrorCode::StatementWrong;
        QTest::newRow("an old statement") << 2 << ErrorCode::StatementWrong;
        QTest::newRow("an altered statement") << 3 << ErrorCode::StatementWrong;
        QTest::newRow("a protocol of tomorrow") << 4 << ErrorCode::VersionUnknown;
        QTest::newRow("another first frame") << 5 << ErrorCode::Malformed;
        QTest::newRow("garbage") << 6 << ErrorCode::Malformed;
    }
    void nothingIsSentToAFalseServer() {
        QFETCH(int, fault);
        QFETCH(ErrorCode, code);
        auto access = accessToServer();
        access.pin.leastStatement = 3;
        const test::FakeServer other;
        if (fault == 0)
            access.pin = other.pin();
        if (fault == 2)
            m_server->statementNumber = 2;
        if (fault == 4)
            m_server->leastVersion = m_server->greatestVersion = 2;
        m_connection->start(access);
        auto& socket = *m_network->newest();
        socket.open(fault == 1 ? other.tlsKey : m_server->tlsKey);
        auto hello = m_server->hello();
        if (fault == 3)
            hello.mutable_server_hello()->mutable_statement()->back() ^= 1;
        if (fault == 5)
            hello = test::FakeServer::answer(hello);
        if (fault == 6)
            socket.deliver(std::string("\xff\xff\xff"));
        else
            socket.deliver(hello);
        QCOMPARE(socket.messagesSent(), 0U);
        QCOMPARE(m_states.back(), ConnectionState::Offline);
        QCOMPARE(m_reasons.back()->code, code);
    }
    void aNewerStatementRaisesTheBar() {
        start();
        m_server->statementNumber = 8;
        logIn();
        m_network->newest()->breakDown();
        m_server->statementNumber = 7;
        m_clock->advance(1s);
        m_server->greet(*m_network->newest());
        QCOMPARE(m_reasons.back()->code, ErrorCode::StatementWrong);
    }
    void waitsLongerAfterEachFailureUpToHalfAMinute() {
        start();
        Milliseconds least = Backoff::kFirst / 2;
        for (int attempt = 0; attempt < 9; ++attempt) {
            m_network->newest()->breakDown();
            QCOMPARE(m_states.back(), ConnectionState::Offline);
            const auto wait = m_waits.back();
            QVERIFY(wait >= least && wait <= least * 2);
            least = std::min(least * 2, Backoff::kGreatest / 2);
            const auto made = m_network->made();
            m_clock->advance(wait - 1ms);
            QCOMPARE(m_network->made(), made);
            m_clock->advance(1ms);
            QCOMPARE(m_network->made(), made + 1);
        }
    }
    void aSteadySessionResetsTheWait() {
        start();
        for (int attempt = 0; attempt < 6; ++attempt) {
            m_network->newest()->breakDown();
            m_clock->advance(m_waits.back());
        }
        logIn();
        m_clock->advance(Connection::kSteadySession);
        m_network->newest()->breakDown();
        QVERIFY(m_waits.back() <= Backoff::kFirst);
    }
    void connectNowWaitsNoLonger() {
        start();
        m_network->newest()->breakDown();
        const auto made = m_network->made();
        m_connection->connectNow();
        QCOMPARE(m_network->made(), made + 1);
        m_connection->connectNow(); // on its way already: nothing new
        QCOMPARE(m_network->made(), made + 1);
    }
    void aServerThatDoesNotGreetIsGivenUp() {
        start();
        m_network->newest()->open(m_server->tlsKey);
        m_clock->advance(Channel::kGreetingTime);
        QCOMPARE(m_states.back(), ConnectionState::Offline);
        QCOMPARE(m_reasons.back()->code, ErrorCode::TimedOut);
    }
    void aSilentServerShowsWithinTenSeconds() {
        start();
        logIn();
        m_connection->caughtUp();
        auto waited = 0ms;
        while (m_states.back() == ConnectionState::Online && waited < 20s) {
            m_clock->advance(100ms);
            waited += 100ms;
        }
        QVERIFY(waited >= Connection::kSilence && waited <= 10s);
    }
    void aServerThatAnswersPingsStays() {
        start();
        logIn();
        for (int second = 0; second < 120; ++second) {
            m_clock->advance(1s);
            while (const auto frame = m_network->newest()->take())
                m_network->newest()->deliver(test::FakeServer::answer(*frame));
        }
        QCOMPARE(m_states.back(), ConnectionState::CatchingUp);
        QCOMPARE(m_network->made(), 1);
    }
    /// A large message on a slow line keeps the answers waiting, and bytes keep leaving.
    void aSlowUploadIsASignOfLife() {
        start();
        logIn();
        auto& socket = *m_network->newest();
        for (std::size_t left = 120; left > 0; --left) {
            socket.setUnsent(left * 1000);
            m_clock->advance(1s);
        }
        QCOMPARE(m_network->made(), 1);
        socket.setUnsent(1);
        m_clock->advance(12s);
        QVERIFY(m_network->made() > 1);
    }
    void afterSleepItConnectsAtOnce() {
        start();
        logIn();
        m_clock->sleepFor(1h);
        m_clock->advance(Connection::kInterval);
        QCOMPARE(m_states.back(), ConnectionState::Offline);
        m_clock->advance(Backoff::kFirst);
        QCOMPARE(m_states.back(), ConnectionState::Connecting);
        for (int attempt = 0; attempt < 8; ++attempt) {
            m_network->newest()->breakDown();
            m_clock->advance(m_waits.back());
        }
        m_network->newest()->breakDown();
        QVERIFY(m_waits.back() > 10s);
        const auto made = m_network->made();
        m_clock->sleepFor(1h);
        m_clock->advance(Connection::kInterval);
        QVERIFY(m_network->made() > made);
    }
    void anUnwantedDeviceStaysAway_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("fenced") << int(wire::FENCED) << ErrorCode::Fenced;
        QTest::newRow("revoked") << int(wire::DEVICE_REVOKED) << ErrorCode::DeviceRevoked;
        QTest::newRow("disabled") << int(wire::USER_DISABLED) << ErrorCode::UserDisabled;
    }
    void anUnwantedDeviceStaysAway() {
        QFETCH(int, status);
        QFETCH(ErrorCode, code);
        start();
        logIn();
        wire::Frame push;
        push.mutable_session_ended()->set_code(static_cast<wire::StatusCode>(status));
        m_network->newest()->deliver(push);
        QCOMPARE(m_states.back(), ConnectionState::Ended);
        QCOMPARE(m_reasons.back()->code, code);
        const auto made = m_network->made();
        m_connection->connectNow();
        m_clock->advance(1h);
        QCOMPARE(m_network->made(), made);
    }
    void aRefusedLoginStaysAway() {
        start();
        m_server->greet(*m_network->newest());
        m_clock->advance(1ms);
        auto& socket = *m_network->newest();
        socket.deliver(test::FakeServer::answer(*socket.take()));
        socket.deliver(test::FakeServer::answer(*socket.take(), wire::USER_DISABLED));
        QCOMPARE(m_states.back(), ConnectionState::Ended);
    }
    void aServerThatStopsIsWaitedFor() {
        start();
        logIn();
        wire::Frame push;
        push.mutable_session_ended()->set_code(wire::RETRY_LATER);
        m_network->newest()->deliver(push);
        QCOMPARE(m_states.back(), ConnectionState::Offline);
        QCOMPARE(m_reasons.back()->code, ErrorCode::NotReachable);
    }
    void pushesAreHandedOn() {
        start();
        logIn();
        wire::Frame push;
        push.mutable_directory_changed()->set_revision(3);
        m_network->newest()->deliver(push);
        QCOMPARE(m_pushes, 1);
        m_network->newest()->deliver(std::string("\xff\xff\xff"));
        QCOMPARE(m_states.back(), ConnectionState::Offline);
        QCOMPARE(m_reasons.back()->code, ErrorCode::Malformed);
    }
    void endsQuietlyInTheMiddleOfALogin() {
        start();
        m_server->greet(*m_network->newest());
        m_clock->advance(1ms);
        m_connection.reset();
        QCOMPARE(m_requests->waiting(), 0U);
        QCOMPARE(m_states.back(), ConnectionState::Connecting);
    }

private:
    DeviceAccess accessToServer() {
        DeviceAccess access;
        access.server = {"chat.example", 8443};
        access.pin = m_server->pin();
        access.deviceKey = m_key;
        return access;
    }
    void start() { m_connection->start(accessToServer()); }
    void logIn() {
        auto& socket = *m_network->newest();
        m_server->greet(socket);
        m_clock->advance(1ms);
        while (const auto frame = socket.take())
            socket.deliver(test::FakeServer::answer(*frame));
        QCOMPARE(m_states.back(), ConnectionState::CatchingUp);
    }
    identity::LoginChallenge challenge() const {
        identity::LoginChallenge challenge;
        challenge.nonce.fill('n');
        challenge.organisation = m_server->pin().organisation;
        challenge.tlsKey = m_server->tlsKey;
        return challenge;
    }

    SystemRandom m_random;
    std::shared_ptr<const SignatureKeyPair> m_key =
        std::make_shared<const SignatureKeyPair>(SignatureKeyPair::generate(m_random));
    std::unique_ptr<test::FakeServer> m_server;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<test::FakeNetwork> m_network;
    std::unique_ptr<Scope> m_scope;
    std::unique_ptr<Requests> m_requests;
    std::unique_ptr<Connection> m_connection;
    std::vector<ConnectionState> m_states;
    std::vector<std::optional<Error>> m_reasons;
    std::vector<Milliseconds> m_waits;
    int m_sessions = 0;
    int m_pushes = 0;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
