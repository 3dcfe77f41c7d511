#include "base/limits.h"
#include "core/sync/weigh_intents.h"

#include <QTest>

using namespace kontor;
using mls::LeafIndex;
using storage::IntentRow;

namespace {

UserId user(std::uint8_t number) {
    UserId id;
    id.bytes[0] = number;
    return id;
}

const UserId kAnna = user(1);
const UserId kBob = user(2);
const UserId kCarla = user(3);
const UserId kDora = user(4);

/// Anna (admin, oneself), Bob, Carla.
GroupView company() {
    GroupView group;
    group.self = kAnna;
    group.ownLeaf = LeafIndex(0);
    group.rules.admins = {kAnna};
    group.leaves = {{LeafIndex(0), kAnna}, {LeafIndex(1), kBob}, {LeafIndex(2), kCarla}};
    return group;
}

Intent intent(std::int64_t row, IntentKind kind, std::vector<UserId> users = {},
              const Bytes& keyPackage = {}) {
    Intent made;
    made.row = IntentRow(row);
    made.kind = kind;
    made.users = std::move(users);
    made.keyPackage = keyPackage;
    return made;
}

const Bytes kPackage{1, 2, 3};

} // namespace

class TestWeighIntents : public QObject {
    Q_OBJECT
private slots:
    void claimsFirstAndAddsThen() {
        auto weighed = weighIntents({intent(1, IntentKind::Add, {kDora})}, company());
        QCOMPARE(weighed.claims.size(), 1U);
        QCOMPARE(weighed.claims.front().user, kDora);
        QCOMPARE(weighed.commit, Weighed::Commit::None);
        weighed = weighIntents({intent(1, IntentKind::Add, {kDora}, kPackage)}, company());
        QVERIFY(weighed.claims.empty());
        QCOMPARE(weighed.commit, Weighed::Commit::Wanted);
        QCOMPARE(weighed.addKeyPackages, std::vector<Bytes>(1, kPackage));
        QCOMPARE(weighed.carried, std::vector{IntentRow(1)});
        QVERIFY(!weighed.newRules);
    }
    void whatOthersHaveDoneIsDone() {
        const auto weighed = weighIntents(
            {intent(1, IntentKind::Add, {kBob}, kPackage), intent(2, IntentKind::Remove, {kDora})},
            company());
        QCOMPARE(weighed.done, (std::vector{IntentRow(1), IntentRow(2)}));
        QCOMPARE(weighed.commit, Weighed::Commit::None);
    }
    void oneRefusalDoesNotSinkTheRest() {
        auto group = company();
        group.rules.admins = {kBob};
        const auto weighed = weighIntents({intent(1, IntentKind::Remove, {kCarla}),
                                           intent(2, IntentKind::Add, {kDora}, kPackage)},
                                          group);
        QCOMPARE(weighed.refused.size(), 1U);
        QCOMPARE(weighed.refused.front().reason, ErrorCode::NotAllowed);
        QCOMPARE(weighed.carried, std::vector{IntentRow(2)});
    }
    void removingAnAdminMendsTheList() {
        auto group = company();
        group.rules.admins = {kAnna, kBob};
        const auto weighed = weighIntents({intent(1, IntentKind::Remove, {kBob})}, group);
        QCOMPARE(weighed.removes, std::vector{LeafIndex(1)});
        QVERIFY(weighed.newRules);
        QCOMPARE(weighed.newRules->admins, std::vector{kAnna});
    }
    void intentsAboutOnePersonKeepTheirOrder() {
        const auto weighed = weighIntents(
            {intent(1, IntentKind::Remove, {kBob}), intent(2, IntentKind::Add, {kBob}, kPackage)},
            company());
        QCOMPARE(weighed.carried, std::vector{IntentRow(1)});
        QVERIFY(weighed.done.empty());
        QVERIFY(weighed.addKeyPackages.empty());
    }
    void pendingProposalsAreReasonEnough() {
        auto group = company();
        group.pending = {LeafIndex(1)};
        auto weighed = weighIntents({}, group);
        QCOMPARE(weighed.commit, Weighed::Commit::OfPending);
        weighed = weighIntents({intent(1, IntentKind::UpdateLeaf)}, group);
        QCOMPARE(weighed.commit, Weighed::Commit::Wanted);
    }
    void theLastAdminsLeavingNamesTheLowestUser() {
        auto group = company();
        group.self = kCarla;
        group.ownLeaf = LeafIndex(2);
        group.pending = {LeafIndex(0)};
        const auto weighed = weighIntents({}, group);
        QCOMPARE(weighed.commit, Weighed::Commit::OfPending);
        QVERIFY(weighed.newRules);
        QCOMPARE(weighed.newRules->admins, std::vector{kBob});
    }
    void whoLeavesCommitsNothing() {
        auto weighed = weighIntents(
            {intent(1, IntentKind::Add, {kDora}, kPackage), intent(2, IntentKind::Leave)},
            company());
        QVERIFY(weighed.proposeSelfRemove);
        QCOMPARE(weighed.commit, Weighed::Commit::None);
        QVERIFY(weighed.carried.empty());
        auto group = company();
        group.pending = {LeafIndex(0), LeafIndex(1)};
        weighed = weighIntents(
            {intent(1, IntentKind::Add, {kDora}, kPackage), intent(2, IntentKind::Leave)}, group);
        QVERIFY(!weighed.proposeSelfRemove);
        QCOMPARE(weighed.commit, Weighed::Commit::None);
        QCOMPARE(weighed.done, std::vector{IntentRow(2)});
        QCOMPARE(weighed.refused.size(), 1U);
    }
    void whoIsOnTheWayOutComesInAgainAfterwards() {
        auto group = company();
        group.pending = {LeafIndex(1)};
        const auto weighed = weighIntents({intent(1, IntentKind::Add, {kBob}, kPackage)}, group);
        QCOMPARE(weighed.commit, Weighed::Commit::OfPending);
        QVERIFY(weighed.carried.empty());
        QVERIFY(weighed.done.empty());
    }
    void aFullGroupTakesNobody() {
        auto group = company();
        for (std::uint8_t i = 10; group.leaves.size() < limits::kGroupMembers; ++i)
            group.leaves.push_back({LeafIndex(i), user(i)});
        const auto weighed = weighIntents({intent(1, IntentKind::Add, {kDora})}, group);
        QCOMPARE(weighed.refused.size(), 1U);
        QCOMPARE(weighed.refused.front().reason, ErrorCode::GroupFull);
    }
    void directConversationsDoNotChange() {
        auto group = company();
        group.rules.kind = rules::GroupKind::Direct;
        group.rules.admins.clear();
        const auto weighed =
            weighIntents({intent(1, IntentKind::Add, {kDora}),
                          intent(2, IntentKind::Remove, {kBob}), intent(3, IntentKind::Leave)},
                         group);
        QCOMPARE(weighed.refused.size(), 3U);
        QVERIFY(weighed.claims.empty());
    }
    /// Never alone: whoever is out of a direct conversation cannot be added to it.
    void aNewComputerReplacesTheOldOneBetweenTwo() {
        GroupView two;
        two.self = kAnna;
        two.rules.kind = rules::GroupKind::Direct;
        two.leaves = {{LeafIndex(0), kAnna}, {LeafIndex(1), kBob}};
        two.pending = {LeafIndex(1)};
        QCOMPARE(weighIntents({}, two).commit, Weighed::Commit::None);
        auto weighed = weighIntents({intent(1, IntentKind::Add, {kBob})}, two);
        QCOMPARE(weighed.claims.size(), 1U);
        QCOMPARE(weighed.commit, Weighed::Commit::None);
        weighed = weighIntents({intent(1, IntentKind::Add, {kBob}, kPackage)}, two);
        QCOMPARE(weighed.commit, Weighed::Commit::Wanted);
        QCOMPARE(weighed.addKeyPackages.size(), 1U);
        two.pending = {};
        QCOMPARE(weighIntents({intent(1, IntentKind::Add, {kBob})}, two).done.size(), 1U);
    }
    void adminsNameMembersAndDismissAdmins() {
        auto group = company();
        group.rules.admins = {kAnna, kCarla};
        auto weighed = weighIntents(
            {intent(1, IntentKind::Promote, {kBob}), intent(2, IntentKind::Demote, {kCarla}),
             intent(3, IntentKind::Promote, {kAnna}), intent(4, IntentKind::Demote, {kDora})},
            group);
        QCOMPARE(weighed.carried, (std::vector{IntentRow(1), IntentRow(2)}));
        QCOMPARE(weighed.done, (std::vector{IntentRow(3), IntentRow(4)})); // is one, is none
        QVERIFY(weighed.newRules);
        QCOMPARE(weighed.newRules->admins, (std::vector{kAnna, kBob}));
        // Who is on the way out, or no member at all.
        group.pending = {LeafIndex(1)};
        weighed = weighIntents(
            {intent(1, IntentKind::Promote, {kBob}), intent(2, IntentKind::Promote, {kDora})},
            group);
        QCOMPARE(weighed.refused.size(), 2U);
        QCOMPARE(weighed.commit, Weighed::Commit::OfPending);
    }
    void theLastAdminStays() {
        auto weighed = weighIntents({intent(1, IntentKind::Demote, {kAnna})}, company());
        QCOMPARE(weighed.refused.size(), 1U);
        QCOMPARE(weighed.refused.front().reason, ErrorCode::NotAllowed);
        QVERIFY(!weighed.newRules);
        // Unless somebody follows in the same commit.
        weighed = weighIntents(
            {intent(1, IntentKind::Promote, {kBob}), intent(2, IntentKind::Demote, {kAnna})},
            company());
        QVERIFY(weighed.newRules);
        QCOMPARE(weighed.newRules->admins, std::vector{kBob});
    }
    void whoIsNoAdminNamesNobody() {
        auto group = company();
        group.rules.admins = {kBob};
        auto weighed = weighIntents(
            {intent(1, IntentKind::Promote, {kAnna}), intent(2, IntentKind::Demote, {kBob})},
            group);
        QCOMPARE(weighed.refused.size(), 2U);
        QVERIFY(!weighed.newRules);
        group.rules.kind = rules::GroupKind::Direct;
        group.rules.admins.clear();
        weighed = weighIntents(
            {intent(1, IntentKind::Promote, {kAnna}), intent(2, IntentKind::Demote, {kBob})},
            group);
        QCOMPARE(weighed.refused.size(), 2U);
    }
    void intentsSurviveTheStore() {
        const auto before = intent(0, IntentKind::Promote, {kBob});
        auto record = before.toRecord(ConversationId(3), Milliseconds(5));
        record.row = IntentRow(9);
        const auto after = Intent::fromRecord(record);
        QVERIFY(after.ok());
        QCOMPARE(after.value().row, IntentRow(9));
        QCOMPARE(after.value().kind, IntentKind::Promote);
        QCOMPARE(after.value().users, std::vector{kBob});
        for (const auto kind : {IntentKind::Leave, IntentKind::UpdateLeaf}) {
            const auto read =
                Intent::fromRecord(intent(0, kind).toRecord(ConversationId(3), Milliseconds(5)));
            QVERIFY(read.ok());
            QCOMPARE(read.value().kind, kind);
        }
        record.argument.pop_back();
        QVERIFY(!Intent::fromRecord(record).ok());
        record.argument.clear();
        record.kind = static_cast<std::uint8_t>(IntentKind::Add);
        QVERIFY(!Intent::fromRecord(record).ok());
        record.kind = 99;
        QVERIFY(!Intent::fromRecord(record).ok());
    }
};

QTEST_APPLESS_MAIN(TestWeighIntents)
#include "tst_weigh_intents.moc"
