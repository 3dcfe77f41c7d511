#include "core/timers/store_tidier.h"
#include "storage/settings_store.h"
#include "tests/storage/company_store.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;
using namespace std::chrono_literals;

namespace {

/// A real store on a clock that moves by hand.
struct Desk {
    CompanyStore store;
    kontor::test::FakeClock clock;
    int chores = 0;
    Milliseconds nextChore = 48h;
    std::function<void()> chore;
    std::optional<StoreTidier> tidier;

    Desk() {
        tidier.emplace(store.database(), clock, clock, [this] {
            ++chores;
            if (chore)
                chore();
            return nextChore;
        });
    }
    void write() {
        store.write([&](Transaction& transaction) {
            must(SettingsStore(store.writer()).putText(transaction, "draft", "something"));
        });
    }
    [[nodiscard]] std::uintmax_t logBytes() const {
        return std::filesystem::file_size(store.file().string() + "-wal");
    }
};

} // namespace

/// The store is tidied in quiet time, and in quiet time only.
class TestStoreTidier : public QObject {
    Q_OBJECT
private slots:
    void theLogIsEmptiedWhenNothingIsWritten() {
        Desk desk;
        desk.write();
        QVERIFY(desk.logBytes() > 0);
        desk.clock.advance(StoreTidier::kQuiet - 1ms);
        QVERIFY(desk.logBytes() > 0);
        desk.clock.advance(1ms);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
    }

    void whatWasLeftBeforeTheStartGoesToo() {
        Desk desk;
        desk.tidier.reset();
        desk.write();
        desk.tidier.emplace(desk.store.database(), desk.clock, desk.clock, [] { return 48h; });
        desk.clock.advance(StoreTidier::kQuiet);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
    }

    void itStandsBackWhileWorkGoesOn() {
        Desk desk;
        for (int i = 0; i < 10; ++i) {
            desk.write();
            desk.clock.advance(StoreTidier::kQuiet - 1ms);
            QVERIFY(desk.logBytes() > 0);
        }
        QCOMPARE(desk.chores, 0);
        desk.clock.advance(1ms);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
        QCOMPARE(desk.chores, 1);
    }

    void workThatNeverPausesKeepsNoSecretsForLong() {
        Desk desk;
        std::optional<Milliseconds> emptied;
        const auto begun = desk.clock.steady();
        while (!emptied && desk.clock.steady() < begun + 10min) {
            desk.write();
            desk.clock.advance(500ms);
            if (desk.logBytes() == 0)
                emptied = desk.clock.steady() - begun;
        }
        QVERIFY(emptied.has_value());
        QVERIFY(*emptied <= StoreTidier::kPatience + 500ms);
        QCOMPARE(desk.chores, 0); // those can wait
    }

    /// Written in many transactions, so that there is something to merge.
    void theIndexIsMergedInSteps() {
        Desk desk;
        const ConversationId conversation = desk.store.conversation(1);
        for (std::uint64_t seq = 1; seq <= 60; ++seq)
            desk.store.add(CompanyStore::textOfBob(
                conversation, seq, "Nachricht Nummer " + std::to_string(seq * 7919)));
        desk.clock.advance(StoreTidier::kQuiet + 10s);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
        QVERIFY(must(desk.store.database().tidyStep()) == Database::Tidied::Done);
    }

    void aReaderIsWaitedForWithoutHaste() {
        Desk desk;
        desk.write();
        {
            const Snapshot snapshot = must(Snapshot::begin(desk.store.reader()));
            must(SettingsStore(desk.store.reader()).text("draft"));
            desk.write();
            desk.clock.advance(StoreTidier::kQuiet + 10s);
            QVERIFY(desk.logBytes() > 0);
        }
        desk.clock.advance(StoreTidier::kBusy);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
    }

    void itSleepsUntilTheNextChore() {
        Desk desk;
        desk.nextChore = 1h;
        desk.clock.advance(StoreTidier::kQuiet);
        QCOMPARE(desk.chores, 1);
        QCOMPARE(desk.clock.waiting(), std::size_t{1});
        QVERIFY(desk.clock.advanceToNext());
        QCOMPARE(desk.chores, 2);
        QVERIFY(desk.clock.steady() >= 1h);
        // A write in between does not bring it forward.
        desk.write();
        desk.clock.advance(StoreTidier::kQuiet);
        QCOMPARE(desk.chores, 2);
    }

    void aChoreThatWritesLeavesNoTraceEither() {
        Desk desk;
        desk.chore = [&] {
            if (desk.chores == 1)
                desk.write();
        };
        desk.clock.advance(StoreTidier::kQuiet);
        QCOMPARE(desk.chores, 1);
        QVERIFY(desk.logBytes() > 0);
        desk.clock.advance(StoreTidier::kQuiet);
        QCOMPARE(desk.logBytes(), std::uintmax_t{0});
        QCOMPARE(desk.chores, 1);
    }

    void afterItsEndNothingHappens() {
        Desk desk;
        desk.write();
        desk.tidier.reset();
        desk.write();
        QCOMPARE(desk.clock.waiting(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestStoreTidier)
#include "tst_store_tidier.moc"
