#include "tests/crypto/group_story.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using mls::CommitRequest;
using mls::StatePart;

/// What members of a group live through, told as they would tell it. After every step each member's
/// group is dropped and loaded from her store.
class TestGroup : public QObject {
    Q_OBJECT

private slots:
    void twoPeopleTalk();
    void membersComeAndGo();
    void aRemovedMemberReadsNothing();
    void anUpdateChangesAllSecrets();
    void newcomersLearnTheSettings();
    void leaving();
    void theOnlyAdminLeaves();
    void theServerRemoves();
    void twoLeave();
    void concurrentCommits();
    void messagesAcrossCommits();
    void messagesOutOfOrderAndTwice();
    void keysOfMessagesThatNeverCame();
    void ownMessages();
    void ownCommitSurvivesARestart();
    void welcomeIsForOneAlone();
    void joinerChecksTheServersKey();
    void limitsOfACommit();
    void packagesOutOfTime();
    void removedAndAddedAnew();
    void exporterAgrees();
    void aMessageIsOneSmallRow();
    void aCommitWritesWhatChanged();
    void tenPeople();
};

void TestGroup::twoPeopleTalk() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(anna, "hi"));
    QVERIFY(story.allHear(bob, "hello"));
    story.commit(bob, {});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(anna, "again"));
}

void TestGroup::membersComeAndGo() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    Person dora("dora", 4);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    QVERIFY(story.agrees());
    story.commit(bob, GroupStory::adding({&dora}), {&dora});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(dora, "I am here"));
    story.commit(anna, story.removing(bob));
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(carl, "bob is gone"));
    // His leaf is the next newcomer's, the tree as small as before.
    Person eva("eva", 5);
    story.commit(dora, GroupStory::adding({&eva}), {&eva});
    QCOMPARE(story.leafOf(eva), mls::LeafIndex(1));
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(eva, "bob's chair was free"));
}

void TestGroup::aRemovedMemberReadsNothing() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    const auto removal = must(story.stage(anna, story.removing(bob)));
    const Bytes commit = toBytes(removal.message());
    auto seen = must(bob.in().stageReceived(commit));
    QVERIFY(seen.removesUs());
    QCOMPARE(seen.judged().removals().size(), std::size_t{1});
    QVERIFY(seen.judged().removals().front().cause == mls::RemovalCause::Member);
    QCOMPARE(outcome(bob.merge(std::move(seen))), std::string("Internal merge of own removal"));
    story.deliver(anna, must(anna.in().restoreStaged(removal.serialize())));
    QVERIFY(story.agrees());
    // The whole log in hand, he gets nowhere.
    const Bytes secret = must(anna.protect("not for bob"));
    QCOMPARE(outcome(bob.unprotect(secret)), std::string("EpochUnknown"));
    const Bytes next = toBytes(must(story.stage(carl)).message());
    QCOMPARE(outcome(bob.in().stageReceived(next)), std::string("EpochUnknown"));
    // Even with the public part of the new epoch he has no key that opens its path.
    auto state = must(mls::PublicGroup::load(bob.store));
    must(state.advance(must(state.judge(commit)), bob.store));
    QCOMPARE(outcome(mls::Group::load(bob.store)), std::string("Malformed private key row"));
}

void TestGroup::anUpdateChangesAllSecrets() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const Bytes authenticator = anna.in().epochAuthenticator();
    const auto leafKey = anna.store.rows().at({StatePart::PrivateNode, 0});
    const auto rootKey = anna.store.rows().at({StatePart::PrivateNode, 1});
    story.commit(anna, {});
    QVERIFY(anna.in().epochAuthenticator() != authenticator);
    QVERIFY(!anna.store.holds(leafKey));
    QVERIFY(!anna.store.holds(rootKey));
    QVERIFY(!bob.store.holds(rootKey));
    QVERIFY(!anna.store.holds(authenticator));
    QVERIFY(!story.server().lastCommitChangedRoster());
}

void TestGroup::newcomersLearnTheSettings() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.found(anna);
    auto request = GroupStory::adding({&bob});
    request.joinerExtension = toBytes(viewOf("name: Garden"));
    const auto staged = must(story.stage(anna, request));
    must(story.append(staged.message(), staged.groupInfo()));
    const auto& part = staged.welcomeParts().front();
    const Bytes tree = story.server().ratchetTree();
    const auto joined = must(mls::Group::join(
        bob.device(), {part.encryptedGroupSecrets, staged.encryptedGroupInfo(), tree,
                       bob.packages.back(), story.removalKey().publicKey().view()}));
    QCOMPARE(textOf(joined.joinerExtension), std::string_view("name: Garden"));
    QVERIFY(joined.adder.certificate == anna.certificate);
    // The server, which keeps the GroupInfo, sees nothing of it, and joiners get no external_pub.
    QVERIFY(std::ranges::search(staged.groupInfo(), viewOf("Garden")).empty());
    QVERIFY(std::ranges::search(staged.encryptedGroupInfo(), viewOf("Garden")).empty());
    QVERIFY(joined.group.publicState().lastCommitChangedRoster());
}

void TestGroup::leaving() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    const Bytes leave = must(bob.in().proposeSelfRemove(bob.device()));
    story.propose(leave);
    QCOMPARE(carl.in().publicState().pending().size(), std::size_t{1});
    // Until somebody has committed it, nobody speaks, and bob does nothing.
    QCOMPARE(outcome(anna.protect("wait")), std::string("NotAllowed pending_proposal"));
    QCOMPARE(outcome(story.stage(bob)), std::string("NotAllowed own_removal_pending"));
    // A second one changes nothing.
    story.propose(must(bob.in().proposeSelfRemove(bob.device())));
    QCOMPARE(story.server().pending().size(), std::size_t{1});
    // Anna wants him out, too: one removal is enough.
    story.commit(anna, story.removing(bob));
    QVERIFY(story.agrees());
    QCOMPARE(story.members().size(), std::size_t{2});
    QCOMPARE(story.serverStore().count(StatePart::Proposal), std::size_t{0});
    QCOMPARE(anna.store.count(StatePart::Proposal), std::size_t{0});
    QVERIFY(story.allHear(carl, "bye"));
}

void TestGroup::theOnlyAdminLeaves() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    story.propose(must(anna.in().proposeSelfRemove(anna.device())));
    story.commit(carl, {}); // carl, who is no admin, names the lowest id: bob
    QVERIFY(story.agrees());
    QCOMPARE(story.server().rules().admins, std::vector{bob.user()});
    story.commit(bob, story.removing(carl));
    QVERIFY(story.agrees());
}

void TestGroup::theServerRemoves() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const Bytes removal =
        must(story.server().proposeRemoval(story.leafOf(bob), story.removalKey()));
    const auto header = must(mls::peek(removal));
    QVERIFY(header.kind == mls::MessageHeader::Kind::Proposal);
    QVERIFY(!header.sender);
    story.propose(removal);
    const auto staged = must(story.stage(anna));
    QVERIFY(staged.judged().removals().front().cause == mls::RemovalCause::Server);
    story.commit(anna, {});
    QVERIFY(story.agrees());
    QCOMPARE(story.members().size(), std::size_t{1});
}

void TestGroup::twoLeave() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    Person dora("dora", 4);
    GroupStory story;
    story.gather(anna, {&bob, &carl, &dora});
    story.propose(must(bob.in().proposeSelfRemove(bob.device())));
    // A commit made before the proposal came is late (rule 3); so is one that knows of one alone.
    auto early = must(story.stage(anna));
    story.propose(must(carl.in().proposeSelfRemove(carl.device())));
    QCOMPARE(outcome(story.append(early.message(), early.groupInfo())),
             std::string("Stale pending_proposal"));
    Person eva("eva", 5);
    story.commit(dora, GroupStory::adding({&eva}), {&eva});
    QVERIFY(story.agrees());
    QCOMPARE(story.members().size(), std::size_t{3});
    QVERIFY(story.allHear(eva, "three of us"));
}

void TestGroup::concurrentCommits() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    auto annas = must(story.stage(anna));
    const auto bobs = must(story.stage(bob));
    story.deliver(anna, std::move(annas));
    QVERIFY(story.agrees());
    QCOMPARE(outcome(story.append(bobs.message(), bobs.groupInfo())), std::string("Stale"));
    QCOMPARE(outcome(carl.in().stageReceived(bobs.message())), std::string("Stale"));
    QCOMPARE(outcome(bob.in().restoreStaged(bobs.serialize())), std::string("Stale"));
    story.commit(bob, {});
    QVERIFY(story.agrees());
}

void TestGroup::messagesAcrossCommits() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    const Bytes first = must(anna.protect("one"));
    const Bytes second = must(anna.protect("two"));
    QCOMPARE(outcome(bob.unprotect(second)), std::string("ok"));
    story.commit(bob, {}); // changes nothing: what was on its way can be read
    const auto late = must(bob.unprotect(first));
    QCOMPARE(textOf(late.content), std::string_view("one"));
    QCOMPARE(late.epoch.value + 1, bob.in().publicState().epoch().value);
    QCOMPARE(outcome(bob.unprotect(first)), std::string("GenerationSpent"));
    QCOMPARE(outcome(bob.unprotect(second)), std::string("GenerationSpent"));
    QCOMPARE(outcome(carl.unprotect(second)), std::string("ok"));
    QCOMPARE(outcome(carl.unprotect(first)), std::string("ok"));
    // Two commits later it is too late.
    const Bytes old = must(anna.protect("three"));
    story.commit(bob, {});
    story.commit(bob, {});
    QCOMPARE(outcome(carl.unprotect(old)), std::string("EpochTooOld"));
    // After an Add or a Remove at once, and nothing of the old epoch is left.
    const Bytes beforeAdd = must(anna.protect("four"));
    Person dora("dora", 4);
    story.commit(bob, GroupStory::adding({&dora}), {&dora});
    QCOMPARE(outcome(carl.unprotect(beforeAdd)), std::string("EpochTooOld"));
    QCOMPARE(carl.store.count(StatePart::PastEpoch), std::size_t{0});
    const Bytes beforeRemove = must(anna.protect("five"));
    story.commit(anna, story.removing(dora));
    QCOMPARE(outcome(carl.unprotect(beforeRemove)), std::string("EpochTooOld"));
    for (const auto part : {StatePart::PastEpoch, StatePart::PastTreeSecret, StatePart::PastRatchet,
                            StatePart::PastSkippedKey})
        QCOMPARE(carl.store.count(part), std::size_t{0});
}

void TestGroup::messagesOutOfOrderAndTwice() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    std::vector<Bytes> messages;
    for (int i = 0; i < 6; ++i)
        messages.push_back(must(anna.protect("message " + std::to_string(i))));
    for (const std::size_t i : {3U, 0U, 5U, 1U, 2U, 4U}) {
        const auto heard = must(bob.unprotect(messages[i]));
        QCOMPARE(textOf(heard.content), std::string_view("message " + std::to_string(i)));
        QCOMPARE(heard.generation, static_cast<std::uint32_t>(i));
    }
    for (const Bytes& message : messages)
        QCOMPARE(outcome(bob.unprotect(message)), std::string("GenerationSpent"));
    QCOMPARE(bob.store.count(StatePart::SkippedKey), std::size_t{0});
    // Too far ahead without a gap in the log, allowed across one.
    Bytes far;
    for (int i = 0; i < 1'002; ++i)
        far = must(anna.in().protect(anna.device(), viewOf("far"), anna.random, anna.store));
    QCOMPARE(outcome(bob.unprotect(far)), std::string("GenerationTooFar"));
    const auto across = bob.transact([&](mls::GroupStore& rows) {
        return bob.in().unprotect(far, {limits::kForwardGenerationsAcrossGap, kNow}, rows);
    });
    QCOMPARE(outcome(across), std::string("ok"));
}

void TestGroup::keysOfMessagesThatNeverCame() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const Bytes lost = must(anna.protect("lost"));
    must(bob.unprotect(must(anna.protect("one"))));
    QCOMPARE(bob.store.count(StatePart::SkippedKey), std::size_t{1});
    story.commit(anna, {}); // the lost one's epoch becomes the one before
    QCOMPARE(bob.store.count(StatePart::PastSkippedKey), std::size_t{1});
    const Bytes lostToo = must(anna.protect("lost too"));
    const Milliseconds later = kNow + std::chrono::hours(47);
    must(bob.unprotect(must(anna.protect("two")), later));
    QCOMPARE(bob.store.count(StatePart::PastSkippedKey), std::size_t{1});
    // Whatever comes two days after the first takes its key along, and not the second's.
    must(bob.unprotect(must(anna.protect("three")), later + std::chrono::hours(1)));
    QCOMPARE(bob.store.count(StatePart::PastSkippedKey), std::size_t{0});
    QCOMPARE(bob.store.count(StatePart::SkippedKey), std::size_t{1});
    QCOMPARE(outcome(bob.unprotect(lost, later + std::chrono::hours(1))),
             std::string("GenerationSpent"));
    QCOMPARE(outcome(bob.unprotect(lostToo, later + std::chrono::hours(2))), std::string("ok"));
}

void TestGroup::ownMessages() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const Bytes own = must(anna.protect("mine"));
    QCOMPARE(outcome(anna.unprotect(own)), std::string("GenerationSpent"));
    // A copy of anna's store from before: what she reads in the log she has sent herself.
    const auto copy = anna.store.rows();
    const Bytes later = must(anna.protect("sent and forgotten"));
    anna.store.rows() = copy;
    anna.reload();
    QCOMPARE(outcome(anna.unprotect(later)), std::string("GroupLost own_generation_unknown"));
    // What only says that it is hers is no such sign.
    Bytes forged = later;
    forged.back() ^= 1U;
    QCOMPARE(outcome(anna.unprotect(forged)), std::string("CryptoFailed"));
}

void TestGroup::ownCommitSurvivesARestart() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob});
    const auto staged = must(story.stage(anna, GroupStory::adding({&carl})));
    const SecretBytes stored = staged.serialize();
    anna.reload();
    auto restored = must(anna.in().restoreStaged(stored));
    QVERIFY(std::ranges::equal(restored.message(), staged.message()));
    QVERIFY(std::ranges::equal(restored.groupInfo(), staged.groupInfo()));
    QVERIFY(std::ranges::equal(restored.encryptedGroupInfo(), staged.encryptedGroupInfo()));
    QCOMPARE(restored.welcomeParts().size(), std::size_t{1});
    story.deliver(anna, std::move(restored), {&carl});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(carl, "hi"));
    // A damaged row is said to be one.
    SecretBytes damaged = must(story.stage(anna)).serialize();
    damaged.writable().back() ^= 1U;
    QCOMPARE(outcome(bob.in().restoreStaged(stored)), std::string("Stale"));
    QCOMPARE(outcome(anna.in().restoreStaged(SecretBytes::copyOf(damaged.view().first(40)))),
             std::string("Malformed staged commit"));
    SecretBytes newer = must(story.stage(anna)).serialize();
    newer.writable()[1] = 2;
    QCOMPARE(outcome(anna.in().restoreStaged(newer)), std::string("VersionUnknown staged commit"));
}

void TestGroup::welcomeIsForOneAlone() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.found(anna);
    const auto staged = must(story.stage(anna, GroupStory::adding({&bob, &carl})));
    must(story.append(staged.message(), staged.groupInfo()));
    const Bytes tree = story.server().ratchetTree();
    const auto join = [&](Person& person, std::size_t part, const mls::KeyPackageBundle& package) {
        return outcome(
            mls::Group::join(person.device(), {staged.welcomeParts()[part].encryptedGroupSecrets,
                                               staged.encryptedGroupInfo(), tree, package,
                                               story.removalKey().publicKey().view()}));
    };
    QCOMPARE(join(bob, 0, bob.packages.back()), std::string("ok"));
    QCOMPARE(join(carl, 1, carl.packages.back()), std::string("ok"));
    QCOMPARE(join(bob, 1, bob.packages.back()), std::string("NotForUs"));
    QCOMPARE(join(bob, 1, carl.packages.back()), std::string("NotForUs"));
    std::ignore = bob.keyPackage();
    QCOMPARE(join(bob, 0, bob.packages.back()), std::string("NotForUs"));
}

void TestGroup::joinerChecksTheServersKey() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.found(anna);
    const auto staged = must(story.stage(anna, GroupStory::adding({&bob})));
    must(story.append(staged.message(), staged.groupInfo()));
    const Bytes tree = story.server().ratchetTree();
    QCOMPARE(outcome(mls::Group::join(bob.device(),
                                      {staged.welcomeParts()[0].encryptedGroupSecrets,
                                       staged.encryptedGroupInfo(), tree, bob.packages.back(),
                                       anna.deviceKey.publicKey().view()})),
             std::string("GroupInvalid external_senders"));
    // The tree of another epoch is none of this one.
    const Bytes old = anna.in().publicState().ratchetTree();
    QCOMPARE(outcome(mls::Group::join(bob.device(),
                                      {staged.welcomeParts()[0].encryptedGroupSecrets,
                                       staged.encryptedGroupInfo(), old, bob.packages.back(),
                                       story.removalKey().publicKey().view()})),
             std::string("GroupInvalid tree_hash"));
}

void TestGroup::limitsOfACommit() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.found(anna);
    auto request = GroupStory::adding({&bob, &carl});
    request.mostAdds = 1;
    QCOMPARE(outcome(story.stage(anna, request)), std::string("TooLarge 1"));
    request.mostAdds = 2;
    request.mostMembers = 2;
    QCOMPARE(outcome(story.stage(anna, request)), std::string("GroupFull 2"));
    request.mostMembers = 3;
    QCOMPARE(outcome(story.stage(anna, request)), std::string("ok"));
    QCOMPARE(outcome(anna.protect(std::string(limits::kContentBytes + 1, 'x'))),
             std::string("TooLarge 131072"));
    QCOMPARE(outcome(anna.in().exportSecret("x", {}, 255 * 32 + 1)), std::string("TooLarge 8160"));
}

void TestGroup::packagesOutOfTime() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.found(anna);
    const auto request = GroupStory::adding({&bob});
    const auto at = [&](std::chrono::hours later) {
        return outcome(anna.in().stageCommit(anna.device(), request, anna.random, kNow + later));
    };
    QCOMPARE(at(std::chrono::hours(0)), std::string("ok"));
    QCOMPARE(at(-std::chrono::hours(23)), std::string("ok")); // anna's clock is behind
    QCOMPARE(at(-std::chrono::hours(25)), std::string("Malformed key_package_lifetime"));
    QCOMPARE(at(limits::kKeyPackageLife), std::string("ok"));
    QCOMPARE(at(limits::kKeyPackageLife + std::chrono::hours(1)),
             std::string("Malformed key_package_lifetime"));
    CommitRequest garbage;
    garbage.addKeyPackages.push_back(Bytes(200, 3));
    QCOMPARE(outcome(story.stage(anna, garbage)), std::string("VersionUnknown MLS"));
}

void TestGroup::removedAndAddedAnew() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    Person carl("carl", 3);
    GroupStory story;
    story.gather(anna, {&bob, &carl});
    // In one commit: the old leaf goes, the same device comes in again.
    auto request = story.removing(bob);
    request.addKeyPackages.push_back(bob.keyPackage());
    auto staged = must(story.stage(anna, request));
    QVERIFY(must(bob.in().stageReceived(staged.message())).removesUs());
    story.deliver(anna, std::move(staged), {&bob});
    QVERIFY(story.agrees());
    QVERIFY(story.allHear(bob, "back"));
}

void TestGroup::exporterAgrees() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const auto key = [](Person& person, std::string_view label, std::string_view context) {
        return toBytes(must(person.in().exportSecret(label, viewOf(context), 40)).view());
    };
    QCOMPARE(key(anna, "Kontor 1.0 ephemeral", "").size(), std::size_t{40});
    QCOMPARE(key(anna, "Kontor 1.0 ephemeral", ""), key(bob, "Kontor 1.0 ephemeral", ""));
    QVERIFY(key(anna, "Kontor 1.0 ephemeral", "") != key(anna, "other", ""));
    QVERIFY(key(anna, "Kontor 1.0 ephemeral", "") != key(anna, "Kontor 1.0 ephemeral", "x"));
    const Bytes before = key(anna, "x", "");
    story.commit(bob, {});
    QVERIFY(key(anna, "x", "") != before);
}

void TestGroup::aMessageIsOneSmallRow() {
    Person anna("anna", 1);
    Person bob("bob", 2);
    GroupStory story;
    story.gather(anna, {&bob});
    const auto bytesWritten = [](Person& person) {
        std::size_t bytes = 0;
        for (const auto& key : person.store.written())
            if (const auto row = person.store.rows().find(key); row != person.store.rows().end())
                bytes += row->second.size();
        return bytes;
    };
    const Bytes first = must(anna.protect("the first also starts the ratchets"));
    QVERIFY(anna.store.written().contains({StatePart::TreeSecret, 2}));
    const Bytes second = must(anna.protect("one row"));
    QCOMPARE(anna.store.written().size(), std::size_t{1});
    QVERIFY(anna.store.written().begin()->first == StatePart::Ratchet);
    QVERIFY(bytesWritten(anna) < 64);
    must(bob.unprotect(first));
    must(bob.unprotect(second));
    QCOMPARE(bob.store.written().size(), std::size_t{1});
    QVERIFY(bytesWritten(bob) < 64);
}

void TestGroup::aCommitWritesWhatChanged() {
    std::list<Person> others;
    std::vector<Person*> pointers;
    for (std::uint64_t i = 2; i <= 32; ++i)
        pointers.push_back(&others.emplace_back("member", i));
    Person anna("anna", 1);
    GroupStory story;
    story.gather(anna, pointers);
    story.serverStore().begin();
    story.commit(*pointers[10], {});
    // Context, the leaf and its five parents; not 32 leaves.
    QCOMPARE(story.serverStore().written().size(), std::size_t{1 + 1 + 5});
    QVERIFY(story.agrees());
}

void TestGroup::tenPeople() {
    std::list<Person> people;
    std::vector<Person*> others;
    for (std::uint64_t i = 1; i <= 10; ++i)
        people.emplace_back("person " + std::to_string(i), i);
    for (Person& person : people)
        if (&person != &people.front())
            others.push_back(&person);
    GroupStory story;
    story.gather(people.front(), others);
    for (Person& person : people) {
        story.commit(person, {});
        QVERIFY(story.agrees());
        QVERIFY(story.allHear(person, person.name));
    }
    Person& anna = people.front();
    while (story.members().size() > 1) {
        Person* last =
            story.members().back() == &anna ? story.members().front() : story.members().back();
        story.commit(anna, story.removing(*last));
        QVERIFY(story.agrees());
    }
    QCOMPARE(story.server().ratchetTree(), anna.in().publicState().ratchetTree());
    QVERIFY(story.allHear(anna, "alone"));
}

QTEST_GUILESS_MAIN(TestGroup)
#include "tst_group.moc"
