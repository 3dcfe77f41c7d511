#include "core/timers/slice_size.h"
#include "storage/settings_store.h"
#include "tests/storage/company_store.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;
using namespace std::chrono_literals;

namespace {

/// A long work whose pieces take as long as the test says.
struct Desk {
    CompanyStore store;
    kontor::test::FakeClock clock;
    SliceSize size{clock, store.database(), 700};

    void write() {
        store.write([&](Transaction& transaction) {
            must(SettingsStore(store.writer()).putText(transaction, "draft", "something"));
        });
    }
    std::uint32_t slice(Milliseconds each, Milliseconds once = 0ms) {
        const auto count = size.next();
        write();
        clock.advance(once + each * count);
        size.done();
        return count;
    }
};

} // namespace

/// Slices are as large as the time that they take allows.
class TestSliceSize : public QObject {
    Q_OBJECT
private slots:
    void itLearnsFromTheLast() {
        Desk desk;
        QCOMPARE(desk.slice(5ms), SliceSize::kFirst);
        for (int i = 0; i < 50; ++i) {
            const auto before = desk.clock.steady();
            (void)desk.slice(5ms);
            QVERIFY(desk.clock.steady() - before <= SliceSize::kLongest);
            desk.write(); // somebody else
        }
        QCOMPARE(desk.slice(5ms), 6U);
        // Less to do, and it grows, each time by no more than as much again.
        QCOMPARE(desk.slice(0ms), 6U);
        desk.write();
        QCOMPARE(desk.slice(0ms), 12U);
        for (int i = 0; i < 20; ++i) {
            desk.write();
            (void)desk.slice(0ms);
        }
        QCOMPARE(desk.slice(0ms), SliceSize::kGreatest);
        // It never stands still.
        desk.write();
        QCOMPARE(desk.slice(1ms, 10s), SliceSize::kGreatest);
        desk.write();
        QVERIFY(desk.slice(1ms, 10s) < 5U);
        desk.write();
        QCOMPARE(desk.slice(0ms), 1U);
    }

    void inQuietTimeItIsWhatIsFastest() {
        Desk desk;
        const auto begun = desk.clock.steady();
        while (desk.clock.steady() - begun < SliceSize::kQuiet) {
            QVERIFY(desk.slice(5ms) <= SliceSize::kFirst);
            desk.clock.advance(20ms);
        }
        QCOMPARE(desk.slice(1ms), 700U);
        QCOMPARE(desk.slice(1ms), 700U);
        desk.write(); // somebody is there
        QCOMPARE(desk.slice(5ms), 6U);
        desk.clock.advance(SliceSize::kQuiet);
        QCOMPARE(desk.slice(1ms), 700U);
    }
};

QTEST_GUILESS_MAIN(TestSliceSize)
#include "tst_slice_size.moc"
