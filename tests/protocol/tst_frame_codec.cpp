#include "base/limits.h"
#include "protocol/frame_codec.h"
#include "protocol/status_code.h"

#include <QtTest>

using namespace kontor;

namespace {

wire::Frame ping(std::uint64_t id) {
    wire::Frame frame;
    frame.set_request_id(id);
    frame.mutable_ping();
    return frame;
}

/// A frame whose body has a field number that no version knows yet.
std::string frameOfTheFuture(std::uint64_t id) {
    wire::Frame frame;
    frame.set_request_id(id);
    std::string inner = frame.SerializeAsString();
    inner += std::string("\xc2\x3e\x00", 3); // field 1000, length-delimited, empty
    std::string batch = "\x0a";
    batch += static_cast<char>(inner.size());
    return batch + inner;
}

} // namespace

class TestFrameCodec : public QObject {
    Q_OBJECT

private slots:
    void serialisedBatchesConcatenate() {
        const auto first = protocol::encodeFrame(ping(1));
        const auto second = protocol::encodeFrame(ping(2));
        QVERIFY(first.ok() && second.ok());
        const auto both = protocol::decodeBatch(viewOf(first.value() + second.value()));
        QVERIFY(both.ok());
        QCOMPARE(both.value().frames_size(), 2);
        QCOMPARE(both.value().frames(1).request_id(), std::uint64_t{2});
    }

    void aMessageOverTheLimitIsRefusedWithTheLimit() {
        const Bytes large(limits::kFrameBytes + 1, 0);
        const auto refused = protocol::decodeBatch(large);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error() == Error(ErrorCode::TooLarge, {"1048576"}));
        wire::Frame frame;
        frame.mutable_append()->set_payload(std::string(limits::kFrameBytes, 'x'));
        QVERIFY(protocol::encodeFrame(frame).error().code == ErrorCode::TooLarge);
    }

    void garbageIsMalformed() {
        const Bytes garbage = {0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x01};
        QVERIFY(protocol::decodeBatch(garbage).error().code == ErrorCode::Malformed);
    }

    void unknownPushIsIgnoredUnknownRequestIsSeen() {
        const auto push = protocol::decodeBatch(viewOf(frameOfTheFuture(0)));
        QVERIFY(push.ok());
        QCOMPARE(push.value().frames_size(), 0);
        const auto request = protocol::decodeBatch(viewOf(frameOfTheFuture(7)));
        QVERIFY(request.ok());
        QCOMPARE(request.value().frames_size(), 1);
        QVERIFY(request.value().frames(0).body_case() == wire::Frame::BODY_NOT_SET);
    }

    void everyStatusBecomesAnError() {
        for (int code = wire::StatusCode_MIN; code <= wire::StatusCode_MAX; ++code) {
            if (!wire::StatusCode_IsValid(code) || code == wire::OK)
                continue;
            wire::Answer answer;
            answer.set_code(static_cast<wire::StatusCode>(code));
            QVERIFY(nameOf(protocol::errorOf(answer).code) != "?");
        }
        QVERIFY(protocol::isPermanent(wire::INVALID));
        QVERIFY(!protocol::isPermanent(wire::STALE));
    }
};

QTEST_GUILESS_MAIN(TestFrameCodec)
#include "tst_frame_codec.moc"
