#include "core/policies/life_bounds.h"
#include "core/timers/start_sweep.h"
#include "storage/erasure.h"
#include "storage/index_rows.h"
#include "storage/rows.h"
#include "storage/search_index.h"
#include "storage/timer_store.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kMany = 6'000;

void fill(CompanyStore& store, Milliseconds deadline) {
    const auto conversation = store.conversation(1);
    store.write([&](Transaction& transaction) {
        MessageStore messages(store.writer());
        TimerStore timers(store.writer());
        for (std::int64_t i = 1; i <= kMany; ++i) {
            auto message =
                CompanyStore::textOfBob(conversation, static_cast<std::uint64_t>(i), "Nachricht");
            message.lifetime = 1h;
            const auto row = *must(messages.add(transaction, message));
            must(timers.start(transaction, row, deadline));
        }
    });
}

std::int64_t leftIn(CompanyStore& store) {
    Statement count = store.writer().prepare("SELECT count(*) FROM messages WHERE erased = 0");
    return must(readInteger(count));
}

} // namespace

/// What ended while nobody looked is erased before anybody does.
class TestStartSweep : public QObject {
    Q_OBJECT
private slots:
    void allThatHasEndedGoes() {
        CompanyStore store;
        const kontor::test::FakeClock clock;
        fill(store, clock.sinceEpoch());
        must(sweepAtStart(store.database(), clock));
        QCOMPARE(leftIn(store), 0);
        QCOMPARE(std::filesystem::file_size(store.file().string() + "-wal"), std::uintmax_t{0});
    }

    /// Killed, or stopped by a fault: the next start has less to do.
    void whatIsDoneIsKept() {
        CompanyStore store;
        const kontor::test::FakeClock clock;
        fill(store, clock.sinceEpoch());
        must(store.writer().execute(
            "CREATE TEMP TRIGGER no_room BEFORE UPDATE OF erased ON main.messages"
            " WHEN new.id = 5500 BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        QCOMPARE(sweepAtStart(store.database(), clock).error().code, ErrorCode::Storage);
        QCOMPARE(leftIn(store), kMany - 5'000);
        must(store.writer().execute("DROP TRIGGER no_room"));
        must(sweepAtStart(store.database(), clock));
        QCOMPARE(leftIn(store), 0);
    }

    /// A bound that is over, and slices that had only begun: small ones go one by one, many at once
    /// with an index that is filled anew.
    void whatABoundHasEndedGoes_data() {
        QTest::addColumn<int>("count");
        QTest::newRow("few") << 60;
        QTest::newRow("many") << 1'200;
    }
    void whatABoundHasEndedGoes() {
        QFETCH(const int, count);
        CompanyStore store;
        kontor::test::FakeClock clock;
        const auto conversation = store.conversation(1);
        const auto now = clock.sinceEpoch();
        store.write([&](Transaction& transaction) {
            MessageStore messages(store.writer());
            for (int i = 1; i <= count; ++i) {
                auto message = CompanyStore::textOfBob(
                    conversation, static_cast<std::uint64_t>(i),
                    i % 10 == 0 ? "ungelesen " + std::to_string(i) : "zwiebelkuchen");
                message.state = i % 10 == 0 ? MessageState::Received : MessageState::Delivered;
                (void)must(messages.add(transaction, message));
            }
            SettingsStore settings(store.writer());
            must(policies::notePending(settings, transaction,
                                       {must(boundAll(store.writer(), 1h, now)),
                                        must(boundAll(store.writer(), 24h, now))}));
        });
        clock.advance(1h - 1ms);
        must(sweepAtStart(store.database(), clock));
        QCOMPARE(leftIn(store), count);
        clock.advance(1ms);
        must(sweepAtStart(store.database(), clock));
        QCOMPARE(leftIn(store), count / 10);
        const auto pending = must(policies::pendingBounds(SettingsStore(store.writer())));
        QCOMPARE(pending.size(), std::size_t{1});
        QCOMPARE(pending.front().longest, Milliseconds(24h));
        QCOMPARE(readEveryPage(store.file(), store.key).pagesWith("zwiebelkuchen"), std::size_t{0});
        SearchIndex index(store.reader());
        QVERIFY(must(index.search({.words = "zwiebelkuchen"})).rows.empty());
        QCOMPARE(must(index.search({.words = "ungelesen", .count = 1'000})).rows.size(),
                 std::size_t(count / 10));
        // Opened anew, nothing has to be filled.
        store.close();
        store.open();
        SearchIndex again(store.reader());
        QCOMPARE(must(again.search({.words = "ungelesen", .count = 1'000})).rows.size(),
                 std::size_t(count / 10));
    }

    /// Killed between the emptied index and the filled one.
    void aStopInTheMiddleLosesNoWord() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const auto first = store.add(CompanyStore::textOfBob(conversation, 1, "zwiebelkuchen"));
        store.add(CompanyStore::textOfBob(conversation, 2, "streuselkuchen"));
        store.write([&](Transaction&) { must(emptyIndex(store.writer())); });
        store.write([&](Transaction& transaction) {
            must(eraseMessages(transaction, std::vector{first}));
        });
        QVERIFY(must(SearchIndex(store.reader()).search({.words = "kuchen"})).rows.empty());
        store.close();
        store.open();
        SearchIndex index(store.reader());
        QCOMPARE(must(index.search({.words = "kuchen"})).rows.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestStartSweep)
#include "tst_start_sweep.moc"
