#include "core/content/content.h"
#include "crypto/random.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>

using namespace kontor;
using namespace kontor::content;

namespace {

Bytes cbor(const QCborMap& map) {
    const auto bytes = map.toCborValue().toCbor();
    return {bytes.begin(), bytes.end()};
}

Slot times(std::int64_t first, std::int64_t last) {
    return {Slot::Kind::Times, first, last};
}
Slot days(std::int64_t first, std::int64_t last) {
    return {Slot::Kind::Days, first, last};
}

constexpr qint64 kNoon = 1'796'040'000;
constexpr qint64 kDay = 20'787;

Poll dates() {
    Poll poll;
    poll.title = "When?";
    poll.options = {{OptionId(1), {}, times(kNoon, kNoon + 3'600)},
                    {OptionId(2), {}, times(kNoon, kNoon + 5'400)},
                    {OptionId(3), {}, days(kDay, kDay)},
                    {OptionId(4), {}, days(kDay, kDay + 6)}};
    poll.choices = Poll::Choices::Several;
    return poll;
}

/// None: it is read.
std::optional<ErrorCode> codeOf(const Poll& poll) {
    const auto parsed = parsePoll(encodePoll(poll).content);
    return parsed.ok() ? std::optional<ErrorCode>() : parsed.error().code;
}
std::optional<ErrorCode> pollCode(const QCborMap& map) {
    const auto parsed = parsePoll(cbor(map));
    return parsed.ok() ? std::optional<ErrorCode>() : parsed.error().code;
}
std::optional<ErrorCode> voteCode(const QCborMap& map) {
    const auto parsed = parseVote(cbor(map));
    return parsed.ok() ? std::optional<ErrorCode>() : parsed.error().code;
}

QCborMap question(const QCborArray& options) {
    return {{0, 1}, {1, 0}, {2, "When?"}, {3, options}, {4, 1}};
}
QCborMap lunchWith(int key, const QCborValue& value) {
    QCborMap map = question({QCborArray{1, "Soup"}, QCborArray{2, "Rice"}});
    map.insert(key, value);
    return map;
}
QCborMap slotsAre(const QCborValue& slot) {
    return question({QCborArray{1, slot}, QCborArray{2, QCborArray{1, kDay, kDay + 99}}});
}

template <typename Kind>
Kind thatArrives(const Kind& kind) {
    Origin origin;
    SystemRandom random;
    const auto sealable = encode(kind, origin, random);
    return std::get<Kind>(parse(sealable.value().bytes, origin).value().body);
}

PollResult result() {
    PollResult result{{1, 0}, {0, 1}, 2, std::vector<PollResult::Line>()};
    SystemRandom random;
    result.lines->push_back({random.id<UserId>(), {Answer::Yes, Answer::No}});
    result.lines->push_back({random.id<UserId>(), {Answer::No, Answer::IfNeedBe}, "not before 9"});
    return result;
}
QCborMap closingWith(const QCborValue& told) {
    return {{0, 1}, {1, 1}, {5, QByteArray(32, 'x')}, {10, told}};
}

} // namespace

class TestPollContent : public QObject {
    Q_OBJECT
private slots:
    void allThatAPollSaysArrives() {
        SystemRandom random;
        Poll poll = dates();
        QVERIFY(thatArrives(poll) == poll);
        poll.third = Poll::Third::Offered;
        poll.names = Poll::Names::Counted;
        poll.sealedTo = HpkeKeyPair::generate(random).publicKey;
        poll.deadline = std::chrono::seconds(kNoon);
        QVERIFY(thatArrives(poll) == poll);
    }
    void whatIsNotUsedIsNotWritten() {
        // Programs of before read what asks for nothing new.
        const Poll poll{"Lunch?", {{OptionId(1), "Soup"}, {OptionId(2), "Rice"}}};
        const QCborMap map{{0, 1},
                           {1, 0},
                           {2, "Lunch?"},
                           {3, QCborArray{QCborArray{1, "Soup"}, QCborArray{2, "Rice"}}},
                           {4, 0}};
        QVERIFY(encodePoll(poll).content == cbor(map));
    }
    void whatEndsAPollArrives() {
        SystemRandom random;
        const PollClosing plain{random.id<MessageId>()};
        QVERIFY(thatArrives(plain) == plain);
        const PollClosing telling{random.id<MessageId>(), result()};
        QVERIFY(thatArrives(telling) == telling);
        PollResult counts = result();
        counts.lines.reset();
        const PollClosing counted{random.id<MessageId>(), counts};
        QVERIFY(thatArrives(counted) == counted);
        const PollReopening again{random.id<MessageId>()};
        QVERIFY(thatArrives(again) == again);
    }
    void votesArrive() {
        SystemRandom random;
        Vote vote{random.id<MessageId>(), {{OptionId(1), Answer::Yes}}, "gladly"};
        QVERIFY(thatArrives(vote) == vote);
        QVERIFY(parseBallot(encodeBallot(vote.ballot())).value() == vote.ballot());
        QVERIFY(parseBallot(encodeBallot({})).value() == Ballot());
        vote = {random.id<MessageId>(), {}, {}, Bytes(300, 7)};
        QVERIFY(thatArrives(vote) == vote);
    }
    void slotsHaveBounds();
    void optionsAreTextsOrSlots();
    void whatALaterVersionAsksIsNotGuessedAt();
    void deadlinesHaveBounds();
    void keysThatOpenNothingAreRefused() {
        QCOMPARE(pollCode(lunchWith(7, QByteArray(31, 'x'))), ErrorCode::Malformed);
        QCOMPARE(pollCode(lunchWith(7, QByteArray(33, 'x'))), ErrorCode::Malformed);
        QCOMPARE(pollCode(lunchWith(7, QByteArray(32, '\0'))), ErrorCode::Malformed);
        QVERIFY(!pollCode(lunchWith(7, QByteArray(32, 'x'))));
    }
    void fiftyThousandOptionsAreNotKept() {
        QCborArray options;
        for (int number = 0; number < 50'000; ++number)
            options.append(QCborArray{number, QString::number(number)});
        QCOMPARE(pollCode(question(options)), ErrorCode::Malformed);
    }
    void resultsOfNoShapeAreRefused();
    void votesAreOpenOrSealed();
};

void TestPollContent::slotsHaveBounds() {
    using enum ErrorCode;
    const auto slot = [](qint64 kind, qint64 first, qint64 last) {
        return pollCode(slotsAre(QCborArray{kind, first, last}));
    };
    constexpr qint64 kDaySeconds = 86'400;
    QVERIFY(!slot(0, kNoon, kNoon + 60));
    QVERIFY(!slot(0, kLeastMoment, kMomentsEnd - 60));
    QVERIFY(!slot(1, kLeastMoment / kDaySeconds, kMomentsEnd / kDaySeconds - 1));
    QCOMPARE(slot(0, kNoon, kNoon), Malformed);
    QCOMPARE(slot(0, kNoon + 60, kNoon), Malformed);
    QCOMPARE(slot(0, kNoon + 1, kNoon + 60), Malformed);
    QCOMPARE(slot(0, kNoon, kNoon + 61), Malformed);
    QCOMPARE(slot(0, kLeastMoment - 60, kNoon), Malformed);
    QCOMPARE(slot(0, kNoon, kMomentsEnd), Malformed);
    QCOMPARE(slot(0, 0, 60), Malformed);
    QCOMPARE(slot(0, -60, 60), Malformed);
    QCOMPARE(slot(1, kDay, kDay - 1), Malformed);
    QCOMPARE(slot(1, 0, kDay), Malformed);
    QCOMPARE(slot(1, kDay, kMomentsEnd / kDaySeconds), Malformed);
    QCOMPARE(slot(1, kDay, std::numeric_limits<qint64>::max()), Malformed);
    QCOMPARE(pollCode(slotsAre(QCborArray{0, kNoon})), Malformed);
    QCOMPARE(pollCode(slotsAre(QCborArray{0, kNoon, kNoon + 60, 1})), Malformed);
    QCOMPARE(pollCode(slotsAre(QCborArray{})), Malformed);
    QCOMPARE(pollCode(slotsAre(QCborArray{0, "noon", kNoon})), Malformed);
}

void TestPollContent::optionsAreTextsOrSlots() {
    Poll poll = dates();
    QVERIFY(!codeOf(poll));
    poll.options[3] = {OptionId(4), "some day"};
    QCOMPARE(codeOf(poll), ErrorCode::Malformed);
    poll = dates();
    poll.options[1].slot = poll.options[0].slot;
    QCOMPARE(codeOf(poll), ErrorCode::Malformed);
    poll = dates();
    poll.options[0].text = "both";
    QVERIFY(!checkPoll(poll).ok());
    // The same numbers are another slot where they are days.
    poll = dates();
    poll.options.resize(2);
    poll.options[0].slot = days(kDay, kDay);
    poll.options[1].slot = days(kDay, kDay + 1);
    QVERIFY(!codeOf(poll));
}

void TestPollContent::whatALaterVersionAsksIsNotGuessedAt() {
    using enum ErrorCode;
    QCOMPARE(pollCode(slotsAre(QCborArray{2, "every Monday", 9})), VersionUnknown);
    QCOMPARE(pollCode(slotsAre(QCborArray{2})), VersionUnknown);
    QCOMPARE(pollCode(lunchWith(11, 1)), VersionUnknown);
    for (const int flag : {6, 8}) {
        QVERIFY(!pollCode(lunchWith(flag, 1)));
        QCOMPARE(pollCode(lunchWith(flag, 0)), Malformed);
        QCOMPARE(pollCode(lunchWith(flag, 2)), VersionUnknown);
        QCOMPARE(pollCode(lunchWith(flag, true)), Malformed);
    }
    const QByteArray id(32, 'x');
    QCOMPARE(pollCode({{0, 1}, {1, 3}, {5, id}}), VersionUnknown);
    QCOMPARE(pollCode({{0, 1}, {1, 2}, {5, id}, {6, 1}}), Malformed);
    QCOMPARE(pollCode({{0, 1}, {1, 2}, {2, "Again?"}, {5, id}}), Malformed);
    QCOMPARE(pollCode({{0, 1}, {1, 2}}), Malformed);
    QCOMPARE(pollCode(lunchWith(5, id)), Malformed);
}

void TestPollContent::deadlinesHaveBounds() {
    using enum ErrorCode;
    QVERIFY(!pollCode(lunchWith(9, kNoon)));
    QVERIFY(!pollCode(lunchWith(9, qint64{kLeastMoment})));
    QCOMPARE(pollCode(lunchWith(9, qint64{kLeastMoment - 1})), Malformed);
    QCOMPARE(pollCode(lunchWith(9, qint64{kMomentsEnd})), Malformed);
    QCOMPARE(pollCode(lunchWith(9, 0)), Malformed);
    QCOMPARE(pollCode(lunchWith(9, -1)), Malformed);
    QCOMPARE(pollCode(lunchWith(9, qint64{253'402'300'799})), Malformed); // the year 9999
    QCOMPARE(pollCode(lunchWith(9, std::numeric_limits<qint64>::max())), Malformed);
}

void TestPollContent::resultsOfNoShapeAreRefused() {
    using enum ErrorCode;
    const QByteArray user(16, 'u');
    const auto with = [](const QCborValue& line) {
        QCborArray lines;
        lines.append(line);
        return pollCode(closingWith(
            QCborMap{{1, QCborArray{1, 0}}, {2, QCborArray{0, 0}}, {3, 1}, {4, lines}}));
    };
    QVERIFY(!with(QCborArray{user, QByteArray("\1\0", 2)}));
    QVERIFY(!with(QCborArray{user, QByteArray("\1\0", 2), "gladly"}));
    QCOMPARE(with(QCborArray{user, QByteArray("\1\3", 2)}), Malformed);
    QCOMPARE(with(QCborArray{user, QByteArray("\1")}), Malformed);
    QCOMPARE(with(QCborArray{user, QByteArray("\1\0", 2), ""}), Malformed);
    QCOMPARE(with(QCborArray{user, QByteArray("\1\0", 2), "gladly", 1}), Malformed);
    QCOMPARE(with(QCborArray{user.left(15), QByteArray("\1\0", 2)}), Malformed);
    QCOMPARE(with(1), Malformed);
    QCOMPARE(pollCode(closingWith("two")), Malformed);
    QCOMPARE(pollCode(closingWith(QCborMap{})), Malformed);
    QCOMPARE(pollCode(closingWith(QCborMap{{1, QCborArray{1, 0}}, {3, 1}})), Malformed);
    QCOMPARE(pollCode(closingWith(QCborMap{{1, QCborArray{-1, 0}}, {2, QCborArray{0, 0}}, {3, 1}})),
             Malformed);
    QCOMPARE(pollCode(closingWith(
                 QCborMap{{1, QCborArray{1, 0}}, {2, QCborArray{0, 0}}, {3, 1}, {5, 1}})),
             VersionUnknown);
    QVERIFY(!pollCode(
        closingWith(QCborMap{{1, QCborArray{1, 0}}, {2, QCborArray{0, 0}}, {3, 1}, {64, 1}})));
    QCborMap reopening =
        closingWith(QCborMap{{1, QCborArray{1, 0}}, {2, QCborArray{0, 0}}, {3, 1}});
    reopening.insert(1, 2);
    QCOMPARE(pollCode(reopening), Malformed);
    QVERIFY(parsePollResult(encodePollResult(result())).ok());
}

void TestPollContent::votesAreOpenOrSealed() {
    using enum ErrorCode;
    const QByteArray id(32, 'x');
    const QCborArray yes{QCborArray{1, 1}};
    QVERIFY(!voteCode({{0, 1}, {1, id}, {2, yes}, {3, "gladly"}}));
    QVERIFY(!voteCode({{0, 1}, {1, id}, {4, QByteArray(300, 's')}}));
    QCOMPARE(voteCode({{0, 1}, {1, id}, {2, yes}, {4, QByteArray(300, 's')}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {3, "gladly"}, {4, QByteArray(300, 's')}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {3, "gladly"}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {2, QCborArray{}}, {3, "gladly"}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {2, yes}, {3, ""}}), Malformed);
    QVERIFY(!voteCode({{0, 1}, {1, id}, {2, yes}, {3, QString(256, 'x')}}));
    QCOMPARE(voteCode({{0, 1}, {1, id}, {2, yes}, {3, QString(257, 'x')}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {4, QByteArray(5'000, 's')}}), Malformed);
    QCOMPARE(voteCode({{0, 1}, {1, id}, {2, yes}, {5, 1}}), VersionUnknown);
    // A ballot names no poll.
    QVERIFY(parseBallot(cbor({{0, 1}, {2, yes}})).ok());
    QVERIFY(!parseBallot(cbor({{0, 1}, {1, id}, {2, yes}})).ok());
    QVERIFY(!parseBallot(cbor({{0, 1}, {4, QByteArray(300, 's')}})).ok());
    QVERIFY(!parseBallot(cbor({{0, 1}})).ok());
}

QTEST_GUILESS_MAIN(TestPollContent)
#include "tst_poll_content.moc"
