#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// Messages between two people, with everything that can happen on the way (delivery.md, 7).
class TestSendingStories : public QObject {
    Q_OBJECT
private slots:
    void twoPeopleChat() {
        SimWorld world(1);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        world.link.quality = {20ms, 20ms};
        world.say(anna, annas, "Hallo Bob");
        world.run(60ms); // his receipt is on its way
        QCOMPARE(textsOf(bob, bobs), Texts{"Hallo Bob"});
        QCOMPARE(stateOf(anna, annas, "Hallo Bob"), storage::MessageState::Accepted);
        QCOMPARE(recordOf(bob, bobs).unread, 1);
        world.say(bob, bobs, "Hallo Anna");
        AGREE(world);
        // Delivered, once her device had it durably and said so.
        QCOMPARE(stateOf(anna, annas, "Hallo Bob"), storage::MessageState::Delivered);
        QCOMPARE(stateOf(bob, bobs, "Hallo Anna"), storage::MessageState::Delivered);
    }

    void whatIsWrittenOfflineGoesOutLater() {
        SimWorld world(2);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.server.stop();
        world.run(10s);
        for (const char* text : {"eins", "zwei", "drei"})
            world.say(anna, chat, text);
        anna.crash();
        anna.open();
        QCOMPARE(stateOf(anna, chat, "zwei"), storage::MessageState::Queued);
        AGREE(world);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), (Texts{"eins", "zwei", "drei"}));
    }

    void senderCrashesBeforeSending() {
        SimWorld world(3);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.say(anna, chat, "Hallo"); // sealed and durable; nothing has left yet
        QCOMPARE(stateOf(anna, chat, "Hallo"), storage::MessageState::Sealed);
        anna.crash();
        world.run(10s);
        QVERIFY(textsOf(bob, *bob.directWith(anna)).empty());
        AGREE(world);
    }

    void senderCrashesAfterSending() {
        SimWorld world(4);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.link.quality = {50ms, 50ms};
        world.say(anna, chat, "Hallo");
        world.run(60ms); // the server has it, the answer is on its way
        anna.crash();
        AGREE(world);
    }

    void serverCrashesBeforeFsync() {
        SimWorld world(5);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.server.crashAtNextAppend(SimServer::Crash::BeforeCommit);
        world.say(anna, chat, "Hallo");
        world.run(3s);
        QVERIFY(!world.server.isRunning());
        QCOMPARE(stateOf(anna, chat, "Hallo"), storage::MessageState::Sealed);
        AGREE(world);
    }

    void serverCrashesAfterFsync() {
        SimWorld world(6);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.server.crashAtNextAppend(SimServer::Crash::AfterCommit);
        world.say(anna, chat, "Hallo");
        world.run(3s);
        QVERIFY(!world.server.isRunning());
        AGREE(world);
    }

    /// The server drops what all have read. What comes after it is found again after a crash.
    void serverCrashesAfterWhatWasReadIsDropped() {
        SimWorld world(17);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        for (const char* text : {"eins", "zwei", "drei"})
            world.say(anna, chat, text);
        QVERIFY(world.settle().empty());
        world.run(5s);
        bob.crash();
        world.say(anna, chat, "vier");
        QVERIFY(world.runUntil(
            [&] { return stateOf(anna, chat, "vier") == storage::MessageState::Accepted; }));
        world.server.stop(); // acknowledged, and not yet tidied up
        AGREE(world);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), (Texts{"eins", "zwei", "drei", "vier"}));
    }

    void ackIsLost() {
        SimWorld world(7);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.loseNext("anna", Direction::ToClient, isAppended);
        world.say(anna, chat, "eins");
        world.say(anna, chat, "zwei");
        AGREE(world);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), (Texts{"eins", "zwei"}));
    }

    void pushIsLost() {
        SimWorld world(8);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.loseNext("bob", Direction::ToClient,
                       [](const wire::Frame& frame) { return frame.has_entry_push(); });
        world.say(anna, chat, "eins");
        AGREE(world);
    }

    /// The answer to a lost append is OK for sixty days, the entry itself is gone after thirty.
    void retryAfterTheEntryHasExpired() {
        SimWorld world(9);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        QVERIFY(world.settle().empty());
        world.loseNext("anna", Direction::ToClient, isAppended);
        world.say(anna, chat, "Hallo");
        world.run(10ms);
        anna.crash();
        world.run(10s);
        world.clock.setWall(world.clock.sinceEpoch() + std::chrono::hours(24 * 31));
        world.run(2min); // the server's housekeeping
        AGREE(world);
        QCOMPARE(stateOf(anna, chat, "Hallo"), storage::MessageState::Accepted);
        QCOMPARE(noticesOf(anna, chat, Notice::Kind::MessagesMissing), 1);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), Texts{"Hallo"});
    }

    void bothBeginAtOnce() {
        SimWorld world(10);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        world.link.quality = {20ms, 20ms};
        anna.startDirect(bob, "start");
        bob.startDirect(anna, "start");
        QVERIFY(world.runUntil([&] { return anna.directWith(bob) && bob.directWith(anna); }));
        world.say(anna, *anna.directWith(bob), "von Anna");
        world.say(bob, *bob.directWith(anna), "von Bob");
        AGREE(world);
        QCOMPARE(unwrap(anna.stores().conversations.all()).size(), 1U);
        QCOMPARE(unwrap(bob.stores().conversations.all()).size(), 1U);
        QCOMPARE(recordOf(anna, *anna.directWith(bob)).group,
                 recordOf(bob, *bob.directWith(anna)).group);
        QVERIFY(anna.outcome("start").answered && !anna.outcome("start").error);
        QVERIFY(bob.outcome("start").answered && !bob.outcome("start").error);
    }

    /// The loser learns that it exists, and dies before the Welcome comes.
    void bothBeginAndTheLoserCrashes() {
        SimWorld world(11);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        world.link.quality = {20ms, 20ms};
        anna.startDirect(bob, "start");
        bob.startDirect(anna, "start");
        QVERIFY(world.runUntil([&] { return anna.directWith(bob) && bob.directWith(anna); }));
        world.say(anna, *anna.directWith(bob), "von Anna");
        world.say(bob, *bob.directWith(anna), "von Bob");
        world.run(25ms);
        anna.crash();
        bob.crash();
        AGREE(world);
        QCOMPARE(unwrap(bob.stores().conversations.all()).size(), 1U);
    }

    /// Both have written before they know of each other's beginning: what waits keeps its row, its
    /// place and its order, and goes out in the conversation that remains under the id that it has
    /// there (transcripts compare ids).
    void whatWaitsKeepsItsPlaceWhenTheGroupMoves() {
        SimWorld world(18);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        world.link.quality = {20ms, 20ms};
        anna.startDirect(bob, "start");
        bob.startDirect(anna, "start");
        QVERIFY(world.runUntil([&] { return anna.directWith(bob) && bob.directWith(anna); }));
        for (const auto& [from, to] : {std::pair(&anna, &bob), std::pair(&bob, &anna)})
            for (const char* number : {" eins", " zwei", " drei"})
                world.say(*from, *from->directWith(*to), from->name() + number);
        const auto waiting = [](SimClient& client, SimClient& peer) {
            std::vector<std::tuple<std::string, MessageRow, storage::Place>> rows;
            const auto chat = *client.directWith(peer);
            for (const auto& message : unwrap(client.stores().messages.newest(chat, 100)).messages)
                if (message.state == storage::MessageState::Queued)
                    rows.emplace_back(message.text, message.row, message.place);
            return rows;
        };
        const auto annas = waiting(anna, bob);
        const auto bobs = waiting(bob, anna);
        QCOMPARE(annas.size() + bobs.size(), 6U);
        const auto groupOf = [](SimClient& client, SimClient& peer) {
            return recordOf(client, *client.directWith(peer)).group;
        };
        const auto before = std::pair(groupOf(anna, bob), groupOf(bob, anna));
        QVERIFY(world.runUntil(
            [&] { return std::pair(groupOf(anna, bob), groupOf(bob, anna)) != before; }));
        const bool annaMoved = groupOf(anna, bob) != before.first;
        QVERIFY(annaMoved ? waiting(anna, bob) == annas : waiting(bob, anna) == bobs);
        AGREE(world);
        for (const auto& [from, to] : {std::pair(&anna, &bob), std::pair(&bob, &anna)}) {
            Texts own;
            for (const std::string& text : textsOf(*to, *to->directWith(*from)))
                if (text.starts_with(from->name()))
                    own.push_back(text);
            QCOMPARE(own, (Texts{from->name() + " eins", from->name() + " zwei",
                                 from->name() + " drei"}));
        }
    }

    void notesToOneself() {
        SimWorld world(12);
        SimClient& anna = world.join("anna");
        anna.noteToSelf("note");
        QVERIFY(world.succeeds(anna, "note"));
        const auto note = unwrap(anna.stores().conversations.findSelf());
        QVERIFY(note);
        world.say(anna, note->id, "Milch kaufen");
        AGREE(world);
        QCOMPARE(stateOf(anna, note->id, "Milch kaufen"), storage::MessageState::Accepted);
    }

    /// A backlog of a thousand, in slices, and one receipt for all of it.
    void offlineMemberCatchesUp() {
        SimWorld world(13);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        bob.crash();
        for (int i = 0; i < 1'000; ++i)
            world.say(anna, chat, "Nachricht " + std::to_string(i));
        QVERIFY(world.runUntil([&] {
            return stateOf(anna, chat, "Nachricht 999") == storage::MessageState::Accepted;
        }));
        AGREE(world);
        const auto bobs = *bob.directWith(anna);
        QCOMPARE(textsOf(bob, bobs).size(), 1'000U);
        QCOMPARE(recordOf(bob, bobs).unread, 1'000);
        QCOMPARE(stateOf(anna, chat, "Nachricht 0"), storage::MessageState::Delivered);
        // One event for the backlog's last message, not a thousand.
        const auto arrivals = std::ranges::count_if(bob.events, [](const Event& event) {
            return std::holds_alternative<MessageArrived>(event);
        });
        QCOMPARE(arrivals, 1);
    }

    void seenIsRead() {
        SimWorld world(14);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        world.say(anna, chat, "eins");
        world.say(anna, chat, "zwei");
        QVERIFY(world.settle().empty());
        const auto bobs = *bob.directWith(anna);
        QCOMPARE(recordOf(bob, bobs).unread, 2);
        const auto newest = unwrap(bob.stores().messages.newest(bobs, 2));
        const auto last = newest.messages.front().row;
        QVERIFY(bob.profile().markSeen(bobs, {last}).ok());
        QCOMPARE(recordOf(bob, bobs).unread, 1); // the other was not on screen
        QVERIFY(bob.profile().markSeen(bobs, {last, newest.messages.back().row}).ok());
        QCOMPARE(recordOf(bob, bobs).unread, 0);
    }

    /// Another identity key than the known one: sending pauses until it is accepted.
    void changedKeyBarsSending() {
        SimWorld world(15);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        anna.seeIdentityKey(bob, storage::PublicKeyBytes(world.random.array<32>()));
        world.say(anna, chat, "Bist du es?");
        world.run(10s);
        QCOMPARE(stateOf(anna, chat, "Bist du es?"), storage::MessageState::Queued);
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        AGREE(world);
    }

    void nobodyIsAddedUnderAChangedKey() {
        SimWorld world(16);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        anna.seeIdentityKey(bob, storage::PublicKeyBytes(world.random.array<32>()));
        anna.startDirect(bob, "start");
        QVERIFY(!world.succeeds(anna, "start"));
        QCOMPARE(anna.outcome("start").error->code, ErrorCode::IdentityChanged);
        QVERIFY(!anna.directWith(bob));
    }
};

QTEST_GUILESS_MAIN(TestSendingStories)
#include "tst_sending_stories.moc"
