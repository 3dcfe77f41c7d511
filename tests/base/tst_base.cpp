#include "base/error_codes.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "base/number.h"
#include "base/result.h"

#include <QtTest>

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <type_traits>

using namespace kontor;

// A wrong id or number must not compile.
static_assert(!std::is_convertible_v<UserId, DeviceId>);
static_assert(!std::is_constructible_v<UserId, DeviceId>);
static_assert(!std::is_convertible_v<std::uint64_t, Seq>);
static_assert(!std::is_constructible_v<Seq, Epoch>);

namespace {

Result<int> half(int number) {
    if (number % 2 != 0)
        return Error(ErrorCode::Malformed, {"odd"});
    return number / 2;
}

std::string& lastLine() {
    static std::string line;
    return line;
}

} // namespace

class TestBase : public QObject {
    Q_OBJECT

private slots:
    void resultHoldsValueOrError() {
        QCOMPARE(half(4).value(), 2);
        QVERIFY(!half(3).ok());
        QVERIFY(half(3).error() == Error(ErrorCode::Malformed, {"odd"}));
        const Result<void> done;
        QVERIFY(done.ok());
    }

    void everyErrorCodeHasANameOfItsOwn() {
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < kErrorCodes.size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(kErrorCodes[i].code), i);
            names.insert(nameOf(kErrorCodes[i].code));
        }
        QCOMPARE(names.size(), kErrorCodes.size());
    }

    void idTakesExactlyItsBytes() {
        const Bytes sixteen(16, 7);
        QVERIFY(UserId::parse(sixteen).ok());
        QVERIFY(UserId::parse(sixteen).value().toBytes() == sixteen);
        QVERIFY(!UserId::parse(Bytes(15, 7)).ok());
        QVERIFY(!UserId::parse(Bytes(17, 7)).ok());
    }

    void mailboxRunsInOrderAndOnlyWhatWasThere() {
        int wakes = 0;
        Mailbox box([&wakes] { ++wakes; });
        std::string ran;
        QVERIFY(box.post([&] {
            ran += "a";
            QVERIFY(box.post([&ran] { ran += "c"; }));
        }));
        QVERIFY(box.post([&ran] { ran += "b"; }));
        QCOMPARE(wakes, 1);
        box.drain();
        QCOMPARE(ran, std::string("ab"));
        QCOMPARE(wakes, 2);
        box.drain();
        QCOMPARE(ran, std::string("abc"));
    }

    /// Work may wait in an event loop of its own: what is posted meanwhile comes after it.
    void workIsNeverRunInsideOfWork() {
        int wakes = 0;
        Mailbox box([&wakes] { ++wakes; });
        std::string ran;
        QVERIFY(box.post([&] {
            ran += "(";
            QVERIFY(box.post([&ran] { ran += "b"; }));
            box.drain();
            ran += ")";
        }));
        QVERIFY(box.post([&ran] { ran += "a"; }));
        box.drain();
        QCOMPARE(ran, std::string("()a"));
        QCOMPARE(wakes, 3); // the last stands for the one that was missed
        box.drain();
        QCOMPARE(ran, std::string("()ab"));
    }

    void closedMailboxDropsAndRefuses() {
        int wakes = 0;
        Mailbox box([&wakes] { ++wakes; });
        auto captured = std::make_shared<int>(1);
        const std::weak_ptr<int> seen = captured;
        QVERIFY(box.post([held = std::move(captured)] { QFAIL("ran after close"); }));
        box.close();
        QVERIFY(seen.expired());
        QVERIFY(!box.post([] {}));
        box.drain();
        QCOMPARE(wakes, 1);
    }

    void mailboxTakesPostsFromManyThreads() {
        Mailbox box;
        int sum = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&box, &sum] {
                for (int i = 0; i < 1000; ++i)
                    (void)box.post([&sum] { ++sum; });
            });
        threads.clear();
        box.drain();
        QCOMPARE(sum, 4000);
    }

    void logLineHasCategoryAndNumbersOnly() {
        log::setSink([](log::Level, log::Category, std::string_view line) { lastLine() = line; });
        log::warning(log::Category::Server, "a session was closed", {{"frames", 3}});
        QCOMPARE(lastLine(), std::string("warning server: a session was closed frames=3\n"));
        lastLine().clear();
        log::debug(log::Category::Server, "not shown by default");
        QVERIFY(lastLine().empty());
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
