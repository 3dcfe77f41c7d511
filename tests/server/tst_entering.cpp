#include "base/limits.h"
#include "crypto/identity/policy_statement.h"
#include "server/server_limits.h"
#include "tests/server/office.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;

#define SAID(answer, text) QCOMPARE(QString::fromStdString(said(answer)), QStringLiteral(text))

class TestEntering : public QObject {
    Q_OBJECT

private slots:
    void theServerSpeaksFirst() {
        BackendDesk desk;
        const auto line = desk.call();
        const auto& hello = line->hello();
        QCOMPARE(hello.least_version(), protocol::kLeastVersion);
        QCOMPARE(hello.nonce().size(), std::size_t{32});
        QCOMPARE(viewOf(hello.incarnation()).size(), std::size_t{16});
        const auto statement = must(identity::ServerStatement::parse(viewOf(hello.statement())));
        QVERIFY(identity::checkStatement(statement, desk.organisation(), desk.tlsKey()).ok());
        QVERIFY(desk.call()->hello().nonce() != hello.nonce());
    }

    void anUnknownVersionIsSaidAndEnds() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        SAID(anna.sayHello(2), "VERSION_UNSUPPORTED");
        QVERIFY(!anna.line().isOpen());
    }

    void nothingComesBeforeTheHello() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        wire::Frame frame;
        frame.mutable_list_groups();
        SAID(anna.line().ask(frame), "BAD_REQUEST hello-first");
        QVERIFY(!anna.line().isOpen());
    }

    void nothingOfMembersBeforeTheLogin() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        anna.sayHello();
        wire::Frame frame;
        frame.mutable_fetch_directory();
        SAID(anna.line().ask(frame), "NOT_LOGGED_IN");
        wire::Frame unknown;
        SAID(anna.line().ask(unknown), "BAD_REQUEST unknown-request");
        QVERIFY(anna.line().isOpen());
    }

    void anInviteRegistersOneUser() {
        Office office;
        auto& anna = office.hire("anna");
        wire::Frame frame;
        frame.mutable_fetch_directory();
        const auto directory = anna.line().ask(frame).directory();
        QCOMPARE(directory.users_size(), 1);
        QCOMPARE(directory.users(0).handle(), std::string("anna"));
        QCOMPARE(directory.users(0).user_id(), str(anna.user().view()));
        QCOMPARE(directory.users(0).certificates_size(), 1);
        QVERIFY(!directory.more());
    }

    void aTokenCountsOnce() {
        Office office;
        TestDevice anna(1, "anna"), bob(2, "bob");
        office.connect(anna);
        office.connect(bob);
        const auto token = office.desk.inviteNew("Anna");
        QVERIFY(anna.join(token, office.facts()).code() == wire::OK);
        bob.sayHello();
        SAID(bob.openInvite(token), "INVITE_USED");
        SAID(bob.line().ask(bob.registerFrame(token, anna.user(), office.facts())), "INVITE_USED");
    }

    void theSameRegistrationAgainIsOk() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        const auto token = office.desk.inviteNew("Anna");
        QVERIFY(anna.join(token, office.facts()).code() == wire::OK);
        // The answer was lost: she connects anew and sends the same with the new nonce's proof.
        office.connect(anna);
        anna.sayHello();
        const auto again = anna.line().ask(anna.registerFrame(token, anna.user(), office.facts()));
        SAID(again, "OK");
        QCOMPARE(again.registered().session().user_id(), str(anna.user().view()));
        QCOMPARE(again.registered().session().key_packages(), 10U);
    }

    void aCrashBeforeTheCommitHasNotRegistered() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        const auto token = office.desk.inviteNew("Anna");
        anna.sayHello();
        const auto user =
            must(UserId::parse(viewOf(anna.openInvite(token).invite_opened().user_id())));
        anna.line().post(anna.registerFrame(token, user, office.facts()));
        office.desk.crash();
        office.connect(anna);
        SAID(anna.join(token, office.facts()), "OK");
    }

    void wrongTokensEndTheConnection() {
        Office office;
        TestDevice eve(3, "eve");
        office.connect(eve);
        eve.sayHello();
        for (std::uint32_t i = 0; i < server::limits::kWrongTokens; ++i)
            SAID(eve.openInvite(eve.random().id<identity::InviteToken>()), "INVITE_UNKNOWN");
        QVERIFY(!eve.line().isOpen());
    }

    void invitesExpireAndCanBeRevoked() {
        Office office;
        TestDevice anna(1, "anna");
        office.connect(anna);
        anna.sayHello();
        const auto old = office.desk.inviteNew("Anna");
        const auto revoked = office.desk.inviteNew("Bob");
        auto& administration = office.desk.backend().administration();
        const auto open = administration.openInvites();
        QCOMPARE(open.size(), std::size_t{2});
        QVERIFY(administration.revokeInvite(open[1].row).ok());
        QVERIFY(!administration.revokeInvite(open[1].row).ok());
        SAID(anna.openInvite(revoked), "INVITE_UNKNOWN");
        office.desk.clock().advance(kontor::limits::kInviteLife);
        SAID(anna.openInvite(old), "INVITE_EXPIRED");
        SAID(anna.line().ask(anna.registerFrame(old, UserId(), office.facts())), "INVITE_EXPIRED");
    }

    void handlesAndNamesAreChecked_data() {
        QTest::addColumn<QString>("handle");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("answer");
        QTest::newRow("taken") << "anna" << "Anna" << "HANDLE_TAKEN";
        QTest::newRow("empty") << "" << "Anna" << "HANDLE_INVALID";
        QTest::newRow("capital") << "Anna" << "Anna" << "HANDLE_INVALID";
        QTest::newRow("dot first") << ".anna" << "Anna" << "HANDLE_INVALID";
        QTest::newRow("33 letters") << QString(33, 'a') << "Anna" << "HANDLE_INVALID";
        QTest::newRow("32 letters") << QString(32, 'a') << "Anna" << "OK";
        QTest::newRow("no name") << "bob" << "" << "NAME_INVALID";
        QTest::newRow("only blanks") << "bob" << "  " << "NAME_INVALID";
        QTest::newRow("control letters") << "bob" << "Bob\nB" << "NAME_INVALID";
        QTest::newRow("turned around") << "bob" << QStringLiteral("Bob\u202e") << "NAME_INVALID";
        QTest::newRow("65 letters") << "bob" << QString(65, QChar(0xfc)) << "NAME_INVALID";
        QTest::newRow("64 letters") << "bob" << QString(64, QChar(0xfc)) << "OK";
    }
    void handlesAndNamesAreChecked() {
        QFETCH(QString, handle);
        QFETCH(QString, name);
        QFETCH(QString, answer);
        Office office;
        office.hire("anna");
        TestDevice bob(9, handle.toStdString());
        office.connect(bob);
        bob.sayHello();
        const auto token = office.desk.inviteNew("Bob");
        const auto user =
            must(UserId::parse(viewOf(bob.openInvite(token).invite_opened().user_id())));
        auto frame = bob.registerFrame(token, user, office.facts());
        frame.mutable_register_()->set_display_name(name.toStdString());
        QCOMPARE(QString::fromStdString(said(bob.line().ask(frame))), answer);
    }

    void certificatesAreChecked_data() {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("answer");
        for (const auto& [wrong, answer] :
             {std::pair{"bytes", "BAD_REQUEST certificate"},
              {"signature", "BAD_REQUEST certificate"},
              {"organisation", "BAD_REQUEST certificate-organisation"},
              {"user", "BAD_REQUEST certificate-user"},
              {"validity", "BAD_REQUEST certificate-validity"},
              {"proof", "LOGIN_FAILED"},
              {"proof for another TLS key", "LOGIN_FAILED"},
              {"key package of another device", "BAD_REQUEST key-package-certificate"},
              {"no last resort", "BAD_REQUEST key-package"}})
            QTest::newRow(wrong) << QString(wrong) << QString(answer);
    }
    void certificatesAreChecked() {
        QFETCH(QString, wrong);
        QFETCH(QString, answer);
        Office office;
        TestDevice anna(1, "anna"), eve(2, "eve");
        office.connect(anna);
        anna.sayHello();
        const auto token = office.desk.inviteNew("Anna");
        const auto user =
            must(UserId::parse(viewOf(anna.openInvite(token).invite_opened().user_id())));
        ServerFacts facts = office.facts();
        UserId named = user;
        if (wrong == "organisation")
            facts.organisation.bytes[0] ^= 1;
        if (wrong == "user")
            named.bytes[0] ^= 1;
        if (wrong == "validity")
            facts.now -= std::chrono::hours(24 * 365 * 20);
        if (wrong == "proof for another TLS key")
            facts.tlsKey.bytes[0] ^= 1;
        auto frame = anna.registerFrame(token, named, facts);
        auto& request = *frame.mutable_register_();
        if (wrong == "bytes")
            request.mutable_certificate()->pop_back();
        if (wrong == "signature")
            request.mutable_certificate()->back() ^= 1;
        if (wrong == "proof")
            request.mutable_proof()->back() ^= 1;
        if (wrong == "key package of another device") {
            eve.certify(user, facts);
            request.set_key_packages(3, str(eve.newKeyPackage(facts.now)));
        }
        if (wrong == "no last resort")
            request.clear_last_resort();
        QCOMPARE(QString::fromStdString(said(anna.line().ask(frame))), answer);
        // Nothing of it stays: the invite still works.
        if (wrong == "proof") {
            office.connect(anna);
            QVERIFY(anna.join(token, office.facts()).code() == wire::OK);
        }
    }

    void aDeviceLogsInByItsKey() {
        Office office;
        auto& anna = office.hire("anna");
        const auto answer = office.reconnect(anna);
        SAID(answer, "OK");
        QCOMPARE(answer.logged_in().user_id(), str(anna.user().view()));
        QCOMPARE(answer.logged_in().key_packages(), 10U);
        QVERIFY(!answer.logged_in().last_resort_used());
        QCOMPARE(answer.logged_in().directory_revision(), std::uint64_t{2});
    }

    void aWrongProofFailsAndEnds() {
        Office office;
        auto& anna = office.hire("anna");
        office.connect(anna);
        auto facts = office.facts();
        facts.organisation.bytes[3] ^= 1;
        SAID(anna.logIn(facts), "LOGIN_FAILED");
        QVERIFY(!anna.line().isOpen());
        TestDevice nobody(77, "nobody");
        office.connect(nobody);
        SAID(nobody.logIn(office.facts()), "LOGIN_FAILED");
    }

    void aProofIsGoodForOneConnectionOnly() {
        Office office;
        auto& anna = office.hire("anna");
        office.connect(anna);
        const std::string recorded = anna.proof(office.facts());
        office.connect(anna);
        anna.sayHello();
        wire::Frame frame;
        frame.mutable_login()->set_device_id(str(anna.id().view()));
        frame.mutable_login()->set_proof(recorded);
        SAID(anna.line().ask(frame), "LOGIN_FAILED");
    }

    void aNewLoginFencesTheOlderSession() {
        Office office;
        auto& anna = office.hire("anna");
        auto older = office.desk.call();
        anna.use(older.get());
        SAID(anna.logIn(office.facts()), "OK");
        auto& first = office.telephone(anna);
        const auto pushes = first.pushes();
        QVERIFY(!pushes.empty());
        QVERIFY(pushes.back().session_ended().code() == wire::FENCED);
        QVERIFY(!first.isOpen());
        QVERIFY(older->isOpen());
        QCOMPARE(office.desk.backend().administration().stats().sessions, std::uint64_t{1});
    }

    void strangersAreSentAwayInTime() {
        Office office;
        auto& anna = office.hire("anna");
        TestDevice eve(3, "eve"), carla(4, "carla");
        office.connect(eve);
        office.connect(carla);
        carla.sayHello();
        SAID(carla.openInvite(office.desk.inviteNew("Carla")), "OK");
        office.desk.clock().advance(server::limits::kStrangerPatience);
        office.desk.keepHouse();
        QVERIFY(!eve.line().isOpen());
        QVERIFY(carla.line().isOpen()); // she types her name
        QVERIFY(anna.line().isOpen());
        office.desk.clock().advance(server::limits::kInvitedPatience);
        office.desk.keepHouse();
        QVERIFY(!carla.line().isOpen());
        QVERIFY(anna.line().isOpen());
    }

    void aDisabledUserIsOutAtOnce() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        (void)bob.line().pushes();
        QVERIFY(office.desk.backend().administration().disable("anna").ok());
        const auto ended = anna.line().pushes();
        QVERIFY(ended.back().session_ended().code() == wire::USER_DISABLED);
        QVERIFY(!anna.line().isOpen());
        SAID(office.reconnect(anna), "USER_DISABLED");
        // Others hear of it, and get no key package of hers.
        const auto pushes = bob.line().pushes();
        QVERIFY(!pushes.empty() && pushes.back().has_directory_changed());
        QVERIFY(bob.claim({anna.user()}).empty());
        QVERIFY(office.desk.backend().administration().enable("anna").ok());
        SAID(office.reconnect(anna), "OK");
        QVERIFY(!office.desk.backend().administration().disable("nobody").ok());
    }

    void policiesArePassedOn() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        (void)anna.line().pushes();
        (void)bob.line().pushes();
        auto& administration = office.desk.backend().administration();
        QVERIFY(administration.policies().empty());
        // The server judges nothing but the size: who signed it is the clients' to see.
        const Bytes words = toBytes(viewOf("signed elsewhere"));
        QVERIFY(administration.setPolicies(words).ok());
        for (auto* person : {&anna, &bob}) {
            const auto pushes = person->line().pushes();
            QCOMPARE(pushes.size(), std::size_t{1});
            QCOMPARE(pushes.front().policies_changed().policies(), std::string("signed elsewhere"));
        }
        // Whoever was away hears of it with the login, also after a restart of the server.
        office.desk.restart();
        office.connect(anna);
        const auto entered = anna.logIn(office.facts());
        QCOMPARE(entered.logged_in().policies(), std::string("signed elsewhere"));
        auto& later = office.desk.backend().administration();
        QCOMPARE(later.policies(), words);
        QVERIFY(later.setPolicies(Bytes(identity::PolicyStatement::kGreatestBytes)).ok());
        QVERIFY(!later.setPolicies(Bytes(identity::PolicyStatement::kGreatestBytes + 1)).ok());
    }

    void aNewComputerTakesThePlaceOfTheOld() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const auto token = must(office.desk.backend().administration().inviteKnown("anna"));
        office.desk.commit();
        TestDevice fresh(50, "anna");
        office.connect(fresh);
        fresh.sayHello();
        const auto opened = fresh.openInvite(token).invite_opened();
        QCOMPARE(opened.handle(), std::string("anna"));
        QCOMPARE(opened.user_id(), str(anna.user().view()));
        SAID(fresh.line().ask(fresh.registerFrame(token, anna.user(), office.facts())), "OK");
        QVERIFY(anna.line().pushes().back().session_ended().code() == wire::DEVICE_REVOKED);
        SAID(office.reconnect(anna), "DEVICE_REVOKED");
        // Key packages are the new device's from now on.
        wire::Frame claim;
        claim.mutable_claim_key_packages()->add_user_ids(str(anna.user().view()));
        const auto claimed = bob.line().ask(claim).key_packages();
        QCOMPARE(claimed.claimed_size(), 1);
        QCOMPARE(claimed.claimed(0).device_id(), str(fresh.id().view()));
        wire::Frame fetch;
        fetch.mutable_fetch_directory();
        const auto directory = bob.line().ask(fetch).directory();
        for (const auto& user : directory.users())
            QCOMPARE(user.certificates_size(), 1);
    }

    void theFirstInviteIsTheOwners() {
        Office office;
        office.hire("anna");
        office.hire("bob");
        const auto users = office.desk.backend().administration().users();
        QVERIFY(users[0].owner || users[1].owner);
        QVERIFY(users[0].owner != users[1].owner);
        QCOMPARE(users[0].owner ? users[0].handle : users[1].handle, std::string("anna"));
    }

    void aStoppingServerSaysSo() {
        Office office;
        auto& anna = office.hire("anna");
        office.desk.backend().endAllSessions();
        QVERIFY(anna.line().pushes().back().session_ended().code() == wire::RETRY_LATER);
        QVERIFY(!anna.line().isOpen());
    }

    void garbageInsteadOfABatchEndsTheSession() {
        Office office;
        auto& anna = office.hire("anna");
        office.desk.backend().refuse(office.telephone(anna).session(),
                                     Error(ErrorCode::Malformed, {"batch"}));
        const auto pushes = anna.line().pushes();
        QVERIFY(pushes.back().answer().code() == wire::BAD_REQUEST);
        QVERIFY(!anna.line().isOpen());
    }
};

QTEST_GUILESS_MAIN(TestEntering)
#include "tst_entering.moc"
