#include "core/content/call_candidates.h"
#include "core/content/content.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>

using namespace kontor;
using namespace kontor::content;
using namespace std::chrono_literals;

namespace {

CallSignal signal(auto what) {
    CallSignal signal;
    signal.call.bytes.fill(0x11);
    signal.what = std::move(what);
    return signal;
}

CallDescription description() {
    CallDescription made;
    made.sdp = "v=0\r\n";
    made.fingerprint.bytes.fill(0x22);
    return made;
}

std::optional<CallSignal> arrived(const CallSignal& sent) {
    SystemRandom random;
    const Origin origin{random.id<OrganisationId>(), random.id<UserId>(), random.id<GroupId>()};
    const auto sealable = encode(Call{sent}, origin, random);
    const auto received = parse(sealable.value().bytes, origin);
    if (!received.ok())
        return std::nullopt;
    const auto* call = std::get_if<Call>(&received.value().body);
    return call == nullptr ? std::nullopt : std::optional(call->signal);
}

Bytes cbor(const QCborValue& value) {
    const auto bytes = value.toCbor();
    return {bytes.begin(), bytes.end()};
}

QCborMap offerMap() {
    return {{0, 1},
            {1, 1},
            {2, QByteArray(16, 'i')},
            {3, QStringLiteral("v=0")},
            {4, QByteArray(32, 'f')},
            {5, 45}};
}

Result<Call> parsed(const QCborMap& map) {
    return parseCall(cbor(map.toCborValue()));
}

} // namespace

class TestCallContent : public QObject {
    Q_OBJECT

private slots:
    void signalsArrive() {
        const auto offer = signal(CallOffer{description(), 45s});
        QVERIFY(arrived(offer) == offer);
        const auto answer = signal(CallAnswer{description()});
        QVERIFY(arrived(answer) == answer);
        for (const auto reason :
             {CallEndReason::HungUp, CallEndReason::Declined, CallEndReason::Busy,
              CallEndReason::NoAnswer, CallEndReason::Failed, CallEndReason::Lost,
              CallEndReason::Withdrawn}) {
            const auto end = signal(CallEnd{reason});
            QVERIFY(arrived(end) == end);
        }
    }

    /// What another program of today's version writes and reads.
    void bytesAreThoseOfTheSpecification() {
        const auto end = encodeCall(Call{signal(CallEnd{CallEndReason::Declined})});
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(end.content.data()),
                            static_cast<qsizetype>(end.content.size()))
                     .toHex(),
                 QByteArray("a400010103025011111111111111111111111111111111"
                            "0602"));
        QCOMPARE(end.contentType, std::string("application/vnd.kontor.call+cbor"));
    }

    void offersOfNoSenseAreRefused() {
        QVERIFY(parsed(offerMap()).ok());
        for (const int key : {1, 2, 3, 4, 5}) {
            auto lacking = offerMap();
            lacking.remove(key);
            QVERIFY2(!parsed(lacking).ok(), qPrintable(QString::number(key)));
        }
        const auto with = [](int key, const QCborValue& value) {
            auto map = offerMap();
            map.insert(key, value);
            return parsed(map);
        };
        QVERIFY(!with(2, QByteArray(15, 'i')).ok());
        QVERIFY(!with(3, QString(Call::kGreatestSdp + 1, QLatin1Char('x'))).ok());
        QVERIFY(!with(3, QString()).ok());
        QVERIFY(!with(4, QByteArray(33, 'f')).ok());
        QVERIFY(!with(5, 121).ok());
        QVERIFY(with(7, QStringLiteral("later")).ok());
    }

    void newerIsNotBroken() {
        auto newer = offerMap();
        newer.insert(0, 2);
        QCOMPARE(parsed(newer).error().code, ErrorCode::VersionUnknown);
        auto kind = offerMap();
        kind.insert(1, 4);
        QCOMPARE(parsed(kind).error().code, ErrorCode::VersionUnknown);
        const auto reason = parsed({{0, 1}, {1, 3}, {2, QByteArray(16, 'i')}, {6, 99}});
        QVERIFY(std::get<CallEnd>(reason.value().signal.what).reason == CallEndReason::HungUp);
    }

    void candidatesArrive() {
        CallCandidates candidates;
        candidates.call.bytes.fill(7);
        candidates.candidates = {{0, "1 1 UDP 2015363327 192.0.2.1 40000 typ host"}, {1, "x"}};
        const auto part = encodeCallCandidates(candidates);
        const auto carried = parseEphemeral(encodeEphemeral(part));
        QVERIFY(carried.value() == part);
        QVERIFY(parseCallCandidates(carried.value().content).value() == candidates);
        candidates.candidates.clear();
        QVERIFY(parseCallCandidates(encodeCallCandidates(candidates).content).value() ==
                candidates);
    }

    void candidatesOfNoSenseAreRefused() {
        const auto with = [](const QCborArray& list) {
            const QCborMap map{{0, 1}, {1, QByteArray(16, 'i')}, {2, list}};
            return parseCallCandidates(cbor(map.toCborValue())).ok();
        };
        const auto one = [&with](int line, const QString& text) {
            QCborArray list;
            list.append(QCborArray{line, text});
            return with(list);
        };
        QVERIFY(one(0, "a"));
        QVERIFY(!one(0, "a\r\na=x"));
        QVERIFY(!one(0, ""));
        QVERIFY(!one(16, "a"));
        QVERIFY(!one(0, QString(251, QLatin1Char('a'))));
        QCborArray many;
        for (int i = 0; i < 49; ++i)
            many.append(QCborArray{0, "a"});
        QVERIFY(!with(many));
    }
};

QTEST_GUILESS_MAIN(TestCallContent)
#include "tst_call_content.moc"
