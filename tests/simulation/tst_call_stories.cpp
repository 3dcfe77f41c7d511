#include "core/conversations/timeline.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

CallDescription description(std::uint8_t number) {
    CallDescription made;
    made.sdp = "v=0 " + std::to_string(number);
    made.fingerprint.bytes.fill(number);
    return made;
}

CallId callId(std::uint8_t number) {
    CallId call;
    call.bytes.fill(number);
    return call;
}

CallSignal offer(std::uint8_t number) {
    return {callId(number), CallOffer{description(number), 45s}};
}
CallSignal answer(std::uint8_t number) {
    return {callId(number), CallAnswer{description(static_cast<std::uint8_t>(number + 100))}};
}
CallSignal end(std::uint8_t number, CallEndReason reason = CallEndReason::HungUp) {
    return {callId(number), CallEnd{reason}};
}

bool sends(SimClient& client, ConversationId conversation, const CallSignal& signal) {
    return client.profile().calls().send(conversation, signal).ok();
}

std::vector<CallSignalled> heard(const SimClient& client) {
    std::vector<CallSignalled> all;
    for (const Event& event : client.events)
        if (const auto* signal = std::get_if<CallSignalled>(&event))
            all.push_back(*signal);
    return all;
}

/// What rang: offers that were told with time left.
int rung(const SimClient& client) {
    const auto all = heard(client);
    return static_cast<int>(std::ranges::count_if(all, [](const CallSignalled& signal) {
        return std::holds_alternative<CallOffer>(signal.signal.what) && signal.left > 0ms;
    }));
}

/// "missed talked 60", newest last.
std::string lines(SimClient& client, ConversationId conversation) {
    std::string words;
    Timeline timeline(client.database().writer(), client.user());
    const auto page = unwrap(client.stores().messages.newest(conversation, 100));
    for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message) {
        const auto entry = unwrap(timeline.entry(*message));
        if (entry.kind != EntryKind::Call)
            continue;
        const char* results[] = {"", "talked", "unanswered", "declined", "busy", "failed"};
        words += entry.call->missed == CallView::Missed::Yes
                     ? "missed"
                     : results[static_cast<int>(entry.call->result)];
        if (entry.call->talked > 0s)
            words += " " + std::to_string(entry.call->talked.count());
        words += entry.side == TimelineEntry::Side::Own ? " (own) " : " ";
    }
    return words;
}

} // namespace

/// Calls through the real core and the real server, without sound: what rings, and what the
/// timeline says afterwards (docs/calls.md).
class TestCallStories : public QObject {
    Q_OBJECT

private slots:
    void aCallAndItsLine() {
        SimWorld world(1);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        QVERIFY(sends(anna, annas, offer(1)));
        world.run(500ms);
        QCOMPARE(rung(bob), 1);
        QVERIFY(heard(bob).back().sender.id == anna.user());
        QVERIFY(heard(bob).back().signal == offer(1));
        QVERIFY(sends(bob, bobs, answer(1)));
        world.run(500ms);
        // Both have the same four words.
        QVERIFY(heard(anna).back().signal == answer(1));
        QCOMPARE(heard(anna).back().words.size(), std::size_t{4});
        QVERIFY(heard(bob).back().side == TimelineEntry::Side::Own);
        QVERIFY(heard(bob).back().words == heard(anna).back().words);
        world.run(59s);
        QVERIFY(sends(anna, annas, end(1)));
        world.run(1s);
        QVERIFY(heard(bob).back().signal == end(1));
        const auto line = lines(bob, bobs);
        QVERIFY2(line == "talked 59 " || line == "talked 60 ", line.c_str());
        QCOMPARE(lines(anna, annas), line.substr(0, line.size() - 1) + " (own) ");
        QCOMPARE(recordOf(bob, bobs).unread, 0);
        AGREE(world);
    }

    void aMissedCallCounts() {
        SimWorld world(2);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        QVERIFY(sends(anna, annas, offer(1)));
        world.run(500ms);
        QVERIFY(sends(anna, annas, end(1, CallEndReason::NoAnswer)));
        world.run(500ms);
        QCOMPARE(lines(anna, annas), std::string("unanswered (own) "));
        QCOMPARE(lines(bob, bobs), std::string("missed "));
        QCOMPARE(recordOf(bob, bobs).unread, 1);
        QCOMPARE(recordOf(anna, annas).unread, 0);
        AGREE(world);
    }

    /// The caller gave up while the callee was offline, or was killed: a line, and no ring.
    void whoWasAwayFindsALineAndNoGhost_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("gave up") << "gave up";
        QTest::newRow("killed") << "killed";
        QTest::newRow("killed for good") << "killed for good";
    }
    void whoWasAwayFindsALineAndNoGhost() {
        QFETCH(QString, how);
        SimWorld world(3);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        bob.crash();
        QVERIFY(sends(anna, annas, offer(1)));
        world.run(10s);
        if (how == "gave up")
            QVERIFY(sends(anna, annas, end(1)));
        else
            anna.crash();
        world.run(5s);
        if (how == "killed") {
            anna.open(); // which finds that it is in no call
            world.run(5s);
        }
        if (how == "killed for good")
            world.run(60s);
        // A clock that is wrong by hours rings nobody either.
        bob.setClockAhead(-3h);
        bob.open();
        world.run(5s);
        QCOMPARE(rung(bob), 0);
        world.run(2min);
        QCOMPARE(rung(bob), 0);
        QCOMPARE(lines(bob, bobs), std::string("missed "));
        QCOMPARE(recordOf(bob, bobs).unread, 1);
        if (!anna.isOpen())
            anna.open();
        AGREE(world);
        QCOMPARE(lines(anna, annas), std::string("unanswered (own) "));
        QCOMPARE(lines(bob, bobs), std::string("missed "));
    }

    void whoComesInTimeIsRung() {
        SimWorld world(4);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        bob.crash();
        QVERIFY(sends(anna, annas, offer(1)));
        world.run(30s);
        bob.open();
        world.run(3s);
        QCOMPARE(rung(bob), 1);
        const auto left = heard(bob).back().left;
        QVERIFY(left > 8s && left < 15s);
    }

    void whoAnsweredIsNotRungAgain() {
        SimWorld world(5);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        QVERIFY(sends(anna, annas, offer(1)));
        world.run(500ms);
        bob.keepCopy("ringing");
        QVERIFY(sends(bob, bobs, answer(1)));
        world.run(500ms);
        bob.events.clear();
        bob.crash();
        bob.open();
        world.run(5s);
        // The program that was in the call is gone: the other side is told at once.
        QCOMPARE(rung(bob), 0);
        QVERIFY(heard(anna).back().signal == end(1, CallEndReason::Lost));
        AGREE(world);
        QCOMPARE(lines(anna, annas), std::string("talked (own) "));
        QCOMPARE(lines(bob, bobs), std::string("talked "));
    }

    void bothAtOnceIsOneLine() {
        SimWorld world(6);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        QVERIFY(sends(anna, annas, offer(1)));
        QVERIFY(sends(bob, bobs, offer(2)));
        world.run(500ms);
        QVERIFY(sends(bob, bobs, end(2, CallEndReason::Withdrawn)));
        QVERIFY(sends(bob, bobs, answer(1)));
        world.run(5s);
        QVERIFY(sends(bob, bobs, end(1)));
        AGREE(world);
        const auto line = lines(bob, bobs);
        QVERIFY2(line == "talked 5 " || line == "talked 4 ", line.c_str());
        QVERIFY(lines(anna, annas).starts_with("talked"));
    }

    void candidatesReachWhoIsThere() {
        SimWorld world(7);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto annas = world.chat(anna, bob);
        const auto bobs = *bob.directWith(anna);
        const std::vector<CallCandidate> ways{{0, "1 1 UDP 1 192.0.2.1 4000 typ host"}};
        QVERIFY(anna.profile().calls().sendCandidates(annas, callId(1), ways).ok());
        world.run(500ms);
        const auto arrived = [&] {
            std::vector<CallCandidatesArrived> all;
            for (const Event& event : bob.events)
                if (const auto* some = std::get_if<CallCandidatesArrived>(&event))
                    all.push_back(*some);
            return all;
        };
        QCOMPARE(arrived().size(), std::size_t{1});
        QVERIFY(arrived()[0].conversation == bobs && arrived()[0].call == callId(1));
        QVERIFY(arrived()[0].candidates == ways);
        // Not stored: whoever was away never hears of them.
        bob.crash();
        QVERIFY(anna.profile().calls().sendCandidates(annas, callId(1), ways).ok());
        world.run(500ms);
        bob.open();
        world.run(2s);
        QCOMPARE(arrived().size(), std::size_t{1});
        // Of more than one message may carry, the first.
        QVERIFY(anna.profile()
                    .calls()
                    .sendCandidates(annas, callId(1), std::vector<CallCandidate>(100, ways[0]))
                    .ok());
        world.run(500ms);
        QCOMPARE(arrived().back().candidates.size(), std::size_t{48});
    }

    void callsAreRefusedWhereTheyMakeNoSense() {
        SimWorld world(8);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const auto chat = world.chat(anna, bob);
        const auto group = world.group("Rat", anna, {&bob});
        const auto refusal = [&](ConversationId conversation, const CallSignal& signal) {
            const auto sent = anna.profile().calls().send(conversation, signal);
            return sent.ok() ? std::string("sent") : std::string(nameOf(sent.error().code));
        };
        QCOMPARE(refusal(group, offer(1)), std::string("NotAllowed"));
        QCOMPARE(refusal(ConversationId(99), offer(1)), std::string("ConversationUnknown"));
        SignaturePublicKey other;
        other.bytes.fill(3);
        anna.seeIdentityKey(bob, storage::PublicKeyBytes(other.bytes));
        QCOMPARE(refusal(chat, offer(1)), std::string("IdentityChanged"));
        QVERIFY(anna.trust(bob, Trust::FirstUse).ok());
        world.server.stop();
        world.run(10s);
        QCOMPARE(refusal(chat, offer(1)), std::string("NotReachable"));
        QCOMPARE(refusal(chat, end(1)), std::string("sent")); // it may wait
    }
};

QTEST_GUILESS_MAIN(TestCallStories)
#include "tst_call_stories.moc"
