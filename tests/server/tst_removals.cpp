// delivery.md, rule 3: what the server proposes on its own, and what members make of it.

#include "tests/server/office.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;

namespace {

/// What a line was pushed of a group, after `seq`.
std::vector<wire::Entry> entriesIn(TestDevice& device, const GroupId& group, std::uint64_t after) {
    std::vector<wire::Entry> entries;
    const auto fetched = device.fetch(group, after);
    for (const auto& entry : fetched.entries())
        entries.push_back(entry);
    return entries;
}

bool isProposal(const wire::Entry& entry) {
    const auto header = mls::peek(viewOf(entry.payload()));
    return header.ok() && header.value().kind == mls::MessageHeader::Kind::Proposal &&
           !header.value().sender;
}

} // namespace

class TestRemovals : public QObject {
    Q_OBJECT

private slots:
    void whoIsDisabledHasToGoFromEveryGroup() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& cora = office.hire("cora");
        const GroupId one = office.group(anna, {&bob, &cora});
        const GroupId two = office.group(bob, {&cora});
        const GroupId other = office.group(anna, {&bob});
        (void)bob.line().pushes();
        QVERIFY(office.desk.backend().administration().disable("cora").ok());
        int pushed = 0;
        for (const auto& push : bob.line().pushes())
            if (push.has_entry_push() && isProposal(push.entry_push().entry()))
                ++pushed;
        QCOMPARE(pushed, 2);
        QCOMPARE(entriesIn(bob, one, 1).size(), std::size_t{1});
        QVERIFY(isProposal(entriesIn(bob, two, 1).front()));
        QCOMPARE(entriesIn(bob, other, 1).size(), std::size_t{0});
        // Once more says nothing new: at most one a leaf.
        QVERIFY(office.desk.backend().administration().disable("cora").ok());
        QCOMPARE(entriesIn(bob, one, 1).size(), std::size_t{1});
    }

    void aCommitWithoutItIsStaleAndOneWithItPasses() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        auto& cora = office.hire("cora");
        const GroupId group = office.group(anna, {&bob, &cora});
        auto blind = anna.prepare(group, {}, office.now());
        QVERIFY(office.desk.backend().administration().disable("cora").ok());
        QCOMPARE(said(anna.line().ask(blind.frame)), std::string("STALE"));
        (void)bob.read(group, 1);
        QCOMPARE(said(bob.commit(group, {}, office.now())), std::string("OK"));
        QCOMPARE(said(bob.say(group, "ohne Cora")), std::string("OK"));
        const auto entries = entriesIn(bob, group, 1);
        QCOMPARE(entries.size(), std::size_t{3}); // the proposal, the commit, the message
    }

    /// A new computer: the old device has to go, and nobody is added before her key is accepted.
    void theOldComputerHasToGo() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        const auto token = office.desk.backend().administration().inviteKnown("bob");
        QVERIFY(token.ok());
        TestDevice again(900, "bob");
        office.connect(again);
        QCOMPARE(said(again.join(token.value(), office.facts())), std::string("OK"));
        const auto entries = entriesIn(anna, group, 1);
        QCOMPARE(entries.size(), std::size_t{1});
        QVERIFY(isProposal(entries.front()));
        QVERIFY(!bob.line().isOpen());
    }

    void aGroupWithoutAnybodyElseIsClosed() {
        Office office;
        auto& anna = office.hire("anna");
        const GroupId alone = office.group(anna, {});
        QVERIFY(office.desk.backend().administration().disable("anna").ok());
        QVERIFY(office.desk.backend().administration().enable("anna").ok());
        QVERIFY(office.reconnect(anna).code() == wire::OK);
        QCOMPARE(said(anna.say(alone, "noch da?")), std::string("NOT_MEMBER"));
    }

    /// Survives the server's end: it is part of the group's public state.
    void itPendsAfterARestart() {
        Office office;
        auto& anna = office.hire("anna");
        auto& bob = office.hire("bob");
        const GroupId group = office.group(anna, {&bob});
        auto blind = anna.prepare(group, {}, office.now());
        QVERIFY(office.desk.backend().administration().disable("bob").ok());
        office.desk.commit();
        office.desk.crash();
        QVERIFY(office.reconnect(anna).code() == wire::OK);
        QCOMPARE(said(anna.line().ask(blind.frame)), std::string("STALE"));
    }
};

QTEST_GUILESS_MAIN(TestRemovals)
#include "tst_removals.moc"
