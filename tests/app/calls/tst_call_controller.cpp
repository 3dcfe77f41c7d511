#include "app/calls/call_controller.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_media_engine.h"

#include <QTest>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

/// Somebody at a desk: a controller on a client in memory, an engine by hand. Signals and
/// candidates are carried by the test.
class Desk {
public:
    Desk(std::uint8_t number, const QString& name)
        : m_number(number) {
        person.id.bytes[0] = number;
        person.name = name;
        controller.setSelf(person.id);
    }

    void call(const Desk& other) {
        controller.start(ConversationId(1), other.person);
        box.drain();
    }
    void engineSays(const media::Event& event) {
        voices.one().tell(event);
        box.drain();
    }
    void describe(const std::string& name) {
        voices.one().describe(name);
        box.drain();
    }
    /// What it has sent since the last time, to the other desk.
    void carry(Desk& to, Milliseconds left = 40s) {
        box.drain();
        for (; m_carried < client.callSignals().size(); ++m_carried) {
            CallSignalled signal;
            signal.conversation = ConversationId(1);
            signal.sender = person;
            signal.signal = client.callSignals()[m_carried].signal;
            signal.left = left;
            const bool answers = std::holds_alternative<CallAnswer>(signal.signal.what);
            if (answers)
                signal.words = {"Alarm", "Bison", "Curry", "Delta"};
            to.controller.apply(signal);
            if (answers) {
                signal.side = TimelineEntry::Side::Own;
                controller.apply(signal);
            }
            to.box.drain();
        }
    }
    [[nodiscard]] CallPhase phase() const { return controller.call().phase; }
    void pass(Milliseconds time) {
        clock.advance(time);
        box.drain();
    }

    Person person;
    FakeClock clock;
    Mailbox box;
    FakeClient client{box, [](const Event&) {}, clock};
    FakeVoices voices;
    std::vector<CallOutcome> outcomes;
    std::optional<Error> error;
    int changes = 0;
    CallController controller{{client, clock, clock, box,
                               [this](media::Setup setup, media::Sink sink) {
                                   return voices(std::move(setup), std::move(sink));
                               },
                               [this] {
                                   CallId call;
                                   call.bytes[0] = m_number;
                                   call.bytes[1] = ++m_calls;
                                   return call;
                               }},
                              {[this] { ++changes; },
                               [this](CallOutcome outcome, const std::optional<Error>& why) {
                                   outcomes.push_back(outcome);
                                   error = why;
                               }}};

private:
    std::uint8_t m_number;
    std::uint8_t m_calls = 0;
    std::size_t m_carried = 0;
};

using Outcomes = std::vector<CallOutcome>;

void connectThem(Desk& anna, Desk& bob) {
    anna.call(bob);
    anna.describe("a");
    anna.carry(bob);
    bob.controller.accept();
    bob.box.drain();
    bob.describe("b");
    bob.carry(anna);
    anna.engineSays(media::event::Connected());
    bob.engineSays(media::event::Connected());
}

} // namespace

class TestCallController : public QObject {
    Q_OBJECT

private slots:
    void aWholeCall() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        QCOMPARE(anna.phase(), CallPhase::Preparing);
        QCOMPARE(anna.voices.one().asked, std::string("offer "));
        QCOMPARE(anna.controller.call().peer.name, QString("Bob"));
        anna.describe("a");
        QCOMPARE(anna.phase(), CallPhase::Calling);
        anna.carry(bob);
        QCOMPARE(bob.phase(), CallPhase::Ringing);
        QCOMPARE(bob.controller.call().peer.name, QString("Anna"));
        QVERIFY(bob.voices.open.empty()); // nobody listens before it is accepted
        bob.controller.accept();
        bob.box.drain();
        QCOMPARE(bob.voices.one().asked, std::string("answer(a) "));
        bob.describe("b");
        bob.carry(anna);
        QCOMPARE(anna.voices.one().asked, std::string("offer take(b) "));
        QCOMPARE(anna.voices.one().theirs->fingerprint[0], std::uint8_t{'b'});
        QCOMPARE(anna.controller.call().words.size(), std::size_t{4});
        QCOMPARE(bob.controller.call().words, anna.controller.call().words);
        anna.engineSays(media::event::Connected());
        QCOMPARE(anna.phase(), CallPhase::Active);
        QVERIFY(anna.controller.call().activeSince == anna.clock.steady());
        bob.engineSays(media::event::Connected());
        bob.controller.hangUp();
        QVERIFY(bob.voices.open.empty());
        bob.carry(anna);
        QVERIFY(anna.voices.open.empty());
        QCOMPARE(anna.outcomes, Outcomes{CallOutcome::PeerHungUp});
        QCOMPARE(bob.outcomes, Outcomes{CallOutcome::HungUp});
        QCOMPARE(anna.phase(), CallPhase::Idle);
        QVERIFY(anna.controller.call().words.empty());
        QCOMPARE(anna.clock.waiting(), std::size_t{0}); // no timer is left
    }

    void candidatesAreCarriedAndKept() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        anna.describe("a");
        const CallId call = anna.controller.call().call;
        // Bob's come as soon as they are found, but never before he has accepted.
        anna.carry(bob);
        bob.controller.apply(CallCandidatesArrived{ConversationId(1), call, {{0, "early"}}});
        QCOMPARE(bob.client.candidatesSent(), 0);
        bob.controller.accept();
        bob.box.drain();
        QCOMPARE(bob.voices.one().asked, std::string("answer(a) way(early) "));
        bob.engineSays(media::event::CandidateFound{{0, "mine"}});
        bob.pass(100ms);
        QCOMPARE(bob.client.candidatesSent(), 0);
        bob.describe("b");
        QCOMPARE(bob.client.candidatesSent(), 1);
        bob.engineSays(media::event::CandidateFound{{0, "two"}});
        bob.engineSays(media::event::CandidateFound{{0, "three"}});
        bob.pass(100ms);
        QCOMPARE(bob.client.candidatesSent(), 2); // together
        bob.pass(calls::kRepeat);
        QCOMPARE(bob.client.candidatesSent(), 3); // and again, as long as they look for a way
        bob.engineSays(media::event::Connected());
        bob.pass(30s);
        QCOMPARE(bob.client.candidatesSent(), 3);
        // Of calls that nobody knows little is kept.
        for (std::uint8_t i = 0; i < 200; ++i) {
            CallId stray;
            stray.bytes[15] = i;
            bob.controller.apply(CallCandidatesArrived{ConversationId(1), stray, {{0, "x"}}});
        }
        QCOMPARE(bob.phase(), CallPhase::Active);
    }

    void bothAtOnce() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        bob.call(anna);
        anna.describe("a");
        bob.describe("b");
        anna.carry(bob); // hers is the call: the lower id
        QCOMPARE(bob.phase(), CallPhase::Accepting);
        QCOMPARE(bob.voices.open.size(), std::size_t{1});
        QCOMPARE(bob.voices.one().asked, std::string("answer(a) "));
        bob.carry(anna);
        QCOMPARE(anna.phase(), CallPhase::Calling);
        bob.describe("b2");
        bob.carry(anna);
        QCOMPARE(anna.voices.one().asked, std::string("offer take(b2) "));
        QCOMPARE(anna.controller.call().call, bob.controller.call().call);
        QVERIFY(anna.outcomes.empty() && bob.outcomes.empty());
    }

    void whoIsBusySaysSo() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        connectThem(anna, bob);
        CallSignalled carla;
        carla.conversation = ConversationId(9);
        carla.sender.id.bytes[0] = 3;
        carla.signal.call.bytes[0] = 3;
        carla.signal.what = CallOffer{{"c", {}}, 45s};
        carla.left = 45s;
        bob.controller.apply(carla);
        bob.box.drain();
        QCOMPARE(bob.phase(), CallPhase::Active);
        const auto& sent = bob.client.callSignals().back();
        QCOMPARE(sent.conversation, ConversationId(9));
        QVERIFY(sent.signal == (CallSignal{carla.signal.call, CallEnd{CallEndReason::Busy}}));
    }

    void muteHoldsForTheWholeCallAndNoLonger() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        connectThem(anna, bob);
        anna.controller.setMuted(true);
        QVERIFY(anna.controller.call().muted);
        QVERIFY(anna.voices.one().asked.ends_with("mute "));
        anna.controller.hangUp();
        QVERIFY(!anna.controller.call().muted);
        anna.controller.setMuted(true);
        QVERIFY(!anna.controller.call().muted);
    }

    void aKilledPartner() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        connectThem(anna, bob);
        anna.engineSays(media::event::QualityChanged{media::event::Quality::Interrupted});
        QVERIFY(anna.controller.call().quality == media::event::Quality::Interrupted);
        anna.engineSays(media::event::Silent());
        QCOMPARE(anna.outcomes, Outcomes{CallOutcome::PeerLost});
        QVERIFY(std::get<CallEnd>(anna.client.callSignals().back().signal.what).reason ==
                CallEndReason::Lost);
    }

    void whatFailsIsSaid_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("outcome");
        QTest::newRow("microphone")
            << int(ErrorCode::MicrophoneGone) << int(CallOutcome::MediaFailed);
        QTest::newRow("no way") << int(ErrorCode::NotReachable) << int(CallOutcome::NoConnection);
    }
    void whatFailsIsSaid() {
        QFETCH(int, code);
        QFETCH(int, outcome);
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        anna.describe("a");
        anna.carry(bob);
        bob.controller.accept();
        bob.box.drain();
        bob.describe("b");
        bob.carry(anna);
        anna.engineSays(media::event::Failed{Error(ErrorCode(code))});
        QCOMPARE(anna.outcomes, Outcomes{CallOutcome(outcome)});
        QVERIFY(anna.voices.open.empty());
        anna.carry(bob);
        QCOMPARE(bob.outcomes, Outcomes{CallOutcome::PeerFailed});
    }

    void anotherCertificateIsAWarning() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        anna.describe("a");
        anna.carry(bob);
        bob.controller.accept();
        bob.box.drain();
        // The description names one certificate, the encrypted message another.
        bob.engineSays(media::event::Failed{Error(ErrorCode::Malformed, {"fingerprint"})});
        QCOMPARE(bob.outcomes, Outcomes{CallOutcome::WrongPeer});
        Desk carla(3, "Carla");
        Desk dave(4, "Dave");
        connectThem(carla, dave);
        carla.engineSays(media::event::WrongCertificate());
        QCOMPARE(carla.outcomes, Outcomes{CallOutcome::WrongPeer});
    }

    void anOfferThatCannotBeSentEndsTheCall() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        anna.client.failWith(Error(ErrorCode::NotReachable));
        anna.describe("a");
        anna.box.drain();
        QCOMPARE(anna.outcomes, Outcomes{CallOutcome::NotSent});
        QCOMPARE(anna.error->code, ErrorCode::NotReachable);
        QVERIFY(anna.voices.open.empty());
    }

    /// What an engine of an ended call still tells is of no account.
    void lateWordsOfAnOldEngine() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        anna.call(bob);
        const auto tell = anna.voices.one().tell;
        anna.controller.hangUp();
        anna.call(bob);
        tell(media::event::Failed{Error(ErrorCode::MicrophoneMissing)});
        anna.box.drain();
        QCOMPARE(anna.phase(), CallPhase::Preparing);
        QCOMPARE(anna.outcomes, Outcomes{CallOutcome::HungUp});
        // Nor before there was one: the servers' answer comes too late.
        anna.controller.hangUp();
        anna.controller.start(ConversationId(1), bob.person);
        anna.controller.hangUp();
        anna.box.drain();
        QVERIFY(anna.voices.open.empty());
    }

    void helpersAndWishesReachTheEngine() {
        Desk anna(1, "Anna");
        Desk bob(2, "Bob");
        CallServers servers;
        servers.turn = {"turn:relay.example:3478"};
        servers.username = "1:a";
        servers.password = "p";
        anna.client.setCallServers(servers);
        CallController::Wishes wishes;
        wishes.ways = media::Ways::RelayOnly;
        anna.controller.setWishes(wishes);
        anna.call(bob);
        const auto& setup = anna.voices.one().setup;
        QCOMPARE(setup.helpers.turn, servers.turn);
        QCOMPARE(setup.helpers.username, servers.username);
        QVERIFY(setup.ways == media::Ways::RelayOnly);
    }
};

QTEST_APPLESS_MAIN(TestCallController)
#include "tst_call_controller.moc"
