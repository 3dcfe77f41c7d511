// delivery.md, 4, row by row.

#include "base/limits.h"
#include "server/server_limits.h"
#include "tests/server/office.h"

#include <QtTest>

#include <functional>

using namespace kontor;
using namespace kontor::test;

#define SAID(answer, text) QCOMPARE(QString::fromStdString(said(answer)), QStringLiteral(text))

namespace {

using Bend = std::function<void(wire::Append&)>;

/// A PrivateMessage ends in opaque ciphertext<V>: finds where its length of 4 bytes stands and adds
/// to both.
void lengthenCiphertext(std::string& message, std::size_t by) {
    const auto lengthAt = [&](std::size_t place) {
        std::uint32_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8U | static_cast<unsigned char>(message[place + i]);
        return length ^ 0x80000000U; // the form's two bits
    };
    std::size_t place = 30;
    while (lengthAt(place) != message.size() - place - 4)
        ++place;
    const auto length = static_cast<std::uint32_t>(lengthAt(place) + by) | 0x80000000U;
    for (std::size_t i = 0; i < 4; ++i)
        message[place + i] = static_cast<char>(length >> (24 - 8 * i));
    message.append(by, 'x');
}

} // namespace

class TestAppend : public QObject {
    Q_OBJECT

private slots:
    void messagesGetTheirPlaceAndReachReaders() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        (void)anna.line().pushes();
        (void)bob.line().pushes();
        const auto answer = anna.say(group, "hi");
        SAID(answer, "OK");
        QCOMPARE(answer.appended().seq(), std::uint64_t{2});
        for (auto* reader : {&anna, &bob}) {
            const auto pushes = reader->line().pushes();
            QCOMPARE(pushes.size(), std::size_t{1});
            QCOMPARE(pushes[0].entry_push().entry().seq(), std::uint64_t{2});
            QCOMPARE(pushes[0].entry_push().epoch(), std::uint64_t{1});
        }
        QCOMPARE(bob.read(group, 1), std::vector<std::string>{"hi"});
    }

    void nothingLeavesBeforeTheCommit() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        (void)bob.line().pushes();
        const auto frame = anna.messageFrame(group, "hi");
        anna.line().post(frame);
        office.desk.crash();
        // It has happened for nobody: the same bytes again are new.
        QVERIFY(office.reconnect(anna).code() == wire::OK);
        QVERIFY(office.reconnect(bob).code() == wire::OK);
        QCOMPARE(bob.fetch(group, 1).entries_size(), 0);
        const auto again = anna.line().ask(frame);
        SAID(again, "OK");
        QCOMPARE(again.appended().seq(), std::uint64_t{2});
    }

    void malformedAppendsAreRefused_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("answer");
        QTest::newRow("group id") << 0 << "BAD_REQUEST ids";
        QTest::newRow("key") << 1 << "BAD_REQUEST ids";
        QTest::newRow("incarnation's length") << 2 << "BAD_REQUEST ids";
        QTest::newRow("garbage payload") << 3 << "BAD_REQUEST payload";
        QTest::newRow("empty payload") << 4 << "BAD_REQUEST payload";
        QTest::newRow("another group's payload") << 5 << "BAD_REQUEST group";
        QTest::newRow("a message with commit parts") << 6 << "BAD_REQUEST parts";
        QTest::newRow("a message that creates") << 7 << "BAD_REQUEST parts";
        QTest::newRow("another incarnation") << 8 << "INCARNATION";
        QTest::newRow("unknown group") << 9 << "NOT_MEMBER";
    }
    void malformedAppendsAreRefused() {
        QFETCH(int, which);
        QFETCH(QString, answer);
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto frame = anna.messageFrame(group, "hi");
        auto& append = *frame.mutable_append();
        const std::array<Bend, 10> bends{
            [](wire::Append& a) { a.mutable_group()->pop_back(); },
            [](wire::Append& a) { a.clear_idempotency_key(); },
            [](wire::Append& a) { a.mutable_incarnation()->push_back('x'); },
            [](wire::Append& a) { a.set_payload("garbage"); },
            [](wire::Append& a) { a.clear_payload(); },
            [](wire::Append& a) { a.mutable_group()->back() ^= 1; },
            [](wire::Append& a) { a.mutable_commit()->set_group_info("x"); },
            [](wire::Append& a) { a.mutable_creation(); },
            [](wire::Append& a) { a.mutable_incarnation()->back() ^= 1; },
            [](wire::Append& a) {
                // The payload names the group too: MLSMessage, wire format, opaque group_id<V>.
                a.mutable_group()->back() ^= 1;
                (*a.mutable_payload())[4 + 1 + 15] ^= 1;
            }};
        bends.at(static_cast<std::size_t>(which))(append);
        QCOMPARE(QString::fromStdString(said(anna.line().ask(frame))), answer);
        QCOMPARE(bob.fetch(group, 1).entries_size(), 0);
    }

    void anotherIncarnationIsNamed() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        auto frame = anna.messageFrame(group, "hi");
        frame.mutable_append()->set_incarnation(std::string(16, 'x'));
        QCOMPARE(anna.line().ask(frame).args().incarnation(),
                 str(office.desk.incarnation().view()));
    }

    void aMessageThatIsTooLargeIsRefused() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        // The largest content fits; more comes from nobody's client, so it is made by hand.
        auto frame = anna.messageFrame(group, std::string(kontor::limits::kContentBytes, 'x'));
        auto larger = frame;
        lengthenCiphertext(*larger.mutable_append()->mutable_payload(),
                           server::limits::kApplicationBytes);
        const auto answer = anna.line().ask(larger);
        SAID(answer, "TOO_LARGE");
        QCOMPARE(answer.args().limit(), std::uint64_t{server::limits::kApplicationBytes});
        SAID(anna.line().ask(frame), "OK");
    }

    void theSameKeyAndBytesAgainAreTheSameEntry() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const auto frame = anna.messageFrame(group, "once");
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{2});
        SAID(anna.say(group, "twice"), "OK");
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{2});
        // After a restart, after the index was written, and when the group has moved on.
        office.desk.restart();
        (void)office.reconnect(anna);
        (void)office.reconnect(bob);
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{2});
        office.desk.keepHouse();
        SAID(anna.commit(group, {}, office.now()), "OK");
        const auto again = anna.line().ask(frame);
        SAID(again, "OK");
        QCOMPARE(again.appended().seq(), std::uint64_t{2});
        QCOMPARE(bob.fetch(group, 1).entries_size(), 3);
    }

    void theSameKeyWithOtherBytesIsRefused() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const auto first = anna.messageFrame(group, "one");
        auto second = anna.messageFrame(group, "two");
        second.mutable_append()->set_idempotency_key(first.append().idempotency_key());
        SAID(anna.line().ask(first), "OK");
        const auto answer = anna.line().ask(second);
        SAID(answer, "KEY_REUSED");
        QCOMPARE(answer.args().seq(), std::uint64_t{2});
        // Keys belong to a device: bob may use the same one.
        auto bobs = bob.messageFrame(group, "three");
        bobs.mutable_append()->set_idempotency_key(first.append().idempotency_key());
        QCOMPARE(bob.line().ask(bobs).appended().seq(), std::uint64_t{3});
    }

    void whoIsNoMemberLearnsNothing() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& eve = office.hire("eve");
        const GroupId group = office.group(anna, {&bob});
        auto frame = anna.messageFrame(group, "hi");
        SAID(eve.line().ask(frame), "NOT_MEMBER");
        wire::Frame fetch;
        fetch.mutable_fetch()->set_group(str(group.view()));
        SAID(eve.line().ask(fetch), "NOT_MEMBER");
        wire::Frame rejoin;
        rejoin.mutable_fetch_rejoin()->set_group(str(group.view()));
        SAID(eve.line().ask(rejoin), "NOT_MEMBER");
        wire::Frame tree;
        tree.mutable_fetch_tree()->set_group(str(group.view()));
        tree.mutable_fetch_tree()->set_start_seq(1);
        SAID(eve.line().ask(tree), "NOT_FOUND");
    }

    void theEpochOrders() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob});
        // A commit that changes no leaf: messages of the epoch before still count.
        const auto late = bob.messageFrame(group, "late");
        const auto lateCommit = bob.prepare(group, {}, office.now());
        SAID(anna.commit(group, {}, office.now()), "OK");
        SAID(bob.line().ask(late), "OK");
        const auto stale = bob.line().ask(lateCommit.frame);
        SAID(stale, "STALE");
        QCOMPARE(stale.args().epoch(), std::uint64_t{2});
        QCOMPARE(stale.args().head_seq(), std::uint64_t{3});
        (void)bob.read(group, 1);
        // One that adds a leaf: they do not.
        const auto older = bob.messageFrame(group, "older");
        mls::CommitRequest add;
        add.addKeyPackages = anna.claim({carla.user()});
        SAID(anna.commit(group, add, office.now()), "OK");
        SAID(bob.line().ask(older), "STALE");
        // Two epochs ago never.
        SAID(bob.line().ask(bob.messageFrame(group, "x")), "STALE");
    }

    void theFutureIsInvalid() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto unsent = anna.prepare(group, {}, office.now());
        anna.merge(std::move(unsent));
        SAID(anna.say(group, "from tomorrow"), "INVALID epoch-from-the-future");
    }

    void welcomesMustFitTheAdds_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("answer");
        QTest::newRow("a part is missing") << 0 << "BAD_REQUEST welcome-targets";
        QTest::newRow("a part twice") << 1 << "BAD_REQUEST welcome-targets";
        QTest::newRow("for another device") << 2 << "BAD_REQUEST welcome-targets";
        QTest::newRow("for another key package") << 3 << "BAD_REQUEST welcome-targets";
        QTest::newRow("parts without the shared part") << 4 << "BAD_REQUEST welcome";
        QTest::newRow("without GroupInfo") << 5 << "BAD_REQUEST group-info";
        QTest::newRow("garbage GroupInfo") << 6 << "BAD_REQUEST handshake";
        QTest::newRow("no parts at all") << 7 << "BAD_REQUEST parts";
    }
    void welcomesMustFitTheAdds() {
        QFETCH(int, which);
        QFETCH(QString, answer);
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {});
        mls::CommitRequest add;
        add.addKeyPackages = anna.claim({bob.user(), carla.user()});
        auto prepared = anna.prepare(group, add, office.now());
        const std::array<Bend, 8> bends{
            [](wire::Append& a) { a.mutable_commit()->mutable_welcome()->RemoveLast(); },
            [](wire::Append& a) { *a.mutable_commit()->add_welcome() = a.commit().welcome(0); },
            [](wire::Append& a) {
                a.mutable_commit()->mutable_welcome(0)->mutable_device_id()->back() ^= 1;
            },
            [](wire::Append& a) {
                a.mutable_commit()->mutable_welcome(1)->mutable_key_package_ref()->back() ^= 1;
            },
            [](wire::Append& a) { a.mutable_commit()->clear_encrypted_group_info(); },
            [](wire::Append& a) { a.mutable_commit()->clear_group_info(); },
            [](wire::Append& a) { a.mutable_commit()->set_group_info("garbage"); },
            [](wire::Append& a) { a.clear_commit(); }};
        auto bent = prepared.frame;
        bends.at(static_cast<std::size_t>(which))(*bent.mutable_append());
        QCOMPARE(QString::fromStdString(said(anna.line().ask(bent))), answer);
        // Nothing has changed: the honest one is taken.
        SAID(anna.line().ask(prepared.frame), "OK");
        anna.merge(std::move(prepared));
        QCOMPARE(bob.readInbox(), 1);
        QCOMPARE(carla.readInbox(), 1);
        SAID(carla.say(group, "here"), "OK");
        QCOMPARE(bob.read(group, 2), std::vector<std::string>{"here"});
    }

    void theGroupInfoMustBeTheNewEpochs() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto prepared = anna.prepare(group, {}, office.now());
        auto bent = prepared.frame;
        bent.mutable_append()->mutable_commit()->set_group_info(
            str(must(anna.mlsGroup(group).groupInfo(anna.own()))));
        QVERIFY(anna.line().ask(bent).code() == wire::INVALID);
        SAID(anna.line().ask(prepared.frame), "OK");
    }

    void onlyTheLeafsOwnDeviceMaySendItsHandshake() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const auto annas = anna.prepare(group, {}, office.now());
        SAID(bob.line().ask(annas.frame), "BAD_REQUEST sender-leaf");
    }

    void addedCertificatesMustBeTheRegisteredOnes() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {});
        // A stranger who calls himself bob, with an identity key of his own.
        TestDevice eve(66, "eve");
        eve.certify(bob.user(), office.facts());
        mls::CommitRequest add;
        add.addKeyPackages = {eve.newKeyPackage(office.now())};
        SAID(anna.commit(group, add, office.now()), "BAD_REQUEST certificate-not-registered");
    }

    void disabledAndRevokedAreNotAdded() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {});
        mls::CommitRequest add;
        add.addKeyPackages = anna.claim({bob.user()});
        auto& administration = office.desk.backend().administration();
        QVERIFY(administration.disable("bob").ok());
        SAID(anna.commit(group, add, office.now()), "BAD_REQUEST user-disabled");
        add.addKeyPackages = anna.claim({carla.user()});
        const auto token = must(administration.inviteKnown("carla"));
        TestDevice fresh(50, "carla");
        office.connect(fresh);
        QVERIFY(fresh.join(token, office.facts()).code() == wire::OK);
        SAID(anna.commit(group, add, office.now()), "BAD_REQUEST device-revoked");
    }

    void aCommitAgainstTheRulesIsInvalid() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto prepared = anna.prepare(group, {}, office.now());
        // A signature that does not fit: the last byte of the commit is in its tags.
        auto bent = prepared.frame;
        auto& payload = *bent.mutable_append()->mutable_payload();
        payload[payload.size() - 40] ^= 1;
        QVERIFY(anna.line().ask(bent).code() == wire::INVALID);
    }

    void aFullDiskPutsOffWhatIsSaid() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        SAID(anna.say(group, "before"), "OK");
        office.desk.freeBytes = server::limits::kFreeBytes - 1;
        office.desk.keepHouse();
        const auto frame = anna.messageFrame(group, "meanwhile");
        const auto refused = anna.line().ask(frame);
        SAID(refused, "RETRY_LATER");
        QVERIFY(refused.args().retry_ms() > 0);
        QVERIFY(anna.fetch(group, 0).entries_size() >= 2); // what is there is read
        office.desk.freeBytes = server::limits::kFreeBytes;
        office.desk.keepHouse();
        SAID(anna.line().ask(frame), "OK");
    }

    void messagesAreRateLimited() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const GroupId other = office.group(bob, {});
        for (std::uint32_t i = 0; i < server::limits::kMessageBurst; ++i)
            anna.line().post(anna.messageFrame(group, "flood"));
        const auto frame = anna.messageFrame(group, "later");
        const auto refused = anna.line().ask(frame);
        SAID(refused, "RETRY_LATER");
        SAID(bob.say(other, "not so for others"), "OK");
        office.desk.clock().advance(Milliseconds(refused.args().retry_ms()));
        SAID(anna.line().ask(frame), "OK");
    }

    void handshakesAreRateLimited() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        for (std::uint32_t i = 0; i < server::limits::kHandshakeBurst; ++i)
            SAID(anna.commit(group, {}, office.now()), "OK");
        auto prepared = anna.prepare(group, {}, office.now());
        const auto refused = anna.line().ask(prepared.frame);
        SAID(refused, "RETRY_LATER");
        office.desk.clock().advance(Milliseconds(refused.args().retry_ms()));
        SAID(anna.line().ask(prepared.frame), "OK");
        anna.merge(std::move(prepared));
        SAID(anna.say(group, "messages have their own"), "OK");
    }

    // ---- Creation

    void aTakenGroupIdExists() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {});
        TestDevice::NewGroup wanted;
        wanted.id = group;
        auto prepared = bob.prepareCreation(wanted, office.now());
        SAID(bob.line().ask(prepared.frame), "EXISTS");
    }

    void creationsAreChecked_data() {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("answer");
        QTest::newRow("tree") << "tree" << "BAD_REQUEST handshake";
        QTest::newRow("peer of a group") << "peer" << "BAD_REQUEST direct-peer";
        QTest::newRow("creator") << "creator" << "BAD_REQUEST creator";
        QTest::newRow("removal key") << "removal key" << "BAD_REQUEST removal-key";
        QTest::newRow("direct with another") << "another" << "BAD_REQUEST users-of-kind";
        QTest::newRow("direct with oneself") << "oneself" << "BAD_REQUEST direct-peer";
    }
    void creationsAreChecked() {
        QFETCH(QString, wrong);
        QFETCH(QString, answer);
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        TestDevice::NewGroup wanted;
        if (wrong == "another" || wrong == "oneself")
            wanted.keyPackages = anna.claim({carla.user()});
        if (!wanted.keyPackages.empty()) {
            wanted.kind = rules::GroupKind::Direct;
            wanted.directPeer = wrong == "oneself" ? anna.user() : bob.user();
        }
        auto* sender = &anna;
        auto prepared = anna.prepareCreation(wanted, office.now());
        auto& creation = *prepared.frame.mutable_append()->mutable_creation();
        if (wrong == "tree")
            creation.mutable_tree()->pop_back();
        if (wrong == "peer")
            creation.set_direct_peer(str(bob.user().view()));
        if (wrong == "creator")
            sender = &bob;
        if (wrong == "removal key") {
            const auto id = anna.random().id<GroupId>();
            auto membership = must(mls::Group::create(
                anna.own(), id, {.kind = rules::GroupKind::Group, .admins = {anna.user()}},
                anna.certificate().deviceKey.view(), anna.random(), office.now()));
            auto staged = must(membership.stageCommit(anna.own(), {}, anna.random(), office.now()));
            prepared.frame = anna.appendFrame(id, staged.message());
            TestDevice::addParts(*prepared.frame.mutable_append(), staged);
            auto& foreign = *prepared.frame.mutable_append()->mutable_creation();
            foreign.set_group_info(str(must(membership.groupInfo(anna.own()))));
            foreign.set_tree(str(membership.publicState().ratchetTree()));
        }
        QCOMPARE(QString::fromStdString(said(sender->line().ask(prepared.frame))), answer);
    }

    void twoWhoStartTheSameConversationEndInOne() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        TestDevice::NewGroup fromAnna{.kind = rules::GroupKind::Direct,
                                      .keyPackages = anna.claim({bob.user()}),
                                      .directPeer = bob.user(),
                                      .id = {}};
        TestDevice::NewGroup fromBob{.kind = rules::GroupKind::Direct,
                                     .keyPackages = bob.claim({anna.user()}),
                                     .directPeer = anna.user(),
                                     .id = {}};
        auto first = anna.prepareCreation(fromAnna, office.now());
        auto second = bob.prepareCreation(fromBob, office.now());
        SAID(anna.line().ask(first.frame), "OK");
        const GroupId group = first.group;
        anna.merge(std::move(first));
        const auto loser = bob.line().ask(second.frame);
        SAID(loser, "EXISTS");
        QCOMPARE(loser.args().group(), str(group.view()));
        // The creator's lost answer is no new creation.
        QCOMPARE(bob.readInbox(), 1);
        SAID(bob.say(group, "there"), "OK");
        QCOMPARE(anna.read(group, 1), std::vector<std::string>{"there"});
        // `replaces` counts only for a conversation that is broken.
        second.frame.mutable_append()->mutable_creation()->set_replaces(str(group.view()));
        SAID(bob.line().ask(second.frame), "EXISTS");
    }

    void creatingAgainAfterALostAnswerIsOk() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        TestDevice::NewGroup wanted{.kind = rules::GroupKind::Direct,
                                    .keyPackages = anna.claim({bob.user()}),
                                    .directPeer = bob.user(),
                                    .id = {}};
        const auto prepared = anna.prepareCreation(wanted, office.now());
        SAID(anna.line().ask(prepared.frame), "OK");
        office.desk.restart();
        (void)office.reconnect(anna);
        const auto again = anna.line().ask(prepared.frame);
        SAID(again, "OK");
        QCOMPARE(again.appended().seq(), std::uint64_t{1});
    }

    void noteToSelfNeedsNobody() {
        Office office;
        auto& anna = office.hire("anna");
        const auto group = anna.create(
            {.kind = rules::GroupKind::Self, .keyPackages = {}, .directPeer = {}, .id = {}},
            office.now());
        QVERIFY(group.has_value());
        SAID(anna.say(*group, "milk"), "OK");
    }

    // ---- External commits

    void whoIsLostComesBack() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob, &carla});
        carla.forget(group);
        SAID(carla.rejoin(group), "OK");
        SAID(carla.say(group, "back"), "OK");
        QCOMPARE(anna.read(group, 1), std::vector<std::string>{"back"});
        QCOMPARE(bob.read(group, 1), std::vector<std::string>{"back"});
        // It is an epoch like others, and the server keeps its GroupInfo: the next one builds on
        // it.
        SAID(anna.commit(group, {}, office.now()), "OK");
        bob.forget(group);
        SAID(bob.rejoin(group), "OK");
        // A message of before, from one who has not read on.
        SAID(carla.say(group, "late"), "STALE");
    }

    void oneWhoComesBackTakesAnotherLeaf() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob, &carla});
        SAID(bob.line().ask(
                 bob.appendFrame(group, must(bob.mlsGroup(group).proposeSelfRemove(bob.own())))),
             "OK");
        const auto before = carla.mlsGroup(group).ownLeaf();
        SAID(carla.rejoin(group), "OK");
        QVERIFY(carla.mlsGroup(group).ownLeaf() != before);
        // From there she commits, also after a restart.
        SAID(carla.commit(group, {}, office.now()), "OK");
        office.desk.restart();
        QVERIFY(office.reconnect(carla).code() == wire::OK);
        SAID(carla.commit(group, {}, office.now()), "OK");
        SAID(carla.say(group, "here"), "OK");
        QCOMPARE(carla.fetch(group, 0).head_seq(), std::uint64_t{6});
    }

    void ofTwoAtOnceOneIsStale() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto annas = anna.prepareRejoin(group);
        auto bobs = bob.prepareRejoin(group);
        SAID(anna.line().ask(annas.frame), "OK");
        SAID(bob.line().ask(bobs.frame), "STALE");
        // The same bytes once more, as after a lost answer.
        SAID(anna.line().ask(annas.frame), "OK");
        anna.comeBack(group, std::move(annas.staged));
        SAID(bob.rejoin(group), "OK");
        (void)anna.read(group, 2);
        QCOMPARE(anna.mlsGroup(group).epochAuthenticator(),
                 bob.mlsGroup(group).epochAuthenticator());
    }

    void nobodyComesBackForAnother() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob});
        auto bobs = bob.prepareRejoin(group);
        SAID(anna.line().ask(bobs.frame), "BAD_REQUEST sender-leaf");
        SAID(carla.line().ask(bobs.frame), "NOT_MEMBER");
        // Without a GroupInfo others could not follow.
        bobs.frame.mutable_append()->clear_commit();
        SAID(bob.line().ask(bobs.frame), "BAD_REQUEST parts");
        // One who is about to go does not come back.
        const auto leave = must(bob.mlsGroup(group).proposeSelfRemove(bob.own()));
        auto again = bob.prepareRejoin(group);
        SAID(bob.line().ask(bob.appendFrame(group, leave)), "OK");
        SAID(bob.line().ask(again.frame), "INVALID own_removal_pending");
    }

    // ---- Proposals

    void aSelfRemoveWaitsForTheNextCommit() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob, &carla});
        const auto leave = [&](TestDevice& who) {
            return who.line().ask(
                who.appendFrame(group, must(who.mlsGroup(group).proposeSelfRemove(who.own()))));
        };
        // A commit made before it is known omits it.
        const auto omits = anna.prepare(group, {}, office.now());
        const auto first = leave(bob);
        SAID(first, "OK");
        QCOMPARE(first.appended().seq(), std::uint64_t{2});
        const auto second = leave(bob);
        SAID(second, "OK");
        QCOMPARE(second.appended().seq(), std::uint64_t{2});
        SAID(anna.line().ask(omits.frame), "STALE");
        // Rejoining would get it along.
        wire::Frame rejoin;
        rejoin.mutable_fetch_rejoin()->set_group(str(group.view()));
        const auto material = carla.line().ask(rejoin).rejoin();
        QCOMPARE(material.self_removes_size(), 1);
        QVERIFY(
            mls::PublicGroup::fromGroupInfo(viewOf(material.group_info()), viewOf(material.tree()))
                .ok());
        // It survives a restart.
        office.desk.restart();
        for (auto* device : {&anna, &bob, &carla})
            QVERIFY(office.reconnect(*device).code() == wire::OK);
        QCOMPARE(leave(bob).appended().seq(), std::uint64_t{2});
        (void)anna.read(group, 1);
        SAID(anna.commit(group, {}, office.now()), "OK");
        // He reads up to the entry that removed him, and no further.
        SAID(anna.say(group, "he is gone"), "OK");
        const auto entries = bob.fetch(group, 1);
        QCOMPARE(entries.entries_size(), 2);
        QCOMPARE(entries.head_seq(), std::uint64_t{3});
        SAID(bob.line().ask(bob.messageFrame(group, "still here")), "NOT_MEMBER");
        QCOMPARE(carla.fetch(group, 1).entries_size(), 3);
    }

    void whenEverybodyLeavesTheGroupCloses() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        std::vector<wire::Frame> frames;
        for (auto* who : {&anna, &bob}) {
            frames.push_back(
                who->appendFrame(group, must(who->mlsGroup(group).proposeSelfRemove(who->own()))));
            SAID(who->line().ask(frames.back()), "OK");
        }
        SAID(anna.say(group, "anybody?"), "NOT_MEMBER");
        // What was answered stays answered, and the last entries can be read.
        SAID(bob.line().ask(frames.back()), "OK");
        QCOMPARE(anna.fetch(group, 1).entries_size(), 2);
        anna.acknowledge(group, 3);
        bob.acknowledge(group, 3);
        office.desk.keepHouse();
        wire::Frame list;
        list.mutable_list_groups();
        QCOMPARE(anna.line().ask(list).groups().groups_size(), 0);
    }

    void fullGroupsTakeNobody() {
        Office office;
        auto& anna = office.hire("anna");
        mls::CommitRequest request;
        std::vector<TestDevice*> people;
        const GroupId group = office.group(anna, {});
        for (std::size_t i = 1; i < kontor::limits::kGroupMembers; ++i) {
            auto& device = office.hire("p" + std::to_string(i));
            for (auto& package : anna.claim({device.user()}))
                request.addKeyPackages.push_back(std::move(package));
        }
        SAID(anna.commit(group, request, office.now()), "OK");
        auto& late = office.hire("late");
        mls::CommitRequest one;
        one.mostMembers = 200;
        one.addKeyPackages = anna.claim({late.user()});
        SAID(anna.commit(group, one, office.now()), "BAD_REQUEST group-size");
    }
};

QTEST_GUILESS_MAIN(TestAppend)
#include "tst_append.moc"
