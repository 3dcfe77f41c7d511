#include "crypto/rules/group_rules.h"

#include <QtTest>

#include <algorithm>

using namespace kontor;
using namespace kontor::rules;

namespace {

UserId user(std::uint8_t number) {
    UserId id;
    id.bytes[15] = number;
    return id;
}

std::vector<UserId> users(std::initializer_list<std::uint8_t> numbers) {
    std::vector<UserId> list;
    for (const std::uint8_t number : numbers)
        list.push_back(user(number));
    return list;
}

KontorRules group(std::initializer_list<std::uint8_t> admins) {
    return {KontorRules::kVersion, GroupKind::Group, users(admins)};
}

/// A commit by `committer` in a group of 1, 2, 3 that changes nothing.
CommitFacts quiet(std::uint8_t committer) {
    CommitFacts facts;
    facts.committer = user(committer);
    facts.before = facts.afterRemovals = facts.after = users({1, 2, 3});
    return facts;
}

/// As quiet, but these users go; by whom is the caller's business.
CommitFacts without(std::uint8_t committer, std::initializer_list<std::uint8_t> gone) {
    CommitFacts facts = quiet(committer);
    for (const UserId& id : users(gone))
        std::erase(facts.afterRemovals, id);
    facts.after = facts.afterRemovals;
    return facts;
}

std::string verdict(const KontorRules& rules, const CommitFacts& facts) {
    const auto judged = judgeCommit(rules, facts);
    return judged.ok() ? "ok" : judged.error().args.front();
}

} // namespace

/// delivery.md, rule 17, sentence by sentence.
class TestGroupRules : public QObject {
    Q_OBJECT

private slots:
    void anybodyAddsAndUpdates();
    void onlyAdminsRemoveOthers();
    void everyListedAdminHasALeaf();
    void adminsSetTheList();
    void membersRepairTheList();
    void kindIsFixed();
    void closedGroups();
    void repairedRulesAreValid();
    void encoding();
};

void TestGroupRules::anybodyAddsAndUpdates() {
    QCOMPARE(verdict(group({1}), quiet(2)), std::string("ok"));
    CommitFacts facts = quiet(2);
    facts.added = users({4});
    facts.after = users({1, 2, 3, 4});
    QCOMPARE(verdict(group({1}), facts), std::string("ok"));
}

void TestGroupRules::onlyAdminsRemoveOthers() {
    CommitFacts facts = without(1, {3});
    facts.removed = users({3});
    QCOMPARE(verdict(group({1}), facts), std::string("ok"));
    facts.committer = user(2);
    QCOMPARE(verdict(group({1}), facts), std::string("remove_needs_admin"));
    // Leaving and the server's removals are nobody's Remove.
    CommitFacts leaving = without(2, {3});
    leaving.left = users({3});
    QCOMPARE(verdict(group({1}), leaving), std::string("ok"));
    CommitFacts byServer = without(2, {3});
    byServer.removedByServer = users({3});
    QCOMPARE(verdict(group({1}), byServer), std::string("ok"));
}

void TestGroupRules::everyListedAdminHasALeaf() {
    CommitFacts facts = without(2, {1});
    facts.left = users({1});
    QCOMPARE(verdict(group({1}), facts), std::string("admin_without_leaf"));
    QCOMPARE(verdict(group({1, 2}), facts), std::string("admin_without_leaf"));
    QCOMPARE(verdict(group({2}), facts), std::string("ok"));
    QCOMPARE(verdict(group({}), quiet(1)), std::string("no_admin"));
    // Gone and come anew in one commit: she has a leaf afterwards.
    CommitFacts anew = without(2, {1});
    anew.removedByServer = users({1});
    anew.added = users({1});
    anew.after = users({1, 2, 3});
    QCOMPARE(verdict(group({1}), anew), std::string("ok"));
}

void TestGroupRules::adminsSetTheList() {
    CommitFacts facts = quiet(1);
    facts.newRules = group({2, 3});
    QCOMPARE(verdict(group({1}), facts), std::string("ok"));
    facts.newRules = group({});
    QCOMPARE(verdict(group({1}), facts), std::string("no_admin"));
    facts.newRules = group({1, 9});
    QCOMPARE(verdict(group({1}), facts), std::string("admin_without_leaf"));
}

void TestGroupRules::membersRepairTheList() {
    CommitFacts facts = without(2, {1});
    facts.left = users({1});
    // Admins 1 and 3, of whom 1 leaves: 3 stays, and nobody else comes in.
    facts.newRules = group({3});
    QCOMPARE(verdict(group({1, 3}), facts), std::string("ok"));
    facts.newRules = group({2, 3});
    QCOMPARE(verdict(group({1, 3}), facts), std::string("admin_named_by_member"));
    facts.newRules = group({2});
    QCOMPARE(verdict(group({1, 3}), facts), std::string("admin_dropped_by_member"));
    // The only admin leaves: the lowest user of those who stay follows, whoever commits.
    facts.newRules = group({2});
    QCOMPARE(verdict(group({1}), facts), std::string("ok"));
    facts.newRules = group({3});
    QCOMPARE(verdict(group({1}), facts), std::string("admin_named_by_member"));
    facts.newRules = group({2, 3});
    QCOMPARE(verdict(group({1}), facts), std::string("admin_named_by_member"));
    // Before adds: a newcomer with a lower id does not become admin.
    facts.added = users({0});
    facts.after = users({0, 2, 3});
    facts.newRules = group({0});
    QCOMPARE(verdict(group({1}), facts), std::string("admin_named_by_member"));
    // Nothing to repair, nothing to change.
    CommitFacts idle = quiet(2);
    idle.newRules = group({1});
    QCOMPARE(verdict(group({1}), idle), std::string("ok"));
    idle.newRules = group({1, 2});
    QCOMPARE(verdict(group({1}), idle), std::string("admin_named_by_member"));
}

void TestGroupRules::kindIsFixed() {
    CommitFacts facts = quiet(1);
    facts.newRules = KontorRules{KontorRules::kVersion, GroupKind::Direct, {}};
    QCOMPARE(verdict(group({1}), facts), std::string("kind_is_fixed"));
}

void TestGroupRules::closedGroups() {
    const KontorRules direct{KontorRules::kVersion, GroupKind::Direct, {}};
    const KontorRules self{KontorRules::kVersion, GroupKind::Self, {}};
    CommitFacts first;
    first.first = true;
    first.committer = user(1);
    first.before = first.afterRemovals = users({1});
    first.added = users({2});
    first.after = users({1, 2});
    QCOMPARE(verdict(direct, first), std::string("ok"));
    QCOMPARE(verdict(self, first), std::string("add_to_closed_group"));
    first.added = users({2, 3});
    first.after = users({1, 2, 3});
    QCOMPARE(verdict(direct, first), std::string("direct_needs_two_users"));
    first.added = {};
    first.after = users({1});
    QCOMPARE(verdict(direct, first), std::string("direct_needs_two_users"));
    QCOMPARE(verdict(self, first), std::string("ok"));

    CommitFacts later;
    later.committer = user(1);
    later.before = later.afterRemovals = later.after = users({1, 2});
    QCOMPARE(verdict(direct, later), std::string("ok"));
    later.added = users({2}); // her new computer
    QCOMPARE(verdict(direct, later), std::string("ok"));
    later.added = users({3});
    later.after = users({1, 2, 3});
    QCOMPARE(verdict(direct, later), std::string("add_to_closed_group"));

    CommitFacts removing;
    removing.committer = user(1);
    removing.before = users({1, 2});
    removing.afterRemovals = removing.after = users({1});
    removing.removedByServer = users({2});
    QCOMPARE(verdict(direct, removing), std::string("ok"));
    removing.removedByServer = {};
    removing.left = users({2});
    QCOMPARE(verdict(direct, removing), std::string("self_remove_in_closed_group"));
    removing.left = {};
    removing.removed = users({2});
    QCOMPARE(verdict(direct, removing), std::string("remove_in_closed_group"));

    CommitFacts listing;
    listing.committer = user(1);
    listing.before = listing.afterRemovals = listing.after = users({1, 2});
    listing.newRules = KontorRules{KontorRules::kVersion, GroupKind::Direct, users({1})};
    QCOMPARE(verdict(direct, listing), std::string("admins_in_closed_group"));
    QVERIFY(!judgeSelfRemove(direct).ok());
    QVERIFY(!judgeSelfRemove(self).ok());
    QVERIFY(judgeSelfRemove(group({1})).ok());
}

/// Whatever happened, what repairedRules() says is what judgeCommit() wants to hear.
void TestGroupRules::repairedRulesAreValid() {
    for (unsigned admins = 1; admins < 16; ++admins)
        for (unsigned stay = 1; stay < 16; ++stay) {
            KontorRules current = group({});
            CommitFacts facts;
            for (std::uint8_t i = 0; i < 4; ++i) {
                facts.before.push_back(user(i));
                if ((admins >> i & 1U) != 0)
                    current.admins.push_back(user(i));
                if ((stay >> i & 1U) != 0)
                    facts.afterRemovals.push_back(user(i));
                else
                    facts.left.push_back(user(i));
            }
            facts.after = facts.afterRemovals;
            facts.newRules = repairedRules(current, facts.afterRemovals);
            for (const UserId& committer : facts.afterRemovals) {
                facts.committer = committer;
                QCOMPARE(verdict(current, facts), std::string("ok"));
            }
            // Without the repair it is wrong, where there is something to repair.
            if (facts.newRules) {
                facts.newRules.reset();
                QVERIFY(verdict(current, facts) != "ok");
            }
        }
    QVERIFY(!repairedRules({KontorRules::kVersion, GroupKind::Direct, {}}, users({1})));
}

void TestGroupRules::encoding() {
    const KontorRules rules = group({1, 2});
    const Bytes encoded = rules.encode();
    QCOMPARE(encoded.size(), std::size_t{2 + 1 + 1 + 32});
    QVERIFY(KontorRules::parse(encoded).value() == rules);
    const auto code = [](Bytes bytes, std::size_t at, std::uint8_t value) {
        bytes[at] = value;
        const auto parsed = KontorRules::parse(bytes);
        return parsed.ok() ? std::string("ok") : std::string(nameOf(parsed.error().code));
    };
    QCOMPARE(code(encoded, 1, 2), std::string("VersionUnknown"));
    QCOMPARE(code(encoded, 1, 0), std::string("Malformed"));
    QCOMPARE(code(encoded, 2, 0), std::string("Malformed"));
    QCOMPARE(code(encoded, 2, 4), std::string("Malformed"));
    QCOMPARE(code(encoded, 2, 1), std::string("Malformed"));  // Direct has no admins
    QCOMPARE(code(encoded, 3, 31), std::string("Malformed")); // not whole ids
    QCOMPARE(code(encoded, 19, 2), std::string("Malformed")); // twice the same
    QCOMPARE(code(encoded, 19, 3), std::string("Malformed")); // not ascending
    Bytes longer = encoded;
    longer.push_back(0);
    QCOMPARE(code(longer, 0, 0), std::string("Malformed"));
    QVERIFY(!KontorRules::parse({}).ok());
}

QTEST_GUILESS_MAIN(TestGroupRules)
#include "tst_group_rules.moc"
