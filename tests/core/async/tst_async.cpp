#include "core/async/completion.h"
#include "core/async/qt_timers.h"
#include "core/async/qt_wake.h"
#include "core/async/scope.h"
#include "core/async/task.h"
#include "tests/support/fake_clock.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

using namespace kontor;
using namespace std::chrono_literals;
using kontor::test::FakeClock;

namespace {

/// Stands for what a task holds while it waits: keys, for example. Counts how many live.
class Held {
public:
    explicit Held(int& alive)
        : m_alive(&alive) {
        ++*m_alive;
    }
    Held(const Held& other)
        : m_alive(other.m_alive) {
        ++*m_alive;
    }
    Held& operator=(const Held&) = delete;
    ~Held() { --*m_alive; }

private:
    int* m_alive;
};

struct Outcomes {
    std::vector<Result<int>> seen;
};

Task<Result<int>> doubled(Completion<int> answer) {
    auto result = co_await answer;
    if (!result.ok())
        co_return result.error();
    co_return result.value() * 2;
}

Task<void> ask(Completion<int> answer, [[maybe_unused]] Held held,
               std::shared_ptr<Outcomes> outcomes) {
    auto result = co_await doubled(answer);
    outcomes->seen.push_back(result);
}

/// Asks three times, one after the other; ends at the first failure.
Task<void> askThrice(std::vector<Completion<int>> answers, [[maybe_unused]] Held held,
                     std::shared_ptr<Outcomes> outcomes) {
    for (auto& answer : answers) {
        auto result = co_await answer;
        outcomes->seen.push_back(result);
        if (!result.ok())
            co_return;
    }
}

} // namespace

class TestAsync : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_alive = 0;
        m_outcomes = std::make_shared<Outcomes>();
    }
    void cleanup() { QCOMPARE(m_alive, 0); }

    void answered() {
        Scope scope;
        Completion<int> answer;
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        QCOMPARE(scope.running(), 1U);
        QCOMPARE(m_alive, 1);
        QVERIFY(answer.complete(21));
        QCOMPARE(m_outcomes->seen.at(0).value(), 42);
        QCOMPARE(scope.running(), 0U);
        QVERIFY(!answer.complete(1)); // later ones are ignored
        QCOMPARE(m_outcomes->seen.size(), 1U);
    }
    void answeredBeforeAnybodyWaits() {
        Scope scope;
        Completion<int> answer;
        answer.complete(1);
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        QCOMPARE(m_outcomes->seen.at(0).value(), 2);
        QCOMPARE(scope.running(), 0U);
    }
    void pendingUntilTheDeadlineThenTimedOut() {
        FakeClock clock;
        Scope scope;
        Completion<int> answer;
        answer.expireAt(clock, clock.steady() + 5s);
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        clock.advance(4'999ms);
        QVERIFY(m_outcomes->seen.empty());
        clock.advance(1ms);
        QCOMPARE(m_outcomes->seen.at(0).error().code, ErrorCode::TimedOut);
        QVERIFY(!answer.complete(1));
    }
    void anAnswerTakesTheDeadlineAway() {
        FakeClock clock;
        Scope scope;
        Completion<int> answer;
        answer.expireAt(clock, clock.steady() + 5s);
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        answer.complete(1);
        QCOMPARE(clock.waiting(), 0U);
    }
    void stopped() {
        FakeClock clock;
        Scope scope;
        Completion<int> first;
        Completion<int> second;
        first.stopBy(scope.token());
        second.stopBy(scope.token());
        second.expireAt(clock, clock.steady() + 5s);
        scope.spawn(ask(first, Held(m_alive), m_outcomes));
        scope.spawn(ask(second, Held(m_alive), m_outcomes));
        QCOMPARE(m_alive, 2);
        scope.requestStop();
        QCOMPARE(m_outcomes->seen.size(), 2U);
        QCOMPARE(m_outcomes->seen.at(1).error().code, ErrorCode::Stopped);
        QCOMPARE(scope.running(), 0U);
        QCOMPARE(clock.waiting(), 0U);
    }
    void whatBeginsAfterTheStopIsStoppedAtOnce() {
        FakeClock clock;
        Scope scope;
        scope.requestStop();
        Completion<int> answer;
        answer.stopBy(scope.token());
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        QCOMPARE(m_outcomes->seen.at(0).error().code, ErrorCode::Stopped);
        QVERIFY(waitUntil(clock, clock.steady() + 1s, scope.token()).isComplete());
        QCOMPARE(clock.waiting(), 0U);
    }
    void closed() {
        Scope scope;
        Completion<int> answer;
        scope.spawn(ask(answer, Held(m_alive), m_outcomes));
        answer.complete(ErrorCode::NotReachable);
        QCOMPARE(m_outcomes->seen.at(0).error().code, ErrorCode::NotReachable);
    }
    void stepsOneAfterTheOther() {
        Scope scope;
        std::vector<Completion<int>> answers(3);
        for (const auto& answer : answers)
            answer.stopBy(scope.token());
        scope.spawn(askThrice(answers, Held(m_alive), m_outcomes));
        answers.at(1).complete(2);
        QVERIFY(m_outcomes->seen.empty());
        answers.at(0).complete(1);
        QCOMPARE(m_outcomes->seen.size(), 2U);
        scope.requestStop();
        QCOMPARE(m_outcomes->seen.size(), 3U);
        QCOMPARE(m_outcomes->seen.back().error().code, ErrorCode::Stopped);
    }
    void timersFireInOrderAndOnlyWhatIsDue() {
        const SystemClock clock;
        QtTimers timers(clock);
        std::vector<int> fired;
        const auto now = clock.steady();
        timers.at(now + 20ms, [&] { fired.push_back(3); });
        timers.at(now, [&] {
            fired.push_back(1);
            timers.at(now, [&] { fired.push_back(2); });
        });
        timers.cancel(timers.at(now, [&] { fired.push_back(9); }));
        timers.at(now + 24h, [&] { fired.push_back(8); });
        QVERIFY(fired.empty()); // never inside the call
        QTRY_COMPARE(fired.size(), 3U);
        QCOMPARE(fired, (std::vector{1, 2, 3}));
    }
    void timersOfTheWallClockFireInOrderAndCanBeCancelled() {
        const SystemClock clock;
        QtTimers timers(clock);
        std::vector<int> fired;
        auto third = Timers::Handle::None;
        timers.afterWall(60ms, [&] { fired.push_back(2); });
        timers.afterWall(-1h, [&] {
            fired.push_back(1);
            timers.cancel(third); // due as well
        });
        third = timers.afterWall(-1h, [&] { fired.push_back(3); });
        timers.cancel(timers.afterWall(1ms, [&] { fired.push_back(9); }));
        timers.afterWall(24h * 365 * 8'000, [&] { fired.push_back(8); });
        QVERIFY(fired.empty()); // never inside the call
        timers.afterWall(80ms, [&] { fired.push_back(4); });
        QTRY_COMPARE(fired.size(), 3U);
        QCOMPARE(fired, (std::vector{1, 2, 4}));
    }
    void mailboxIsDrainedOnItsOwnThread() {
        QThread worker;
        QtMailbox mailbox;
        mailbox.moveToThread(&worker);
        worker.start();
        std::atomic<QThread*> ranOn = nullptr;
        mailbox.box().post([&ranOn] { ranOn = QThread::currentThread(); });
        QTRY_COMPARE(ranOn.load(), &worker);
        worker.quit();
        worker.wait();
    }

private:
    int m_alive = 0;
    std::shared_ptr<Outcomes> m_outcomes;
};

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
