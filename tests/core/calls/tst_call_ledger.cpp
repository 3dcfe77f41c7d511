#include "core/calls/call_ledger.h"

#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

constexpr ConversationId kChat{7};
constexpr Milliseconds kThen{1'760'000'000'000};

UserId user(std::uint8_t number) {
    UserId id;
    id.bytes[0] = number;
    return id;
}
const UserId kAnna = user(1);
const UserId kBob = user(2);

PendingCall call(std::uint8_t number, const UserId& caller = kAnna, Milliseconds at = kThen) {
    PendingCall made;
    made.call.bytes[0] = number;
    made.conversation = kChat;
    made.caller = caller;
    made.callerDevice.bytes[3] = number;
    made.callerFingerprint.bytes[4] = number;
    made.offeredAt = at;
    made.ringFor = 45s;
    return made;
}

struct Outcome {
    CallResult result;
    std::chrono::seconds talked{0};
    friend bool operator==(const Outcome&, const Outcome&) = default;
};
std::optional<Outcome> outcome(const std::optional<CallLine>& line) {
    if (!line)
        return std::nullopt;
    return Outcome{line->result, line->talked};
}

} // namespace

class TestCallLedger : public QObject {
    Q_OBJECT

private slots:
    void whatACallWas_data() {
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("result");
        const auto row = [](const char* name, const UserId& by, CallEndReason reason,
                            CallResult result) {
            QTest::newRow(name) << int(by.bytes[0]) << int(reason) << int(result);
        };
        row("caller gives up", kAnna, CallEndReason::HungUp, CallResult::Unanswered);
        row("time runs out", kAnna, CallEndReason::NoAnswer, CallResult::Unanswered);
        row("caller's microphone fails", kAnna, CallEndReason::Failed, CallResult::Failed);
        row("callee declines", kBob, CallEndReason::Declined, CallResult::Declined);
        row("callee is busy", kBob, CallEndReason::Busy, CallResult::Busy);
        row("callee's microphone fails", kBob, CallEndReason::Failed, CallResult::Failed);
    }
    void whatACallWas() {
        QFETCH(int, by);
        QFETCH(int, reason);
        QFETCH(int, result);
        CallLedger ledger;
        QVERIFY(!ledger.offer(call(1)));
        const auto line = ledger.end(call(1).call, kChat, user(std::uint8_t(by)),
                                     CallEndReason(reason), kThen + 5s);
        QCOMPARE(outcome(line), std::optional(Outcome{CallResult(result)}));
        QCOMPARE(line->caller, kAnna);
        QVERIFY(ledger.pending().empty());
        QCOMPARE(line->isMissedBy(kAnna), false);
        const bool missed =
            CallResult(result) == CallResult::Unanswered || CallResult(result) == CallResult::Busy;
        QCOMPARE(line->isMissedBy(kBob), missed);
        // Whoever ends it as well is late.
        QVERIFY(!ledger.end(call(1).call, kChat, kBob, CallEndReason::HungUp, kThen + 6s));
    }

    void anAnsweredCallHasALength() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        QVERIFY(!ledger.answer(call(1).call, kChat, kAnna, kThen + 3s)); // not by the caller
        QVERIFY(!ledger.answer(call(1).call, ConversationId(8), kBob, kThen + 3s));
        const auto answered = ledger.answer(call(1).call, kChat, kBob, kThen + 4s);
        QCOMPARE(answered->callerFingerprint, call(1).callerFingerprint);
        QVERIFY(!ledger.answer(call(1).call, kChat, kBob, kThen + 5s)); // once
        QVERIFY(ledger.expire(kThen + 24h).empty());
        QCOMPARE(outcome(ledger.end(call(1).call, kChat, kBob, CallEndReason::HungUp, kThen + 64s)),
                 std::optional(Outcome{CallResult::Talked, 60s}));
    }

    void aLostCallHasNone() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        (void)ledger.answer(call(1).call, kChat, kBob, kThen + 4s);
        QCOMPARE(outcome(ledger.end(call(1).call, kChat, kBob, CallEndReason::Lost, kThen + 9h)),
                 std::optional(Outcome{CallResult::Talked, 0s}));
    }

    void theOrderOfTheLogDecides() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        QVERIFY(ledger.end(call(1).call, kChat, kAnna, CallEndReason::HungUp, kThen + 3s));
        QVERIFY(!ledger.answer(call(1).call, kChat, kBob, kThen + 3s));
    }

    void whatGaveWayHasNoLine() {
        CallLedger ledger;
        (void)ledger.offer(call(1, kAnna));
        QVERIFY(!ledger.offer(call(2, kBob))); // both at once
        QVERIFY(!ledger.end(call(2).call, kChat, kBob, CallEndReason::Withdrawn, kThen + 1s));
        QVERIFY(ledger.answer(call(1).call, kChat, kBob, kThen + 2s));
        QCOMPARE(ledger.pending().size(), std::size_t{1});
    }

    void aSecondOfferEndsTheFirst() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        QVERIFY(!ledger.offer(call(1))); // the same once more
        QCOMPARE(outcome(ledger.offer(call(2))), std::optional(Outcome{CallResult::Unanswered}));
        QCOMPARE(ledger.pending().size(), std::size_t{1});
    }

    /// The entry's time decides, so that all who read it decide alike.
    void nobodyAnswersAnOldCall() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        QVERIFY(!ledger.answer(call(1).call, kChat, kBob, kThen + 56s));
        QVERIFY(ledger.expire(kThen + 55s).empty());
        QCOMPARE(ledger.nextExpiry(), std::optional<Milliseconds>(kThen + 55s));
        const auto lines = ledger.expire(kThen + 55s + 1ms);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].result, CallResult::Unanswered);
        QVERIFY(!ledger.nextExpiry());
    }

    void itIsBounded() {
        CallLedger ledger;
        for (int i = 0; i < 200; ++i) {
            auto some = call(std::uint8_t(i));
            some.conversation = ConversationId(i);
            (void)ledger.offer(some);
        }
        QCOMPARE(ledger.pending().size(), CallLedger::kGreatest);
        QVERIFY(CallLedger::parse(ledger.encode()).ok());
    }

    void itIsKept() {
        CallLedger ledger;
        (void)ledger.offer(call(1));
        (void)ledger.offer(call(2, kBob));
        (void)ledger.answer(call(2).call, kChat, kAnna, kThen + 1s);
        const Bytes stored = ledger.encode();
        QVERIFY(CallLedger::parse(stored).value().pending() == ledger.pending());
        QVERIFY(CallLedger::parse(CallLedger().encode()).value().pending().empty());
        QVERIFY(!CallLedger::parse({}).ok());
        QVERIFY(!CallLedger::parse(ByteView(stored).first(stored.size() - 1)).ok());
        CallLine line;
        line.result = CallResult::Declined;
        line.talked = 207s;
        const auto detail = parseCallLine(line.encode()).value();
        QCOMPARE(detail.result, CallResult::Declined);
        QCOMPARE(detail.talked, 207s);
        auto newer = line.encode();
        newer[0] = 9;
        QCOMPARE(parseCallLine(newer).error().code, ErrorCode::VersionUnknown);
        newer[0] = 1;
        newer[1] = 77;
        QCOMPARE(parseCallLine(newer).error().code, ErrorCode::Malformed);
    }
};

QTEST_APPLESS_MAIN(TestCallLedger)
#include "tst_call_ledger.moc"
