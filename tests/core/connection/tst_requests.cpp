#include "base/limits.h"
#include "core/async/scope.h"
#include "core/connection/requests.h"
#include "protocol/frame_codec.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

/// What became of a request that somebody waits for.
template <typename T>
std::shared_ptr<std::optional<Result<T>>> watch(Scope& scope, Completion<T> completion) {
    auto seen = std::make_shared<std::optional<Result<T>>>();
    const auto task = [](Completion<T> waited,
                         std::shared_ptr<std::optional<Result<T>>> into) -> Task<void> {
        auto result = co_await waited;
        into->emplace(std::move(result));
    };
    scope.spawn(task(completion, seen));
    return seen;
}

} // namespace

class TestRequests : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_batches.clear();
        m_scope = std::make_unique<Scope>();
        m_clock = std::make_unique<test::FakeClock>();
        m_requests = std::make_unique<Requests>(*m_clock, *m_clock, m_scope->token());
        m_requests->open([this](const std::string& batch) { m_batches.push_back(batch); });
    }
    void cleanup() {
        m_requests->close(Error(ErrorCode::NotReachable));
        QCOMPARE(m_scope->running(), 0U);
        QCOMPARE(m_clock->waiting(), 0U);
        m_requests.reset();
        m_scope.reset();
    }

    void oneTurnIsOneBatch() {
        const auto groups = watch(*m_scope, m_requests->listGroups());
        const auto ping = watch(*m_scope, m_requests->ping());
        m_requests->ackInbox(7);
        QVERIFY(m_batches.empty());
        m_clock->advance(0ms);
        QCOMPARE(m_batches.size(), 1U);
        const auto frames = taken(0);
        QCOMPARE(frames.size(), 3);
        QVERIFY(frames.at(0).has_list_groups() && frames.at(1).has_ping());
        QCOMPARE(frames.at(2).ack_inbox().seq(), 7U);
        QVERIFY(frames.at(0).request_id() != frames.at(1).request_id());
    }
    void answersFindTheirRequestsInAnyOrder() {
        const auto groups = watch(*m_scope, m_requests->listGroups());
        const auto directory = watch(*m_scope, m_requests->fetchDirectory(4));
        m_clock->advance(0ms);
        const auto frames = taken(0);
        wire::Answer second;
        second.set_code(wire::OK);
        second.mutable_directory()->set_revision(9);
        m_requests->handleAnswer(frames.at(1).request_id(), second);
        QCOMPARE((*directory)->value().revision(), 9U);
        QVERIFY(!groups->has_value());
        wire::Answer first;
        first.set_code(wire::NOT_LOGGED_IN);
        m_requests->handleAnswer(frames.at(0).request_id(), first);
        QCOMPARE((*groups)->error().code, ErrorCode::LoginFailed);
        m_requests->handleAnswer(frames.at(0).request_id(), first); // twice: passed over
    }
    void anAppendGivesEveryAnswerAsItIs() {
        const auto append = watch(*m_scope, m_requests->append({}));
        m_clock->advance(0ms);
        wire::Answer stale;
        stale.set_code(wire::STALE);
        stale.mutable_args()->set_head_seq(12);
        m_requests->handleAnswer(taken(0).at(0).request_id(), stale);
        QCOMPARE((*append)->value().code(), wire::STALE);
        QCOMPARE((*append)->value().args().head_seq(), 12U);
    }
    void silenceTimesOut() {
        const auto ping = watch(*m_scope, m_requests->ping());
        m_clock->advance(Requests::kRequestTime - 1ms);
        QVERIFY(!ping->has_value());
        m_clock->advance(1ms);
        QCOMPARE((*ping)->error().code, ErrorCode::TimedOut);
        QCOMPARE(m_requests->waiting(), 0U);
    }
    void theEndOfTheConnectionEndsAll() {
        const auto ping = watch(*m_scope, m_requests->ping());
        m_requests->close(Error(ErrorCode::NotReachable));
        QCOMPARE((*ping)->error().code, ErrorCode::NotReachable);
        const auto later = watch(*m_scope, m_requests->ping());
        QCOMPARE((*later)->error().code, ErrorCode::NotReachable);
        m_clock->advance(1ms);
        QVERIFY(m_batches.empty()); // what had not left does not leave any more
    }
    void aStopEndsAll() {
        const auto ping = watch(*m_scope, m_requests->ping());
        m_scope->requestStop();
        QCOMPARE((*ping)->error().code, ErrorCode::Stopped);
        const auto later = watch(*m_scope, m_requests->ping());
        QCOMPARE((*later)->error().code, ErrorCode::Stopped);
    }
    void aBatchNeverOutgrowsAMessage() {
        for (int i = 0; i < 3; ++i) {
            wire::Append append;
            append.set_payload(std::string(limits::kFrameBytes / 2, 'x'));
            (void)m_requests->append(append);
        }
        m_clock->advance(0ms);
        QCOMPARE(m_batches.size(), 3U);
        wire::Append tooLarge;
        tooLarge.set_payload(std::string(limits::kFrameBytes, 'x'));
        const auto refused = watch(*m_scope, m_requests->append(tooLarge));
        QCOMPARE((*refused)->error().code, ErrorCode::TooLarge);
    }

private:
    std::vector<wire::Frame> taken(std::size_t batch) const {
        const auto decoded = protocol::decodeBatch(viewOf(m_batches.at(batch)));
        return {decoded.value().frames().begin(), decoded.value().frames().end()};
    }

    std::vector<std::string> m_batches;
    std::unique_ptr<Scope> m_scope;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<Requests> m_requests;
};

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
