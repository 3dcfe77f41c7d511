#include "core/async/scope.h"
#include "core/contacts/directory_sync.h"
#include "crypto/identity/device_certificate.h"
#include "protocol/frame_codec.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

Task<void> keep(Task<Result<void>> task, std::shared_ptr<std::optional<Result<void>>> into) {
    const auto result = co_await task;
    into->emplace(result);
}

} // namespace

class TestDirectorySync : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_key = std::make_unique<storage::StoreKey>(m_random.secret<32>());
        const auto file = std::filesystem::path(m_folder->path().toStdString()) / "store.db";
        m_database = std::move(storage::Database::open(file, *m_key)).value();
        m_stores = std::make_unique<Stores>(m_database->writer());
        m_contacts = &m_stores->contacts;
        m_organisation = m_random.id<OrganisationId>();
        m_scope = std::make_unique<Scope>();
        m_requests = std::make_unique<Requests>(m_clock, m_clock, m_scope->token());
        m_requests->open([this](const std::string& batch) { m_sent.push_back(batch); });
        m_sent.clear();
        m_news = DirectoryNews();
        m_sync = std::make_unique<DirectorySync>(
            DirectorySync::Surroundings{*m_database, *m_stores, *m_requests, m_organisation,
                                        m_clock},
            [this](const DirectoryNews& news) { m_news = news; });
    }
    void cleanup() {
        m_scope->requestStop();
        QCOMPARE(m_scope->running(), 0U);
        m_requests.reset();
    }

    void followsPageByPage() {
        const auto done = follow(7);
        answer(pageOf({user("anna", 3)}, 3));
        QVERIFY(!done->has_value());
        answer(pageOf({user("bob", 7)}, 7));
        QVERIFY(done->has_value() && (*done)->ok());
        QCOMPARE(m_sync->revision().value(), 7U);
        QVERIFY(m_contacts->findByHandle("anna").value());
        QVERIFY(m_contacts->findByHandle("bob").value());
        QCOMPARE(m_news.users.size(), 1U);
        const auto again = follow(7);
        QVERIFY((*again)->ok()); // nothing to ask
        QCOMPARE(m_sent.size(), 0U);
    }
    void aServerThatGivesLessThanItSaidIsNotAskedForEver() {
        const auto done = follow(9);
        answer(pageOf({}, 0));
        QVERIFY(done->has_value() && (*done)->ok());
    }
    void aSecondCallOnlyRaisesTheGoal() {
        const auto first = follow(1);
        const auto second = follow(2);
        QVERIFY(second->has_value());
        answer(pageOf({user("anna", 1)}, 1));
        QVERIFY(!first->has_value());
        answer(pageOf({user("bob", 2)}, 2));
        QVERIFY(first->has_value());
    }
    void theFirstKeyIsPinnedAndAnotherIsNotTakenInSilence() {
        auto anna = user("anna", 1);
        const auto first = certify(anna);
        apply({anna}, 1);
        QVERIFY(m_news.keyChanged.empty());
        anna.clear_certificates();
        const auto second = certify(anna);
        apply({anna}, 2);
        QCOMPARE(m_news.keyChanged.size(), 1U);
        const auto known = m_contacts->find(idOf(anna)).value();
        QVERIFY(known->identityKey->bytes == first.identityKey.bytes);
        QVERIFY(known->changedKey->bytes == second.identityKey.bytes);
        // The first computer is gone, the second is there.
        const auto devices = m_contacts->devicesOf(idOf(anna)).value();
        QCOMPARE(devices.size(), 2U);
        QVERIFY(devices.at(0).standing == storage::DeviceRecord::Standing::Revoked);
        QVERIFY(devices.at(1).standing == storage::DeviceRecord::Standing::Active);
    }
    void falseCertificatesArePassedOver() {
        auto anna = user("anna", 1);
        certify(anna);
        anna.mutable_certificates(0)->back() ^= 1; // the signature
        auto bob = user("bob", 1);
        auto eve = user("eve", 1);
        certify(eve);
        bob.add_certificates(eve.certificates(0)); // somebody else's
        m_organisation = m_random.id<OrganisationId>();
        auto carol = user("carol", 1);
        certify(carol); // another organisation's
        carol.add_certificates("garbage");
        apply({anna, bob, carol}, 1);
        for (const auto& said : {anna, bob, carol}) {
            const auto known = m_contacts->find(idOf(said)).value();
            QVERIFY(known && !known->identityKey);
            QVERIFY(m_contacts->devicesOf(idOf(said)).value().empty());
        }
    }
    void disabledAndRenamed() {
        auto anna = user("anna", 1);
        apply({anna}, 1);
        anna.set_disabled(true);
        anna.set_display_name("Anna Berg");
        apply({anna}, 2);
        const auto known = m_contacts->find(idOf(anna)).value();
        QVERIFY(known->standing == storage::DirectoryUser::Standing::Disabled);
        QCOMPARE(known->displayName, std::string("Anna Berg"));
        QCOMPARE(m_news.users.size(), 1U);
        apply({anna}, 3);
        QVERIFY(m_news.users.empty());
    }
    void withoutAConnectionItSaysSo() {
        const auto done = follow(3);
        m_requests->close(Error(ErrorCode::NotReachable));
        QCOMPARE((*done)->error().code, ErrorCode::NotReachable);
    }

private:
    std::shared_ptr<std::optional<Result<void>>> follow(std::uint64_t revision) {
        auto result = std::make_shared<std::optional<Result<void>>>();
        m_scope->spawn(keep(m_sync->follow(revision), result));
        m_clock.advance(1ms);
        return result;
    }
    void answer(const wire::Directory& page) {
        m_clock.advance(1ms);
        const auto batch = protocol::decodeBatch(viewOf(m_sent.back()));
        m_sent.clear();
        wire::Answer answer;
        answer.set_code(wire::OK);
        *answer.mutable_directory() = page;
        m_requests->handleAnswer(batch.value().frames(0).request_id(), answer);
        m_clock.advance(1ms);
    }
    static wire::Directory pageOf(const std::vector<wire::DirectoryUser>& users,
                                  std::uint64_t revision) {
        wire::Directory page;
        for (const auto& user : users)
            *page.add_users() = user;
        page.set_revision(revision);
        return page;
    }
    void apply(const std::vector<wire::DirectoryUser>& users, std::uint64_t revision) {
        m_news = m_sync->apply(pageOf(users, revision)).value();
    }
    wire::DirectoryUser user(const std::string& handle, std::uint64_t revision) {
        const auto id = m_random.id<UserId>();
        wire::DirectoryUser user;
        user.set_user_id(id.bytes.data(), id.bytes.size());
        user.set_handle(handle);
        user.set_display_name(handle);
        user.set_revision(revision);
        return user;
    }
    static UserId idOf(const wire::DirectoryUser& user) {
        return UserId::parse(viewOf(user.user_id())).value();
    }
    /// A new computer with a new identity.
    identity::DeviceCertificate certify(wire::DirectoryUser& user) {
        const auto identityKey = SignatureKeyPair::generate(m_random);
        identity::DeviceCertificate content;
        content.organisation = m_organisation;
        content.user = idOf(user);
        content.device = m_random.id<DeviceId>();
        content.deviceKey = SignatureKeyPair::generate(m_random).publicKey();
        const auto certificate = identity::DeviceCertificate::issue(content, identityKey);
        const Bytes bytes = certificate.encode();
        user.add_certificates(bytes.data(), bytes.size());
        return certificate;
    }

    SystemRandom m_random;
    test::FakeClock m_clock;
    std::vector<std::string> m_sent;
    DirectoryNews m_news;
    OrganisationId m_organisation;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::StoreKey> m_key;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<Stores> m_stores;
    storage::ContactStore* m_contacts = nullptr;
    std::unique_ptr<Scope> m_scope;
    std::unique_ptr<Requests> m_requests;
    std::unique_ptr<DirectorySync> m_sync;
};

QTEST_GUILESS_MAIN(TestDirectorySync)
#include "tst_directory_sync.moc"
