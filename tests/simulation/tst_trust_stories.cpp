#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

ContactView seenBy(SimClient& who, const SimClient& whom) {
    return unwrap(who.profile().trust().contact(whom.user()));
}

std::size_t membersOf(SimClient& who, const std::string& group) {
    return unwrap(who.stores().conversations.members(*who.groupNamed(group))).size();
}

std::string refusal(const Result<void>& result) {
    return result.ok() ? std::string("done") : std::string(nameOf(result.error().code));
}

} // namespace

/// What people say of each other's keys, and what follows from a key that is another.
class TestTrustStories : public QObject {
    Q_OBJECT
private slots:
    void theNumberIsTheSameOnBothScreens() {
        SimWorld world(90);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        (void)world.chat(anna, bob);
        (void)world.group("Rat", anna, {&bob, &cora});
        QVERIFY(world.settle().empty());
        const QString number = seenBy(anna, bob).safetyNumber;
        QCOMPARE(number.size(), 60);
        QCOMPARE(seenBy(bob, anna).safetyNumber, number);
        QVERIFY(seenBy(anna, cora).safetyNumber != number);
        QCOMPARE(anna.profile().trust().contact(anna.user()).error().code, ErrorCode::NotAllowed);
    }

    void verifiedUntilItIsTakenBack() {
        SimWorld world(91);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        (void)world.chat(anna, bob);
        QVERIFY(seenBy(anna, bob).person.trust == Trust::FirstUse);
        QVERIFY(anna.trust(bob, Trust::Verified).ok());
        QVERIFY(seenBy(anna, bob).person.trust == Trust::Verified);
        QVERIFY(seenBy(bob, anna).person.trust == Trust::FirstUse); // of this device alone
        anna.crash();
        anna.open();
        QVERIFY(seenBy(anna, bob).person.trust == Trust::Verified);
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        QVERIFY(seenBy(anna, bob).person.trust == Trust::FirstUse);
        auto& desk = anna.profile().trust();
        QCOMPARE(refusal(desk.set(bob.user(), std::string(60, '1'), Trust::Verified)),
                 std::string("SafetyNumberWrong"));
        QCOMPARE(refusal(desk.set(bob.user(), {}, Trust::Verified)),
                 std::string("SafetyNumberWrong"));
        QVERIFY(seenBy(anna, bob).person.trust == Trust::FirstUse);
    }

    /// A line in each conversation that is shared, once for each key; nothing goes out until it is
    /// accepted, and nobody accepts a key that came in while she looked at another.
    void aChangedKeyIsToldAndBarsSending() {
        SimWorld world(92);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto chat = world.chat(anna, bob);
        const auto group = world.group("Rat", anna, {&bob, &cora});
        const auto other = world.chat(anna, cora);
        QVERIFY(world.settle().empty());
        QVERIFY(anna.trust(bob, Trust::Verified).ok());
        const QString before = seenBy(anna, bob).safetyNumber;

        const storage::PublicKeyBytes second(world.random.array<32>());
        for (int i = 0; i < 3; ++i)
            anna.seeIdentityKey(bob, second);
        const auto lines = [&](ConversationId in) {
            return noticesOf(anna, in, Notice::Kind::KeyChanged);
        };
        QCOMPARE(lines(chat), 1);
        QCOMPARE(lines(group), 1);
        QCOMPARE(lines(other), 0);
        QVERIFY(seenBy(anna, bob).person.trust == Trust::KeyChanged);
        const QString after = seenBy(anna, bob).safetyNumber;
        QVERIFY(after != before);

        world.say(anna, chat, "Bist du es?");
        world.say(anna, group, "Ist das Bob?");
        world.say(anna, other, "Hast du Bob gesehen?");
        world.run(10s);
        QCOMPARE(stateOf(anna, chat, "Bist du es?"), storage::MessageState::Queued);
        QCOMPARE(stateOf(anna, group, "Ist das Bob?"), storage::MessageState::Queued);
        QVERIFY(stateOf(anna, other, "Hast du Bob gesehen?") != storage::MessageState::Queued);

        anna.seeIdentityKey(bob, storage::PublicKeyBytes(world.random.array<32>()));
        QCOMPARE(lines(chat), 2);
        for (const QString& seen : {before, after})
            QCOMPARE(refusal(anna.profile().trust().set(bob.user(), seen.toStdString(),
                                                        Trust::FirstUse)),
                     std::string("SafetyNumberWrong"));
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        // Accepted is not verified.
        QVERIFY(seenBy(anna, bob).person.trust == Trust::FirstUse);
        AGREE(world);
        QVERIFY(stateOf(anna, group, "Ist das Bob?") != storage::MessageState::Queued);
    }

    /// Whoever is online first commits what the server proposed; what was written meanwhile waits,
    /// and she whose account is closed reads nothing of it.
    void whoIsDisabledIsCommittedOutByTheNextMember() {
        SimWorld world(93);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto group = world.group("Rat", anna, {&bob, &cora});
        const auto coras = *cora.groupNamed("Rat");
        QVERIFY(world.settle().empty());
        bob.crash();
        anna.crash();
        QVERIFY(world.server.administration().disable("cora").ok());
        world.server.commitBatch();
        world.run(1s);
        QVERIFY(!cora.isOnline());
        QCOMPARE(cora.profile().connectionState(), ConnectionState::Ended);
        anna.open();
        world.say(anna, group, "Cora liest das nicht");
        QVERIFY(world.runUntil([&] { return membersOf(anna, "Rat") == 2; }));
        QVERIFY(world.runUntil([&] {
            return stateOf(anna, group, "Cora liest das nicht") != storage::MessageState::Queued;
        }));
        bob.open();
        QVERIFY(world.runUntil([&] { return membersOf(bob, "Rat") == 2; }));
        QCOMPARE(textsOf(bob, *bob.groupNamed("Rat")).back(), std::string("Cora liest das nicht"));
        world.run(30s);
        QVERIFY(textsOf(cora, coras).empty());
        QCOMPARE(noticesOf(anna, group, Notice::Kind::MembersCutOff), 1);
    }

    /// The old computer leaves everywhere; nothing is said to the new one, by nobody, before its
    /// key is accepted; then it is in again, without what was before.
    void aNewComputerComesInOnceItsKeyIsAccepted() {
        SimWorld world(94);
        SimClient& anna = world.join("anna");
        SimClient& old = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto chat = world.chat(anna, old);
        const auto group = world.group("Rat", anna, {&old, &cora});
        QVERIFY(anna.send(chat, "alt").ok());
        QVERIFY(anna.send(group, "auch alt").ok());
        QVERIFY(world.settle().empty());
        QVERIFY(anna.trust(old, Trust::Verified).ok());

        SimClient& bob = world.newComputer("bob");
        QVERIFY(world.runUntil([&] { return membersOf(anna, "Rat") == 2; }));
        world.run(10s);
        QVERIFY(seenBy(anna, bob).person.trust == Trust::KeyChanged);
        for (const auto place : {chat, group})
            QCOMPARE(noticesOf(anna, place, Notice::Kind::KeyChanged), 1);
        QCOMPARE(noticesOf(anna, chat, Notice::Kind::MembersCutOff), 0);
        world.say(anna, chat, "Bist du es?");
        world.say(anna, group, "Ist das Bob?");
        world.run(30s);
        QCOMPARE(stateOf(anna, chat, "Bist du es?"), storage::MessageState::Queued);
        QCOMPARE(stateOf(anna, group, "Ist das Bob?"), storage::MessageState::Queued);
        QVERIFY(!bob.groupNamed("Rat") && !bob.directWith(anna));

        QCOMPARE(seenBy(bob, anna).safetyNumber, seenBy(anna, bob).safetyNumber);
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        QVERIFY(world.runUntil([&] { return bob.groupNamed("Rat") && bob.directWith(anna); }));
        QCOMPARE(seenBy(bob, anna).safetyNumber, seenBy(anna, bob).safetyNumber);
        world.say(bob, *bob.groupNamed("Rat"), "Danke");
        QVERIFY(cora.trust(bob, Trust::FirstUse).ok());
        AGREE(world);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), Texts{"Bist du es?"});
        QCOMPARE(noticesOf(bob, *bob.directWith(anna), Notice::Kind::JoinedHere), 1);
        QCOMPARE(membersOf(cora, "Rat"), std::size_t{3});
        QCOMPARE(noticesOf(anna, group, Notice::Kind::MembersAdded), 1);
    }

    /// Everybody accepts at once, and he himself has begun to write: one Add wins everywhere.
    void manyAcceptANewKeyAtOnce() {
        SimWorld world(95);
        SimClient& anna = world.join("anna");
        SimClient& old = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto chat = world.chat(anna, old);
        (void)world.group("Rat", old, {&anna, &cora});
        QVERIFY(world.settle().empty());
        SimClient& bob = world.newComputer("bob");
        bob.startDirect(anna, "again");
        QVERIFY(world.runUntil([&] { return membersOf(anna, "Rat") == 2; }));
        world.run(5s);
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        QVERIFY(cora.trust(bob, Trust::Verified).ok());
        AGREE(world);
        QCOMPARE(membersOf(bob, "Rat"), std::size_t{3});
        QVERIFY(bob.directWith(anna));
        world.say(anna, chat, "Hallo");
        world.say(bob, *bob.directWith(anna), "Hallo zurück");
        AGREE(world);
    }

    /// Whose account is opened again is in no group by herself, but two go on where they were.
    void twoGoOnWhenAnAccountIsOpenAgain() {
        SimWorld world(97);
        SimClient& anna = world.join("anna");
        SimClient& cora = world.join("cora");
        const auto chat = world.chat(anna, cora);
        const auto group = world.group("Rat", anna, {&cora});
        world.say(anna, chat, "vorher");
        QVERIFY(world.settle().empty());
        QVERIFY(world.server.administration().disable("cora").ok());
        world.server.commitBatch();
        QVERIFY(world.runUntil([&] { return membersOf(anna, "Rat") == 1; }));
        world.say(anna, chat, "Bis bald");
        world.run(30s);
        QCOMPARE(stateOf(anna, chat, "Bis bald"), storage::MessageState::Queued);
        QVERIFY(world.server.administration().enable("cora").ok());
        world.server.commitBatch();
        cora.crash();
        cora.open();
        AGREE(world);
        const auto coras = *cora.directWith(anna);
        QCOMPARE(textsOf(cora, coras), (Texts{"vorher", "Bis bald"}));
        QCOMPARE(noticesOf(cora, coras, Notice::Kind::JoinedHere), 0);
        world.say(cora, coras, "Da bin ich");
        AGREE(world);
        QCOMPARE(noticesOf(anna, chat, Notice::Kind::MembersCutOff), 0);
        QVERIFY(recordOf(cora, *cora.groupNamed("Rat")).state == storage::ConversationState::Left);
        QCOMPARE(membersOf(anna, "Rat"), std::size_t{1});
        QCOMPARE(noticesOf(anna, group, Notice::Kind::MembersCutOff), 1);
    }

    /// Whom an admin takes out meanwhile is not brought back by who accepts later.
    void whoWasRemovedMeanwhileStaysOut() {
        SimWorld world(96);
        SimClient& anna = world.join("anna");
        SimClient& old = world.join("bob");
        SimClient& cora = world.join("cora");
        const auto group = world.group("Rat", anna, {&old, &cora});
        QVERIFY(world.settle().empty());
        SimClient& bob = world.newComputer("bob");
        QVERIFY(world.runUntil([&] { return membersOf(anna, "Rat") == 2; }));
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        QVERIFY(world.runUntil([&] { return bob.groupNamed("Rat").has_value(); }));
        QVERIFY(world.settle().empty());
        anna.remove(group, bob.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        world.run(5s);
        QVERIFY(cora.trust(bob, Trust::FirstUse).ok());
        AGREE(world);
        QCOMPARE(membersOf(cora, "Rat"), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestTrustStories)
#include "tst_trust_stories.moc"
