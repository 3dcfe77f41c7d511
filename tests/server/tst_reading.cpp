// What readers get, what they acknowledge, what retention leaves (delivery.md, 2 and 3).

#include "base/limits.h"
#include "server/server_limits.h"
#include "tests/server/office.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;

#define SAID(answer, text) QCOMPARE(QString::fromStdString(said(answer)), QStringLiteral(text))

namespace {

std::vector<std::uint64_t> seqsOf(const wire::Entries& entries) {
    std::vector<std::uint64_t> seqs;
    for (const auto& entry : entries.entries())
        seqs.push_back(entry.seq());
    return seqs;
}

wire::Groups groupsOf(TestDevice& device) {
    wire::Frame frame;
    frame.mutable_list_groups();
    return device.line().ask(frame).groups();
}

using Seqs = std::vector<std::uint64_t>;

} // namespace

class TestReading : public QObject {
    Q_OBJECT

private slots:
    void welcomesArriveInTheInbox() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        TestDevice::NewGroup wanted;
        wanted.keyPackages = anna.claim({bob.user()});
        (void)bob.line().pushes();
        const auto group = anna.create(wanted, office.now());
        QVERIFY(group.has_value());
        const auto pushes = bob.line().pushes();
        // Only the inbox: the commit itself is nothing that he could read.
        QCOMPARE(pushes.size(), std::size_t{1});
        const auto row = pushes[0].inbox_push().row();
        QCOMPARE(row.seq(), std::uint64_t{1});
        QCOMPARE(row.start_seq(), std::uint64_t{1});
        wire::Frame fetch;
        fetch.mutable_fetch_inbox();
        const auto inbox = bob.line().ask(fetch).inbox();
        QCOMPARE(inbox.rows_size(), 1);
        QCOMPARE(inbox.rows(0).SerializeAsString(), row.SerializeAsString());
        QVERIFY(!inbox.more());
        QCOMPARE(bob.readInbox(), 1);
        // Acknowledged: row and tree are gone.
        QCOMPARE(bob.line().ask(fetch).inbox().rows_size(), 0);
        wire::Frame tree;
        tree.mutable_fetch_tree()->set_group(str(group->view()));
        tree.mutable_fetch_tree()->set_start_seq(1);
        SAID(bob.line().ask(tree), "NOT_FOUND");
        QCOMPARE(office.reconnect(bob).logged_in().inbox_head(), std::uint64_t{1});
        wire::Frame ahead;
        ahead.mutable_ack_inbox()->set_seq(2);
        SAID(bob.line().ask(ahead), "BAD_REQUEST inbox-seq");
    }

    void theTreeStaysUntilTheLastHasJoined() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        TestDevice::NewGroup wanted;
        wanted.keyPackages = anna.claim({bob.user(), carla.user()});
        const auto group = anna.create(wanted, office.now());
        QCOMPARE(bob.readInbox(), 1);
        office.desk.restart();
        QVERIFY(office.reconnect(carla).code() == wire::OK);
        QCOMPARE(carla.readInbox(), 1);
        QVERIFY(carla.isIn(*group));
    }

    void groupsAreListedWithTheirCursors() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        for (const auto* text : {"a", "b", "c"})
            SAID(anna.say(group, text), "OK");
        bob.acknowledge(group, 3);
        const auto list = groupsOf(bob);
        QCOMPARE(list.groups_size(), 1);
        const auto& head = list.groups(0);
        QCOMPARE(head.group(), str(group.view()));
        QCOMPARE(head.head_seq(), std::uint64_t{4});
        QCOMPARE(head.epoch(), std::uint64_t{1});
        QCOMPARE(head.cursor(), std::uint64_t{3});
        QCOMPARE(head.start_seq(), std::uint64_t{1});
        QVERIFY(!head.removed());
        // Written behind, but written.
        office.desk.keepHouse();
        office.desk.restart();
        (void)office.reconnect(bob);
        QCOMPARE(groupsOf(bob).groups(0).cursor(), std::uint64_t{3});
        // Never back, never beyond the head.
        bob.acknowledge(group, 1);
        bob.acknowledge(group, 99);
        QCOMPARE(groupsOf(bob).groups(0).cursor(), std::uint64_t{4});
        wire::Frame foreign;
        foreign.mutable_ack_log()->set_group(std::string(16, 'x'));
        SAID(bob.line().ask(foreign), "NOT_MEMBER");
    }

    void fetchingStopsAtItsLimits() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        for (int i = 0; i < 12; ++i)
            SAID(anna.say(group, std::string(100'000, 'x')), "OK");
        const auto few = bob.fetch(group, 1, 2);
        QCOMPARE(seqsOf(few), (Seqs{2, 3}));
        QCOMPARE(few.head_seq(), std::uint64_t{13});
        const auto half = bob.fetch(group, 1);
        QVERIFY(half.entries_size() >= 4 && half.entries_size() < 12);
        Seqs all;
        for (std::uint64_t after = 1; after < 13;) {
            for (const auto seq : seqsOf(bob.fetch(group, after)))
                all.push_back(after = seq);
        }
        QCOMPARE(all, (Seqs{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
    }

    void theLogReadsTheSameWhileItIsIndexed() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        for (int i = 0; i < 5; ++i)
            SAID(anna.say(group, "x"), "OK");
        const Seqs expected{2, 3, 4, 5, 6};
        QCOMPARE(seqsOf(bob.fetch(group, 1)), expected);
        (void)office.desk.store().settle(3); // some are indexed, some are not
        QCOMPARE(seqsOf(bob.fetch(group, 1)), expected);
        office.desk.restart();
        (void)office.reconnect(bob);
        QCOMPARE(seqsOf(bob.fetch(group, 1)), expected);
        QCOMPARE(seqsOf(bob.fetch(group, 4)), (Seqs{5, 6}));
    }

    void whatEverybodyHasReadIsDropped() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        for (int i = 0; i < 4; ++i)
            SAID(anna.say(group, "x"), "OK");
        anna.acknowledge(group, 5);
        bob.acknowledge(group, 3);
        office.desk.keepHouse();
        const auto entries = bob.fetch(group, 0);
        // The commit stays: handshakes are kept for those who come back.
        QCOMPARE(seqsOf(entries), (Seqs{1, 4, 5}));
        QCOMPARE(entries.newest_dropped(), std::uint64_t{3});
        QCOMPARE(entries.newest_dropped_handshake(), std::uint64_t{0});
    }

    void whatNobodyFetchedIsDroppedByAge() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const auto old = anna.messageFrame(group, "old");
        SAID(anna.line().ask(old), "OK");
        office.desk.keepHouse();
        office.desk.clock().advance(kontor::limits::kEntryLife - std::chrono::hours(1));
        SAID(anna.say(group, "young"), "OK");
        office.desk.keepHouse();
        QCOMPARE(seqsOf(bob.fetch(group, 0)), (Seqs{1, 2, 3}));
        office.desk.clock().advance(std::chrono::hours(2));
        office.desk.keepHouse();
        auto entries = bob.fetch(group, 0);
        QCOMPARE(seqsOf(entries), (Seqs{1, 3}));
        QCOMPARE(entries.newest_dropped(), std::uint64_t{2});
        // The key outlives the entry: no double.
        QCOMPARE(anna.line().ask(old).appended().seq(), std::uint64_t{2});
        office.desk.clock().advance(kontor::limits::kHandshakeLife);
        office.desk.keepHouse();
        entries = bob.fetch(group, 0);
        QCOMPARE(seqsOf(entries), Seqs{});
        QCOMPARE(entries.head_seq(), std::uint64_t{3});
        QCOMPARE(entries.newest_dropped_handshake(), std::uint64_t{1});
        // The head is remembered without any entry.
        office.desk.restart();
        (void)office.reconnect(anna);
        QCOMPARE(anna.say(group, "next").appended().seq(), std::uint64_t{4});
    }

    void manyRowsGoInSmallSteps() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        const auto first = anna.messageFrame(group, "x");
        anna.line().post(first);
        constexpr std::uint64_t kMany = 3 * server::limits::kHousekeepingRows;
        for (std::uint64_t i = 1; i < kMany; ++i)
            anna.line().post(anna.messageFrame(group, "x"));
        anna.acknowledge(group, kMany + 1);
        office.desk.commit();
        int steps = 0;
        while (office.desk.backend().tick()) {
            office.desk.commit();
            ++steps;
        }
        office.desk.commit();
        QVERIFY2(steps >= 3, qPrintable(QString::number(steps)));
        const auto entries = anna.fetch(group, 0);
        QCOMPARE(seqsOf(entries), Seqs{1});
        QCOMPARE(entries.newest_dropped(), kMany + 1);
        // The keys go in steps too, each of them.
        office.desk.clock().advance(kontor::limits::kIdempotencyLife + std::chrono::hours(48));
        office.desk.keepHouse();
        QCOMPARE(anna.line().ask(first).appended().seq(), kMany + 2);
    }

    void keysAreForgottenAfterTheirTime() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId group = office.group(anna, {});
        const auto frame = anna.messageFrame(group, "x");
        SAID(anna.line().ask(frame), "OK");
        office.desk.keepHouse();
        office.desk.clock().advance(kontor::limits::kIdempotencyLife - std::chrono::hours(1));
        office.desk.keepHouse();
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{2});
        office.desk.clock().advance(std::chrono::hours(48));
        office.desk.keepHouse();
        QCOMPARE(anna.line().ask(frame).appended().seq(), std::uint64_t{3});
    }

    void aRemovedDeviceReadsToItsEnd() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        SAID(anna.say(group, "for both"), "OK");
        mls::CommitRequest remove;
        remove.removes = {bob.mlsGroup(group).ownLeaf()};
        (void)bob.line().pushes();
        SAID(anna.commit(group, remove, office.now()), "OK");
        // He is told by the very entry.
        const auto pushes = bob.line().pushes();
        QCOMPARE(pushes.back().entry_push().entry().seq(), std::uint64_t{3});
        SAID(anna.say(group, "for one"), "OK");
        QVERIFY(bob.line().pushes().empty());
        QCOMPARE(seqsOf(bob.fetch(group, 1)), (Seqs{2, 3}));
        auto list = groupsOf(bob);
        QVERIFY(list.groups(0).removed());
        QCOMPARE(list.groups(0).head_seq(), std::uint64_t{3});
        bob.acknowledge(group, 3);
        office.desk.keepHouse();
        QCOMPARE(groupsOf(bob).groups_size(), 0);
        wire::Frame fetch;
        fetch.mutable_fetch()->set_group(str(group.view()));
        SAID(bob.line().ask(fetch), "NOT_MEMBER");
    }

    void aRemovedDevicesCursorIsKeptForItsTime() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        mls::CommitRequest remove;
        remove.removes = {bob.mlsGroup(group).ownLeaf()};
        SAID(anna.commit(group, remove, office.now()), "OK");
        office.desk.clock().advance(kontor::limits::kEntryLife + std::chrono::hours(1));
        office.desk.keepHouse();
        QCOMPARE(groupsOf(bob).groups_size(), 0);
    }

    void addedAgainWhileAway() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        office.telephone(bob).hangUp();
        SAID(anna.say(group, "before"), "OK"); // 2
        mls::CommitRequest remove;
        remove.removes = {bob.mlsGroup(group).ownLeaf()};
        SAID(anna.commit(group, remove, office.now()), "OK"); // 3
        SAID(anna.say(group, "without him"), "OK");           // 4
        mls::CommitRequest add;
        add.addKeyPackages = anna.claim({bob.user()});
        SAID(anna.commit(group, add, office.now()), "OK"); // 5
        SAID(anna.say(group, "with him"), "OK");           // 6
        QVERIFY(office.reconnect(bob).code() == wire::OK);
        // Both times are his, what lies between is not.
        QCOMPARE(seqsOf(bob.fetch(group, 1)), (Seqs{2, 3, 5, 6}));
        const auto head = groupsOf(bob).groups(0);
        QCOMPARE(head.start_seq(), std::uint64_t{5});
        QCOMPARE(head.head_seq(), std::uint64_t{6});
        QVERIFY(head.cursor() < 3);
        QVERIFY(!head.removed());
        QCOMPARE(bob.readInbox(), 1);
        QCOMPARE(bob.read(group, 5), std::vector<std::string>{"with him"});
        bob.acknowledge(group, 6);
        office.desk.keepHouse();
        QCOMPARE(groupsOf(bob).groups(0).cursor(), std::uint64_t{6});
        QCOMPARE(seqsOf(bob.fetch(group, 0)), (Seqs{5, 6}));
    }

    // ---- Directory and key packages

    void theDirectoryComesInPagesByRevision() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        (void)anna.line().pushes();
        wire::Frame frame;
        frame.mutable_fetch_directory();
        const auto before = anna.line().ask(frame).directory().revision();
        office.hire("carla");
        const auto pushes = anna.line().pushes();
        QVERIFY(pushes.back().has_directory_changed());
        QVERIFY(pushes.back().directory_changed().revision() > before);
        frame.mutable_fetch_directory()->set_after_revision(before);
        const auto changed = bob.line().ask(frame).directory();
        QCOMPARE(changed.users_size(), 1);
        QCOMPARE(changed.users(0).handle(), std::string("carla"));
        QCOMPARE(changed.revision(), pushes.back().directory_changed().revision());
        frame.mutable_fetch_directory()->set_after_revision(changed.revision());
        QCOMPARE(bob.line().ask(frame).directory().users_size(), 0);
    }

    void aNameIsChangedByWhoBearsIt() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        (void)bob.line().pushes();
        wire::Frame frame;
        frame.mutable_fetch_directory();
        const auto before = bob.line().ask(frame).directory().revision();
        const auto rename = [&anna](const std::string& name) {
            wire::Frame asked;
            asked.mutable_rename()->set_display_name(name);
            return anna.line().ask(asked).code();
        };
        QCOMPARE(rename("Anna Becker"), wire::OK);
        const auto pushes = bob.line().pushes();
        QVERIFY(!pushes.empty() && pushes.back().has_directory_changed());
        frame.mutable_fetch_directory()->set_after_revision(before);
        const auto changed = bob.line().ask(frame).directory();
        QCOMPARE(changed.users_size(), 1);
        QCOMPARE(changed.users(0).display_name(), std::string("Anna Becker"));
        QCOMPARE(changed.users(0).handle(), std::string("anna"));
        // Once more changes nothing, and costs nothing.
        for (std::uint32_t i = 0; i < 3 * server::limits::kRenameBurst; ++i)
            QCOMPARE(rename("Anna Becker"), wire::OK);
        frame.mutable_fetch_directory()->set_after_revision(changed.revision());
        QCOMPARE(bob.line().ask(frame).directory().users_size(), 0);
        QCOMPARE(rename(""), wire::NAME_INVALID);
        QCOMPARE(rename(std::string(65, 'x')), wire::NAME_INVALID);
        bool refused = false;
        for (std::uint32_t i = 0; i <= server::limits::kRenameBurst && !refused; ++i)
            refused = rename("Anna " + std::to_string(i)) == wire::RETRY_LATER;
        QVERIFY(refused);
    }

    void keyPackagesAreHandedOutOnceThenTheLastResort() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        std::set<std::string> seen;
        for (int i = 0; i < 10; ++i) {
            const auto claimed = anna.claim({bob.user()});
            QCOMPARE(claimed.size(), std::size_t{1});
            QVERIFY(seen.insert(str(claimed[0])).second);
            const auto pushes = bob.line().pushes();
            QCOMPARE(pushes.back().key_packages_low().left(), static_cast<std::uint32_t>(9 - i));
        }
        // Of one target only so many; another day it is the last resort, again and again.
        wire::Frame frame;
        frame.mutable_claim_key_packages()->add_user_ids(str(bob.user().view()));
        SAID(anna.line().ask(frame), "RETRY_LATER");
        office.desk.clock().advance(std::chrono::hours(1));
        const auto last = anna.claim({bob.user()});
        QCOMPARE(last.size(), std::size_t{1});
        QVERIFY(!seen.contains(str(last[0])));
        QCOMPARE(anna.claim({bob.user()}), last);
        QVERIFY(office.reconnect(bob).logged_in().last_resort_used());
        // Topped up: new ones first, and the last resort replaced.
        wire::Frame publish;
        publish.mutable_publish_key_packages()->add_key_packages(
            str(bob.newKeyPackage(office.now())));
        const std::string fresh = str(bob.newKeyPackage(office.now()));
        publish.mutable_publish_key_packages()->set_last_resort(fresh);
        SAID(bob.line().ask(publish), "OK");
        QVERIFY(anna.claim({bob.user()}) != last);
        QCOMPARE(str(anna.claim({bob.user()})[0]), fresh);
    }

    void keyPackagesOfNobodyAreNone() {
        Office office;
        auto& anna = office.hire("anna");
        wire::Frame frame;
        frame.mutable_claim_key_packages()->add_user_ids(std::string(16, 'x'));
        SAID(anna.line().ask(frame), "KEY_PACKAGES_NONE");
        frame.mutable_claim_key_packages()->add_user_ids("short");
        SAID(anna.line().ask(frame), "BAD_REQUEST user-id");
        frame.mutable_claim_key_packages()->clear_user_ids();
        for (int i = 0; i <= server::limits::kClaimedUsers; ++i)
            frame.mutable_claim_key_packages()->add_user_ids(std::string(16, 'x'));
        SAID(anna.line().ask(frame), "TOO_LARGE");
    }

    void expiredKeyPackagesAreNotHandedOut() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        office.desk.clock().advance(kontor::limits::kKeyPackageLife + std::chrono::hours(24));
        QCOMPARE(office.reconnect(bob).logged_in().key_packages(), 0U);
        // The last resort is better than nobody.
        QCOMPARE(anna.claim({bob.user()}).size(), std::size_t{1});
        QVERIFY(office.reconnect(bob).logged_in().last_resort_used());
    }

    void foreignKeyPackagesAreRefused() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const auto publish = [&](std::string bytes) {
            wire::Frame frame;
            frame.mutable_publish_key_packages()->add_key_packages(std::move(bytes));
            return anna.line().ask(frame);
        };
        SAID(publish("garbage"), "BAD_REQUEST key-package");
        SAID(publish(str(bob.newKeyPackage(office.now()))), "BAD_REQUEST key-package-certificate");
        SAID(publish(str(anna.newKeyPackage(office.now() - std::chrono::hours(24 * 60)))),
             "BAD_REQUEST key-package-lifetime");
        std::string bent = str(anna.newKeyPackage(office.now()));
        bent.back() ^= 1;
        SAID(publish(bent), "BAD_REQUEST key-package-signature");
        SAID(publish(std::string(server::limits::kKeyPackageBytes + 1, 'x')),
             "BAD_REQUEST key-package-size");
    }

    // ---- Ephemeral

    void ephemeralMessagesReachWhoIsThere() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& carla = office.hire("carla");
        const GroupId group = office.group(anna, {&bob, &carla});
        office.telephone(carla).hangUp();
        (void)anna.line().pushes();
        (void)bob.line().pushes();
        wire::Frame frame;
        auto& typing = *frame.mutable_ephemeral();
        typing.set_group(str(group.view()));
        typing.set_epoch(1);
        typing.set_leaf(0);
        typing.set_payload("sealed");
        anna.line().post(frame);
        QVERIFY(anna.line().pushes().empty());
        const auto pushes = bob.line().pushes();
        QCOMPARE(pushes.size(), std::size_t{1});
        QCOMPARE(pushes[0].ephemeral().payload(), std::string("sealed"));
        // Not stored: whoever was away never hears of it.
        QVERIFY(office.reconnect(carla).code() == wire::OK);
        QVERIFY(carla.line().pushes().empty());
        QCOMPARE(carla.fetch(group, 1).entries_size(), 0);
        // Under somebody else's leaf, too large, of strangers: refused.
        typing.set_leaf(1);
        SAID(anna.line().ask(frame), "BAD_REQUEST sender-leaf");
        typing.set_leaf(0);
        typing.set_payload(std::string(server::limits::kEphemeralBytes + 1, 'x'));
        SAID(anna.line().ask(frame), "TOO_LARGE");
        typing.set_payload("x");
        typing.set_group(std::string(16, 'x'));
        SAID(anna.line().ask(frame), "NOT_MEMBER");
        typing.set_group(str(group.view()));
        wire::Answer answer;
        for (std::uint32_t i = 0; i < server::limits::kEphemeralBurst; ++i)
            anna.line().post(frame);
        SAID(anna.line().ask(frame), "RETRY_LATER");
    }

    // ---- Call servers

    void callServersAreGivenToMembers() {
        Office office;
        auto& anna = office.hire("anna");
        wire::Frame frame;
        frame.mutable_fetch_call_servers();
        const auto none = anna.line().ask(frame);
        QVERIFY(none.code() == wire::OK);
        QCOMPARE(none.call_servers().turn_size(), 0);
        QVERIFY(none.call_servers().password().empty());
        office.desk.callServers = {.stun = {"stun:a:1"}, .turn = {"turn:b:2"}, .secret = "north"};
        office.desk.crash();
        QVERIFY(office.reconnect(anna).code() == wire::OK);
        const auto first = anna.line().ask(frame).call_servers();
        QCOMPARE(first.stun(0), std::string("stun:a:1"));
        QCOMPARE(first.turn(0), std::string("turn:b:2"));
        // Good for hours, and without a word of who it is.
        const auto until = std::chrono::duration_cast<std::chrono::seconds>(office.now()) +
                           server::limits::kTurnLife;
        QVERIFY(first.username().starts_with(std::to_string(until.count()) + ":"));
        QVERIFY(anna.line().ask(frame).call_servers().username() != first.username());
        for (std::uint32_t i = 0; i < server::limits::kCallServersBurst; ++i)
            (void)anna.line().ask(frame);
        SAID(anna.line().ask(frame), "RETRY_LATER");
    }

    void aLoginTellsTheServersTime() {
        Office office;
        auto& anna = office.hire("anna");
        office.desk.clock().setWall(Milliseconds(1'765'000'000'123));
        QCOMPARE(office.reconnect(anna).logged_in().now_ms(), std::uint64_t{1'765'000'000'123});
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
