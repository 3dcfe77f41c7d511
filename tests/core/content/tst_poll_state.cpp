#include "base/limits.h"
#include "core/content/content.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>

using namespace kontor;
using namespace kontor::content;

namespace {

template <typename AnyId>
AnyId idOf(std::uint8_t number) {
    AnyId id;
    id.bytes.fill(number);
    return id;
}

Bytes voteFor(const MessageId& poll, std::uint32_t option) {
    return encodeVote(Vote{poll, {{OptionId(option), Answer::Yes}}}).content;
}

PollState lunch() {
    PollState state;
    state.asOf = Seq(40);
    state.poll = idOf<MessageId>(1);
    state.author = idOf<UserId>(2);
    state.device = idOf<DeviceId>(3);
    state.asked.title = "Lunch?";
    state.asked.options = {{OptionId(1), "Soup"}, {OptionId(2), "Rice"}};
    state.votes = {{idOf<UserId>(4), Seq(12), voteFor(state.poll, 1)},
                   {idOf<UserId>(5), Seq(0), voteFor(state.poll, 2)}};
    return state;
}

ErrorCode errorOf(const PollState& state) {
    const auto parsed = parsePollState(encodePollState(state).content);
    return parsed.ok() ? ErrorCode::Internal : parsed.error().code;
}

/// The same with one key put in place of what stands there.
Bytes with(const PollState& state, qint64 key, const QCborValue& value) {
    const auto bytes = encodePollState(state).content;
    auto map = QCborValue::fromCbor(QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                               static_cast<qsizetype>(bytes.size())))
                   .toMap();
    map[key] = value;
    const auto changed = map.toCborValue().toCbor();
    return {changed.begin(), changed.end()};
}

} // namespace

/// What a newcomer is told of a poll, parsed once and with bounds.
class TestPollState : public QObject {
    Q_OBJECT
private slots:
    void arrivesAsItWasSaid() {
        auto state = lunch();
        QVERIFY(parsePollState(encodePollState(state).content).value() == state);
        state.closed = PollState::Closed{Seq(39), PollClosing{state.poll}};
        QVERIFY(parsePollState(encodePollState(state).content).value() == state);
        SystemRandom random;
        const Origin from{random.id<OrganisationId>(), random.id<UserId>(), random.id<GroupId>()};
        const auto sealable = encode(state, from, random, Envelope{std::chrono::seconds(30)});
        QVERIFY(sealable.ok());
        const auto received = parse(sealable.value().bytes, from);
        QVERIFY(received.ok());
        QVERIFY(std::get<PollState>(received.value().body) == state);
        QCOMPARE(received.value().lifetime, Milliseconds(30'000));
    }

    void whatDoesNotBelongTogetherIsMalformed() {
        auto state = lunch();
        state.votes[0].vote = voteFor(idOf<MessageId>(9), 1); // of another poll
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
        state = lunch();
        state.votes[1].user = state.votes[0].user; // two of one user
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
        state = lunch();
        state.votes[0].seq = Seq(41); // behind what it tells of
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
        state = lunch();
        state.votes[0].vote = Bytes{1, 2, 3};
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
        state = lunch();
        state.closed = PollState::Closed{Seq(41), PollClosing{state.poll}};
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
        state.closed = PollState::Closed{Seq(39), PollClosing{idOf<MessageId>(9)}};
        QCOMPARE(errorOf(state), ErrorCode::Malformed);
    }

    void placesThatNoLogHasAreMalformed() {
        const auto at = [](std::uint64_t seq) {
            auto state = lunch();
            state.asOf = Seq(seq);
            state.votes[0].seq = Seq(seq);
            state.closed = PollState::Closed{Seq(seq), PollClosing{state.poll}};
            return parsePollState(encodePollState(state).content);
        };
        QVERIFY(at(limits::kGreatestSeq).ok());
        for (const std::uint64_t seq : {limits::kGreatestSeq + 1, std::uint64_t{1} << 63U,
                                        std::numeric_limits<std::uint64_t>::max()})
            QCOMPARE(at(seq).error().code, ErrorCode::Malformed);
    }

    void bytesFromOutside() {
        const auto bytes = encodePollState(lunch()).content;
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY(!parsePollState({bytes.data(), length}).ok());
        QCborArray many;
        for (int i = 0; i < 5'000; ++i)
            many << QCborArray{QByteArray(16, static_cast<char>(i)), 1, QByteArray()};
        QCOMPARE(parsePollState(with(lunch(), 6, many)).error().code, ErrorCode::Malformed);
        QCOMPARE(parsePollState(with(lunch(), 3, QByteArray(15, 'x'))).error().code,
                 ErrorCode::Malformed);
        QCOMPARE(parsePollState(with(lunch(), 5, QByteArray(100, 'x'))).error().code,
                 ErrorCode::Malformed);
        QCOMPARE(parsePollState(with(lunch(), 8, 1)).error().code, ErrorCode::VersionUnknown);
        QVERIFY(parsePollState(with(lunch(), 64, 1)).ok());
        QCOMPARE(parsePollState(with(lunch(), 0, 2)).error().code, ErrorCode::VersionUnknown);
    }
};

QTEST_GUILESS_MAIN(TestPollState)
#include "tst_poll_state.moc"
