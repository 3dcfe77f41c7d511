#include "core/async/scope.h"
#include "core/registration/registration.h"
#include "crypto/encoding.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_server.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

template <typename T>
Task<void> store(Task<Result<T>> task, std::shared_ptr<std::optional<Result<T>>> into) {
    auto result = co_await task;
    into->emplace(std::move(result));
}

} // namespace

/// A profile on disk, and a server played by hand.
class TestRegistration : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storeKey = std::make_unique<storage::StoreKey>(m_random.secret<32>());
        m_token = m_random.id<identity::InviteToken>();
        m_user = m_random.id<UserId>();
        m_server = std::make_unique<test::FakeServer>();
        start();
    }
    void cleanup() {
        stop();
        QCOMPARE(m_clock->waiting(), 0U);
    }

    void anInviteIsOffered() {
        const auto offer = begin(m_registration->checkInvite(link()));
        answerInvite();
        QVERIFY(offer->has_value() && (*offer)->ok());
        QCOMPARE((*offer)->value().organisation, "Example");
        QCOMPARE((*offer)->value().suggestedName, "Anna");
        QVERIFY(m_network->sockets().empty());
    }
    void refusedInvitesSayWhy_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("unknown") << int(wire::INVITE_UNKNOWN) << ErrorCode::InviteUnknown;
        QTest::newRow("used") << int(wire::INVITE_USED) << ErrorCode::InviteUsed;
        QTest::newRow("expired") << int(wire::INVITE_EXPIRED) << ErrorCode::InviteExpired;
    }
    void refusedInvitesSayWhy() {
        QFETCH(int, status);
        QFETCH(ErrorCode, code);
        const auto offer = begin(m_registration->checkInvite(link()));
        answerInvite(static_cast<wire::StatusCode>(status));
        QCOMPARE((*offer)->error().code, code);
    }
    void theTokenIsShownToTheRightServerOnly() {
        const auto offer = begin(m_registration->checkInvite(link()));
        const test::FakeServer other;
        auto& socket = *m_network->newest();
        socket.open(other.tlsKey);
        socket.deliver(other.hello());
        QCOMPARE((*offer)->error().code, ErrorCode::FingerprintWrong);
        QCOMPARE(socket.messagesSent(), 0U);
        const auto broken = begin(m_registration->checkInvite("https://example.com"));
        QCOMPARE((*broken)->error().code, ErrorCode::LinkMalformed);
    }
    void badFormsNeverReachTheServer_data() {
        QTest::addColumn<QString>("handle");
        QTest::addColumn<QString>("name");
        QTest::addColumn<ErrorCode>("code");
        const auto bad = ErrorCode::HandleInvalid;
        QTest::newRow("empty handle") << "" << "Anna" << bad;
        QTest::newRow("upper case") << "Anna" << "Anna" << bad;
        QTest::newRow("dot first") << ".anna" << "Anna" << bad;
        QTest::newRow("33 letters") << QString(33, 'a') << "Anna" << bad;
        QTest::newRow("umlaut") << "änna" << "Anna" << bad;
        QTest::newRow("empty name") << "anna" << "  " << ErrorCode::NameInvalid;
        QTest::newRow("65 letters") << "anna" << QString(65, u'ä') << ErrorCode::NameInvalid;
    }
    void badFormsNeverReachTheServer() {
        QFETCH(QString, handle);
        QFETCH(QString, name);
        QFETCH(ErrorCode, code);
        const auto account = begin(m_registration->registerAccount({link(), name, handle}));
        QCOMPARE((*account)->error().code, code);
        QCOMPARE(m_network->made(), 0);
    }
    void registers() {
        const auto account = begin(registerAnna());
        answerInvite();
        const auto request = takeRegister();
        checkRequest(request.register_());
        // Everything is durable before the server hears of it.
        QVERIFY(AccountStore(*m_settings, *m_keys).pending().value());
        reply(request);
        QVERIFY(account->has_value() && (*account)->ok());
        stop();
        start();
        const auto stored = AccountStore(*m_settings, *m_keys).account().value();
        QVERIFY(stored);
        QCOMPARE(stored->server.host, std::string("chat.example"));
        QCOMPARE(stored->organisation, std::string("Example"));
        QVERIFY(stored->pin.organisation == m_server->pin().organisation);
        QCOMPARE(stored->pin.leastStatement, 3U);
        QVERIFY(stored->own.user() == m_user);
        QVERIFY(stored->own.certificate.isGenuine());
        QVERIFY(stored->own.key.publicKey() == stored->own.certificate.deviceKey);
        QVERIFY(!AccountStore(*m_settings, *m_keys).pending().value());
        storage::ContactStore contacts(m_database->writer());
        const auto self = contacts.find(m_user).value();
        QCOMPARE(self->handle, std::string("anna"));
        QCOMPARE(self->displayName, std::string("Anna Berg"));
    }
    void aTakenHandleKeepsTheKeys() {
        auto account = begin(registerAnna());
        answerInvite();
        const auto first = takeRegister();
        reply(first, wire::HANDLE_TAKEN);
        QCOMPARE((*account)->error(), Error(ErrorCode::HandleTaken, {"anna"}));
        account = begin(m_registration->registerAccount({link(), "Anna Berg", "anna.berg"}));
        answerInvite();
        const auto second = takeRegister();
        QCOMPARE(second.register_().handle(), std::string("anna.berg"));
        QCOMPARE(second.register_().certificate(), first.register_().certificate());
        reply(second);
        QVERIFY((*account)->ok());
    }
    /// The server did it and the answer was lost; then the program died.
    void aLostAnswerIsMadeGoodByTheSameRequest() {
        const auto lost = begin(registerAnna());
        answerInvite();
        const auto first = takeRegister();
        m_network->newest()->breakDown();
        QCOMPARE((*lost)->error().code, ErrorCode::NotReachable);
        stop();
        start();
        const auto account = begin(registerAnna());
        answerInvite(wire::INVITE_USED);
        const auto second = takeRegister();
        QCOMPARE(second.register_().certificate(), first.register_().certificate());
        QCOMPARE(second.register_().key_packages().size(), first.register_().key_packages().size());
        QCOMPARE(second.register_().key_packages(0), first.register_().key_packages(0));
        QCOMPARE(second.register_().last_resort(), first.register_().last_resort());
        reply(second);
        QVERIFY((*account)->ok());
    }
    void resumesByItself() {
        const auto nothing = begin(m_registration->resume());
        QVERIFY((*nothing)->ok() && !(*nothing)->value());
        const auto lost = begin(registerAnna());
        answerInvite();
        takeRegister();
        m_clock->advance(Requests::kRequestTime);
        QCOMPARE((*lost)->error().code, ErrorCode::TimedOut);
        stop();
        start();
        const auto account = begin(m_registration->resume());
        m_server->greet(*m_network->newest());
        m_clock->advance(1ms);
        answerHello();
        reply(takeRegister());
        QVERIFY((*account)->ok() && (*account)->value());
        QVERIFY(AccountStore(*m_settings, *m_keys).account().value());
    }
    void anotherInviteMakesOtherKeys() {
        const auto refused = begin(registerAnna());
        answerInvite();
        const auto first = takeRegister();
        reply(first, wire::INVITE_EXPIRED);
        QCOMPARE((*refused)->error().code, ErrorCode::InviteExpired);
        m_token = m_random.id<identity::InviteToken>();
        const auto account = begin(registerAnna());
        answerInvite();
        const auto second = takeRegister();
        QVERIFY(second.register_().certificate() != first.register_().certificate());
        reply(second);
        QVERIFY((*account)->ok());
    }
    void aStopEndsIt() {
        const auto account = begin(registerAnna());
        answerInvite();
        m_scope->requestStop();
        QCOMPARE((*account)->error().code, ErrorCode::Stopped);
        QCOMPARE(m_scope->running(), 0U);
    }

private:
    void start() {
        m_clock = std::make_unique<test::FakeClock>();
        m_network = std::make_unique<test::FakeNetwork>();
        const auto file = std::filesystem::path(m_folder->path().toStdString()) / "store.db";
        m_database = std::move(storage::Database::open(file, *m_storeKey)).value();
        m_settings = std::make_unique<storage::SettingsStore>(m_database->writer());
        m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), *m_storeKey);
        m_scope = std::make_unique<Scope>();
        m_registration = std::make_unique<Registration>(
            Registration::Surroundings{*m_clock, *m_clock, m_random, m_network->factory(),
                                       *m_database, *m_keys, m_scope->token()});
    }
    void stop() {
        m_scope->requestStop();
        QCOMPARE(m_scope->running(), 0U);
        m_registration.reset();
        m_clock->advance(1ms);
        m_keys.reset();
        m_settings.reset();
        m_database.reset();
    }
    template <typename T>
    std::shared_ptr<std::optional<Result<T>>> begin(Task<Result<T>> task) {
        auto result = std::make_shared<std::optional<Result<T>>>();
        m_scope->spawn(store(std::move(task), result));
        return result;
    }
    Task<Result<StoredAccount>> registerAnna() {
        return m_registration->registerAccount({link(), " Anna  Berg ", "anna"});
    }
    QString link() const {
        const identity::InviteLink link{"chat.example", 8443, m_token,
                                        m_server->pin().organisation};
        return QString::fromStdString("<" + link.format() + ">\n");
    }
    void answerHello() {
        auto& socket = *m_network->newest();
        const auto hello = socket.take();
        QVERIFY(hello && hello->has_client_hello());
        socket.deliver(test::FakeServer::answer(*hello));
    }
    void answerInvite(wire::StatusCode code = wire::OK) {
        auto& socket = *m_network->newest();
        m_server->greet(socket);
        m_clock->advance(1ms);
        answerHello();
        const auto request = socket.take();
        QVERIFY(request && request->has_open_invite());
        QCOMPARE(toHex(viewOf(request->open_invite().token())), toHex(m_token.view()));
        auto answer = test::FakeServer::answer(*request, code);
        auto& opened = *answer.mutable_answer()->mutable_invite_opened();
        opened.set_user_id(m_user.bytes.data(), m_user.bytes.size());
        opened.set_display_name("Anna");
        socket.deliver(answer);
        m_clock->advance(1ms);
    }
    wire::Frame takeRegister() {
        m_clock->advance(1ms);
        auto frame = m_network->newest()->take();
        if (!frame || !frame->has_register_())
            qFatal("no Register was sent");
        return *frame;
    }
    void reply(const wire::Frame& request, wire::StatusCode code = wire::OK) {
        m_network->newest()->deliver(test::FakeServer::answer(request, code));
    }
    void checkRequest(const wire::Register& request) const {
        QCOMPARE(request.handle(), std::string("anna"));
        QCOMPARE(request.display_name(), std::string("Anna Berg"));
        QCOMPARE(request.key_packages().size(), 100);
        QVERIFY(!request.last_resort().empty());
        const auto certificate =
            identity::DeviceCertificate::parse(viewOf(request.certificate())).value();
        QVERIFY(certificate.isGenuine());
        QVERIFY(certificate.user == m_user);
        QVERIFY(certificate.organisation == m_server->pin().organisation);
        QVERIFY(certificate.validAt(m_clock->sinceEpoch()));
        identity::LoginChallenge challenge;
        challenge.nonce.fill('n');
        challenge.organisation = m_server->pin().organisation;
        challenge.tlsKey = m_server->tlsKey;
        QVERIFY(identity::verifyLogin(certificate.deviceKey, challenge, viewOf(request.proof())));
    }

    SystemRandom m_random;
    identity::InviteToken m_token;
    UserId m_user;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::StoreKey> m_storeKey;
    std::unique_ptr<test::FakeServer> m_server;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<test::FakeNetwork> m_network;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<storage::SettingsStore> m_settings;
    std::unique_ptr<storage::OwnKeyStore> m_keys;
    std::unique_ptr<Scope> m_scope;
    std::unique_ptr<Registration> m_registration;
};

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
