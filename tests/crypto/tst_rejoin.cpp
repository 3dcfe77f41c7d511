#include "tests/crypto/forger.h"
#include "tests/crypto/group_story.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::mls;
using namespace kontor::test;

/// External commits (RFC 9420, 12.4.3.2) in the one form that delivery.md, rule 12 allows: a device
/// that cannot follow comes in anew with nobody's help.
class TestRejoin : public QObject {
    Q_OBJECT

private slots:
    void oneComesBack();
    void theOldStateIsGone();
    void twoComeBackOneAfterTheOther();
    void twoAtOnceAndTheLaterIsStale();
    void allComeBack();
    void aloneInANoteToSelf();
    void fromAnOldCopy();
    void leaversGoAlong();
    void theServersRemovesMayWait();
    void notWhileOnesOwnRemovalPends();
    void aStrangerDoesNotComeIn();
    void onlyThatForm();
    void tamperedBytes();
    void anotherTakesOnesPlace();
    void overARestart();
    void aDamagedRowIsRefused();
    void theDiskFailsAtAnyWrite();
};

namespace {

struct Four {
    Person anna{"anna", 1};
    Person bob{"bob", 2};
    Person carl{"carl", 3};
    Person dora{"dora", 4};
    GroupStory story;

    Four() {
        story.gather(anna, {&bob, &carl, &dora});
        story.commit(carl, {});
    }
    std::string judged(ByteView message) { return outcome(story.server().judge(message)); }
};

} // namespace

void TestRejoin::oneComesBack() {
    Four t;
    const auto judgedBefore = t.story.leafOf(t.bob);
    t.bob.group.reset();
    auto staged = must(t.story.stageRejoin(t.bob));
    QCOMPARE(staged.judged().replaced(), std::optional(judgedBefore));
    QVERIFY(staged.judged().removals().empty());
    QVERIFY(staged.judged().additions().empty());
    QCOMPARE(staged.judged().sender()->certificate, t.bob.certificate);
    QCOMPARE(staged.before().members().size(), std::size_t(4));
    t.story.deliver(t.bob, std::move(staged));
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.server().lastCommitChangedRoster());
    for (Person* person : {&t.anna, &t.bob, &t.carl, &t.dora})
        QVERIFY(t.story.allHear(*person, "here"));
    // He is a member like others.
    t.story.commit(t.bob, {});
    t.story.commit(t.anna, {});
    QVERIFY(t.story.agrees());
}

void TestRejoin::theOldStateIsGone() {
    Four t;
    const Bytes late = must(t.anna.protect("before"));
    const auto hadRows = t.bob.store.rows();
    t.story.rejoin(t.bob);
    QCOMPARE(outcome(t.bob.unprotect(late)), std::string("EpochTooOld"));
    // Not one secret row of the state before is left.
    for (const auto& [key, value] : hadRows)
        if (key.first >= StatePart::Epoch)
            QVERIFY(!t.bob.store.holds(value));
}

void TestRejoin::twoComeBackOneAfterTheOther() {
    Four t;
    t.anna.group.reset();
    t.dora.group.reset();
    t.story.rejoin(t.anna, {&t.dora});
    t.story.rejoin(t.dora);
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.allHear(t.dora, "both back"));
}

void TestRejoin::twoAtOnceAndTheLaterIsStale() {
    Four t;
    auto annas = must(t.story.stageRejoin(t.anna));
    auto doras = must(t.story.stageRejoin(t.dora));
    t.anna.group.reset();
    t.dora.group.reset();
    t.story.deliver(t.anna, std::move(annas), {&t.dora});
    QCOMPARE(outcome(t.story.append(doras.message(), doras.groupInfo())), std::string("Stale"));
    t.story.rejoin(t.dora);
    QVERIFY(t.story.agrees());
}

void TestRejoin::allComeBack() {
    Four t;
    std::set<Person*> lost{&t.anna, &t.bob, &t.carl, &t.dora};
    for (Person* person : lost)
        person->group.reset();
    for (Person* person : {&t.dora, &t.anna, &t.carl, &t.bob}) {
        lost.erase(person);
        t.story.rejoin(*person, lost);
    }
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.allHear(t.carl, "all back"));
}

void TestRejoin::aloneInANoteToSelf() {
    Person anna("anna", 1);
    GroupStory story(rules::GroupKind::Self);
    story.found(anna);
    story.commit(anna, {});
    anna.group.reset();
    story.rejoin(anna);
    QVERIFY(story.agrees());
    QCOMPARE(anna.leaf(), LeafIndex(0));
    story.commit(anna, {});
    QVERIFY(story.agrees());
}

void TestRejoin::fromAnOldCopy() {
    Four t;
    const auto lastWeek = t.bob.store.rows();
    QVERIFY(t.story.allHear(t.bob, "said after the copy was made"));
    t.story.commit(t.anna, {});
    t.story.commit(t.bob, {});
    t.bob.store.rows() = lastWeek;
    t.bob.group.emplace(must(Group::load(t.bob.store)));
    t.story.rejoin(t.bob);
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.allHear(t.bob, "back"));
}

void TestRejoin::leaversGoAlong() {
    Four t;
    t.story.propose(must(t.anna.in().proposeSelfRemove(t.anna.device())));
    t.dora.group.reset();
    auto staged = must(t.story.stageRejoin(t.dora));
    QCOMPARE(staged.judged().removals().size(), std::size_t(1));
    QCOMPARE(staged.judged().removals().front().cause, RemovalCause::SelfRemove);
    t.story.deliver(t.dora, std::move(staged));
    // Anna's place, the leftmost blank one, is dora's now.
    QCOMPARE(t.dora.leaf(), LeafIndex(0));
    QCOMPARE(t.story.members().size(), std::size_t(3));
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.allHear(t.bob, "three"));

    // One that leaves a SelfRemove out comes too late.
    auto without = must(t.story.stageRejoin(t.bob));
    t.story.propose(must(t.carl.in().proposeSelfRemove(t.carl.device())));
    QCOMPARE(outcome(t.story.append(without.message(), without.groupInfo())),
             std::string("Stale pending_proposal"));
}

void TestRejoin::theServersRemovesMayWait() {
    Four t;
    t.story.propose(
        must(t.story.server().proposeRemoval(t.story.leafOf(t.anna), t.story.removalKey())));
    t.story.rejoin(t.dora);
    QVERIFY(t.story.agrees());
    QCOMPARE(t.story.members().size(), std::size_t(4));
    QVERIFY(t.story.server().pending().empty());

    t.story.propose(
        must(t.story.server().proposeRemoval(t.story.leafOf(t.anna), t.story.removalKey())));
    const auto pending = t.story.server().pending().front();
    Forger forger(t.bob, t.story.server());
    QCOMPARE(t.judged(forger.externalCommit({.proposals = {Forger::externalInit(),
                                                           Forger::remove(t.story.leafOf(t.bob)),
                                                           {ProposalRef{pending.ref}}}})),
             std::string("GroupInvalid external_commit_form"));
}

void TestRejoin::notWhileOnesOwnRemovalPends() {
    Four t;
    t.story.propose(must(t.anna.in().proposeSelfRemove(t.anna.device())));
    t.story.propose(
        must(t.story.server().proposeRemoval(t.story.leafOf(t.bob), t.story.removalKey())));
    QCOMPARE(outcome(t.story.stageRejoin(t.anna)), std::string("GroupInvalid own_removal_pending"));
    // Bob was not told: his client makes it, and the judge refuses.
    auto bobs = must(t.story.stageRejoin(t.bob));
    QCOMPARE(outcome(t.story.append(bobs.message(), bobs.groupInfo())),
             std::string("GroupInvalid own_removal_pending"));
    QCOMPARE(outcome(t.carl.in().stageReceived(bobs.message())),
             std::string("GroupInvalid own_removal_pending"));
}

void TestRejoin::aStrangerDoesNotComeIn() {
    Four t;
    Person eve("eve", 5);
    QCOMPARE(outcome(t.story.stageRejoin(eve)), std::string("NotForUs"));
    // Eve's keys behind bob's name, and bob's device with another key or another user.
    Forger forger(t.bob, t.story.server());
    const auto form = [&] {
        return std::vector{Forger::externalInit(), Forger::remove(t.story.leafOf(t.bob))};
    };
    const auto withCertificate = [&](const identity::DeviceCertificate& certificate) {
        return t.judged(
            forger.externalCommit({.proposals = form(), .editLeaf = [&](LeafNode& leaf) {
                                       leaf.credential = Credential::basic(certificate.encode());
                                       leaf.signature_key = toBytes(certificate.deviceKey.view());
                                   }}));
    };
    QCOMPARE(withCertificate(eve.certificate),
             std::string("GroupInvalid external_commit_stranger"));
    auto other = t.bob.certificate;
    other.user = eve.user();
    QCOMPARE(withCertificate(identity::DeviceCertificate::issue(other, eve.identity)),
             std::string("GroupInvalid path_leaf_identity"));
    // In anna's place.
    QCOMPARE(t.judged(forger.externalCommit(
                 {.proposals = {Forger::externalInit(), Forger::remove(t.story.leafOf(t.anna))}})),
             std::string("GroupInvalid external_commit_form"));
    QCOMPARE(t.judged(forger.externalCommit({.proposals = form()})), std::string("ok"));
}

void TestRejoin::onlyThatForm() {
    Four t;
    Person eve("eve", 5);
    Forger forger(t.bob, t.story.server());
    const auto init = Forger::externalInit();
    const auto old = Forger::remove(t.story.leafOf(t.bob));
    const auto judged = [&](std::vector<ProposalOrRef> proposals) {
        Forger::Work work{.proposals = std::move(proposals)};
        // The tree is right for the honest form: only the list is wrong.
        work.applied = {{std::get<Proposal>(old.content), Sender::newMemberCommit(), false}};
        return t.judged(forger.externalCommit(std::move(work)));
    };
    const std::string refused = "GroupInvalid external_commit_form";
    QCOMPARE(judged({init, old}), std::string("ok"));
    QCOMPARE(judged({old, init}), std::string("ok"));
    QCOMPARE(judged({}), refused);
    QCOMPARE(judged({init}), refused);
    QCOMPARE(judged({old}), refused);
    QCOMPARE(judged({init, init, old}), refused);
    QCOMPARE(judged({init, old, old}), refused);
    QCOMPARE(judged({init, old, Forger::remove(t.story.leafOf(t.anna))}), refused);
    QCOMPARE(judged({init, old, Forger::add(eve.keyPackage())}), refused);
    QCOMPARE(judged({init, old, {Proposal{SelfRemove{}}}}), refused);
    QCOMPARE(judged({init, old,
                     forger.setRules(t.story.server().rules(), t.story.removalKey().publicKey())}),
             refused);
    QCOMPARE(judged({init, old, {ProposalRef{Bytes(32, 5)}}}),
             std::string("GroupInvalid unknown_proposal"));
    QCOMPARE(judged({{Proposal{ExternalInit{Bytes(32, 0)}}}, old}),
             std::string("GroupInvalid encryption_key"));
    QCOMPARE(judged({{Proposal{ExternalInit{Bytes(31, 7)}}}, old}),
             std::string("GroupInvalid encryption_key"));

    Forger::Work work{.proposals = {init, old}};
    work.editCommit = [](Commit& commit) { commit.path.reset(); };
    QCOMPARE(t.judged(forger.externalCommit(work)), std::string("GroupInvalid path_required"));
    work.editCommit = [](Commit& commit) { commit.path->nodes.pop_back(); };
    QCOMPARE(t.judged(forger.externalCommit(work)), std::string("GroupInvalid path_length"));
    // The key of the leaf that goes is not good enough for the one that comes.
    work.editCommit = {};
    const Bytes oldKey = forger.tree().leaf(t.story.leafOf(t.bob))->encryption_key;
    work.editLeaf = [&](LeafNode& leaf) { leaf.encryption_key = oldKey; };
    QCOMPARE(t.judged(forger.externalCommit(work)), std::string("GroupInvalid path_key_not_fresh"));
}

void TestRejoin::tamperedBytes() {
    Four t;
    auto staged = must(t.story.stageRejoin(t.bob));
    const Bytes message = toBytes(staged.message());
    const auto rows = t.anna.store.rows();
    for (std::size_t at = 0; at < message.size(); at += 3) {
        Bytes changed = message;
        changed[at] ^= 0x10U;
        QVERIFY(!t.story.server().judge(changed, staged.groupInfo()).ok());
        QVERIFY(!t.anna.in().stageReceived(changed).ok());
    }
    for (std::size_t length = 0; length < message.size(); length += 7)
        QVERIFY(!t.anna.in().stageReceived(ByteView(message).first(length)).ok());
    QVERIFY(t.anna.store.rows() == rows);
    // A kem_output that its sender did not use: all judges agree, all members are lost, none
    // merges.
    Forger forger(t.bob, t.story.server());
    const Bytes hostile = forger.externalCommit(
        {.proposals = {Forger::externalInit(), Forger::remove(t.story.leafOf(t.bob))}});
    QCOMPARE(t.judged(hostile), std::string("ok"));
    const auto refused = t.anna.in().stageReceived(hostile);
    QVERIFY(!refused.ok() && refused.error().code == ErrorCode::GroupLost);
    t.story.deliver(t.bob, std::move(staged));
    QVERIFY(t.story.agrees());
}

void TestRejoin::anotherTakesOnesPlace() {
    Four t;
    auto staged = must(t.story.stageRejoin(t.bob));
    // A copy of bob's device comes in; bob himself, who follows well so far, learns it.
    QCOMPARE(outcome(t.bob.in().stageReceived(staged.message())),
             std::string("GroupLost replaced"));
}

void TestRejoin::overARestart() {
    Four t;
    t.story.propose(must(t.anna.in().proposeSelfRemove(t.anna.device())));
    const SecretBytes row = must(t.story.stageRejoin(t.bob)).serialize();
    t.bob.group.reset();
    auto restored = must(StagedRejoin::restore(row));
    QVERIFY(restored.serialize().size() == row.size());
    t.story.deliver(t.bob, std::move(restored));
    QVERIFY(t.story.agrees());
    QVERIFY(t.story.allHear(t.bob, "after the restart"));
}

void TestRejoin::aDamagedRowIsRefused() {
    Four t;
    const SecretBytes row = must(t.story.stageRejoin(t.bob)).serialize();
    for (std::size_t at = 0; at < row.size(); at += 11) {
        Bytes changed = toBytes(row.view());
        changed[at] ^= 0x01U;
        // Some bytes are free (a version below, an unused clamp bit of a key); no harm beyond.
        std::ignore = StagedRejoin::restore(SecretBytes::copyOf(changed));
        QVERIFY(!StagedRejoin::restore(SecretBytes::copyOf(row.view().first(at))).ok());
    }
}

void TestRejoin::theDiskFailsAtAnyWrite() {
    Four t;
    const auto rows = t.bob.store.rows();
    const SecretBytes row = must(t.story.stageRejoin(t.bob)).serialize();
    std::size_t fails = 0;
    for (;; ++fails) {
        t.bob.store.begin();
        t.bob.store.failAfter(fails);
        const auto back = Group::rejoin(must(StagedRejoin::restore(row)), t.bob.store);
        t.bob.store.failAfter(std::nullopt);
        t.bob.store.rollback();
        if (back.ok())
            break;
        QVERIFY(t.bob.store.rows() == rows);
    }
    QVERIFY(fails > 20);
}

QTEST_GUILESS_MAIN(TestRejoin)
#include "tst_rejoin.moc"
