#include "tests/core/calls/two_sides.h"

#include <QTest>

using namespace kontor;
using namespace kontor::call_event;
using namespace std::chrono_literals;
using test::CallWeather;
using test::TwoSides;

namespace {

constexpr auto Anna = TwoSides::Anna;
constexpr auto Bob = TwoSides::Bob;
using Outcomes = std::vector<CallOutcome>;

/// A hand that presses something now and then.
CallEvent anyPress(test::SeededRandom& random) {
    switch (random.below(6)) {
    case 0:
        return HangUp();
    case 1:
        return Decline();
    default:
        return Accept();
    }
}

/// A run of people who call, accept, decline, hang up, lose their connection and kill programs.
/// Returns what was broken, or nothing.
std::string anyRun(std::uint64_t seed, const CallWeather& weather) {
    TwoSides sides(seed, weather);
    auto& random = sides.random();
    const auto steps = 3 + random.below(25);
    for (std::uint64_t i = 0; i < steps && sides.broken().empty(); ++i) {
        const auto who = random.once(2) ? Anna : Bob;
        if (random.once(12))
            sides.kill(who);
        else if (random.once(10))
            sides.disconnect(who);
        else if (random.once(3))
            sides.start(who);
        else
            sides.give(who, anyPress(random));
        if (random.once(3)) {
            sides.connect(Anna);
            sides.connect(Bob);
        }
        sides.run(Milliseconds(random.once(3) ? random.below(30'000) : random.below(1'500)));
    }
    sides.connect(Anna);
    sides.connect(Bob);
    sides.run(120s); // longer than any timer
    if (!sides.broken().empty())
        return sides.broken();
    const bool bothIdle =
        sides.state(Anna).phase == CallPhase::Idle && sides.state(Bob).phase == CallPhase::Idle;
    if (!bothIdle && !sides.together())
        return "they are neither together nor apart";
    return {};
}

} // namespace

class TestCallState : public QObject {
    Q_OBJECT

private slots:
    void aCallIsAnsweredAndHungUp() {
        TwoSides sides(1, {});
        sides.start(Anna);
        sides.run(2s);
        QVERIFY(sides.ringing(Bob));
        QCOMPARE(sides.state(Bob).peer, sides.state(Anna).self);
        sides.give(Bob, Accept());
        sides.run(8s);
        QVERIFY(sides.together());
        QCOMPARE(sides.state(Anna).direction, CallState::Direction::Outgoing);
        QCOMPARE(sides.state(Bob).direction, CallState::Direction::Incoming);
        sides.give(Bob, HangUp());
        sides.run(2s);
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::HungUp});
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::PeerHungUp});
        QCOMPARE(sides.broken(), std::string());
    }

    void declineAndBusyAreSaid() {
        TwoSides sides(2, {});
        sides.start(Anna);
        sides.run(2s);
        sides.give(Bob, Decline());
        sides.run(2s);
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::DeclinedHere});
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::PeerDeclined});

        // Bob speaks with somebody else.
        OfferIn third;
        third.call.bytes[0] = 9;
        third.conversation = ConversationId(2);
        third.caller.bytes[0] = 9;
        third.left = 45s;
        const auto busy = stepCall(sides.state(Anna), OfferIn(third));
        QCOMPARE(busy.state.phase, CallPhase::Ringing);
        OfferIn other = third;
        other.call.bytes[0] = 10;
        other.conversation = ConversationId(3);
        const auto refused = stepCall(busy.state, other);
        QCOMPARE(refused.state.call, third.call);
        QCOMPARE(refused.actions.size(), std::size_t{1});
        const auto& said = std::get<call_action::Send>(refused.actions.front());
        QCOMPARE(said.conversation, ConversationId(3));
        QCOMPARE(said.signal, (CallSignal{other.call, CallEnd{CallEndReason::Busy}}));
        // The same entry once more says nothing twice.
        QVERIFY(stepCall(refused.state, other).actions.empty());
        const auto heard = stepCall(
            [] {
                CallState calling;
                calling.phase = CallPhase::Calling;
                calling.call.bytes[0] = 10;
                return calling;
            }(),
            EndIn{other.call, CallEndReason::Busy});
        QCOMPARE(heard.state.phase, CallPhase::Idle);
        QCOMPARE(std::get<call_action::TellEnd>(heard.actions.back()).outcome,
                 CallOutcome::PeerBusy);
    }

    void nobodyAnswers() {
        TwoSides sides(3, {});
        sides.start(Anna);
        sides.run(calls::kRing - 1s);
        QVERIFY(sides.ringing(Bob));
        sides.run(4s);
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::NoAnswer});
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::Missed});
    }

    void theCallerGivesUp() {
        TwoSides sides(4, {});
        sides.start(Anna);
        sides.run(3s);
        sides.give(Anna, HangUp());
        sides.run(1s);
        QVERIFY(!sides.ringing(Bob));
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::Missed});
    }

    /// Nothing rings that is over, however it is read later.
    void whoComesLateIsNotRung() {
        for (const bool givesUp : {true, false}) {
            TwoSides sides(5, {});
            sides.disconnect(Bob);
            sides.start(Anna);
            sides.run(10s);
            if (givesUp)
                sides.give(Anna, HangUp());
            else
                sides.run(60s);
            sides.run(2s);
            sides.connect(Bob);
            QVERIFY(!sides.ringing(Bob));
            sides.run(2s);
            QCOMPARE(sides.state(Bob).phase, CallPhase::Idle);
        }
    }

    void whoComesInTimeIsRungForTheRest() {
        TwoSides sides(6, {});
        sides.disconnect(Bob);
        sides.start(Anna);
        sides.run(30s);
        sides.connect(Bob);
        QVERIFY(sides.ringing(Bob));
        sides.give(Bob, Accept());
        sides.run(8s);
        QVERIFY(sides.together());
    }

    /// No message says that a program was killed: the ring ends without a sign of it.
    void aDeadCallerDoesNotRingOn() {
        TwoSides sides(7, {});
        sides.start(Anna);
        sides.run(3s);
        QVERIFY(sides.ringing(Bob));
        sides.kill(Anna);
        sides.run(calls::kNoSign + 4s);
        QVERIFY(!sides.ringing(Bob));
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::Missed});
    }

    void aKilledPartnerEndsTheCallWithinTwentySeconds() {
        TwoSides sides(8, {});
        sides.start(Anna);
        sides.run(2s);
        sides.give(Bob, Accept());
        sides.run(8s);
        QVERIFY(sides.together());
        sides.kill(Bob);
        sides.run(20s);
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::PeerLost});
    }

    void aKilledCalleeEndsTheConnectingWithinTwentySeconds() {
        TwoSides sides(9, {});
        sides.start(Anna);
        sides.run(2s);
        sides.give(Bob, Accept());
        sides.run(400ms);
        sides.kill(Bob);
        sides.run(60s);
        QCOMPARE(sides.state(Anna).phase, CallPhase::Idle);
        QCOMPARE(sides.outcomes(Anna).size(), std::size_t{1});
    }

    /// Whoever is first, and however the log orders it: one call, nobody has to accept.
    void bothAtOnceIsOneCall() {
        CallWeather weather;
        weather.loseCandidates = 0; // it is about signals
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            TwoSides sides(seed, weather);
            const bool annaFirst = sides.random().once(2);
            sides.start(annaFirst ? Anna : Bob);
            sides.run(Milliseconds(sides.random().below(300)));
            sides.start(annaFirst ? Bob : Anna);
            // Nobody touches anything, except where one offer was read before the other began.
            sides.run(1500ms);
            if (sides.ringing(Anna))
                sides.give(Anna, Accept());
            if (sides.ringing(Bob))
                sides.give(Bob, Accept());
            sides.run(12s);
            QVERIFY2(sides.together(), qPrintable(QString("seed %1").arg(seed)));
            QVERIFY2(sides.outcomes(Anna).empty() && sides.outcomes(Bob).empty(),
                     qPrintable(QString("seed %1").arg(seed)));
            QCOMPARE(sides.broken(), std::string());
        }
    }

    void aWrongCertificateEndsTheCallWithAWarning() {
        TwoSides sides(10, {});
        sides.start(Anna);
        sides.run(2s);
        sides.give(Bob, Accept());
        sides.run(8s);
        sides.give(Anna, WrongCertificate());
        sides.run(2s);
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::WrongPeer});
        QCOMPARE(sides.outcomes(Bob), Outcomes{CallOutcome::PeerFailed});
    }

    void aMissingMicrophoneIsToldToBoth() {
        CallWeather weather;
        weather.mediaFails = 1;
        TwoSides sides(11, weather);
        sides.start(Anna);
        sides.run(2s);
        QCOMPARE(sides.outcomes(Anna), Outcomes{CallOutcome::MediaFailed});
        QCOMPARE(sides.entries(), std::size_t{0}); // nobody was called
    }

    void anyRunEndsWell_data() {
        QTest::addColumn<int>("latest");
        QTest::addColumn<int>("faults");
        QTest::newRow("as the log promises") << 300 << 0;
        QTest::newRow("slow") << 20'000 << 0;
        QTest::newRow("lost and doubled") << 300 << 6;
        QTest::newRow("slow, lost and doubled") << 8'000 << 6;
    }
    void anyRunEndsWell() {
        QFETCH(int, latest);
        QFETCH(int, faults);
        CallWeather weather;
        weather.latest = static_cast<std::uint64_t>(latest);
        weather.loseSignal = weather.doubleSignal = static_cast<std::uint64_t>(faults);
        weather.mediaFails = weather.noWay = faults == 0 ? 0U : 8U;
        const auto wanted = qEnvironmentVariableIntValue("KONTOR_SEED");
        const std::uint64_t first = wanted != 0 ? static_cast<std::uint64_t>(wanted) : 1;
        const std::uint64_t last = wanted != 0 ? first : 4'000;
        for (std::uint64_t seed = first; seed <= last; ++seed) {
            const auto broken = anyRun(seed, weather);
            QVERIFY2(
                broken.empty(),
                qPrintable(
                    QString("KONTOR_SEED=%1: %2").arg(seed).arg(QString::fromStdString(broken))));
        }
    }
};

QTEST_APPLESS_MAIN(TestCallState)
#include "tst_call_state.moc"
