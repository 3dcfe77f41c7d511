// The log store by itself: the lazy index, what a crash leaves, many rows.

#include "crypto/hash.h"
#include "server/server_limits.h"
#include "server/sqlite/sqlite_store.h"
#include "tests/crypto/repeatable_random.h"

#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <rapidcheck.h>
#include <set>
#include <sys/stat.h>

using namespace kontor;
using namespace kontor::server;
using kontor::test::RepeatableRandom;

namespace {

class Stored {
public:
    Stored() { open(); }
    void open() {
        m_store.reset();
        auto opened = SqliteStore::open(m_folder.filePath("kontor.db").toStdString(),
                                        sqlite::Database::Durability::None, m_random);
        if (!opened.ok())
            qFatal("does not open");
        m_store = std::move(opened).value();
    }
    SqliteStore& operator*() { return *m_store; }
    SqliteStore* operator->() { return m_store.get(); }
    [[nodiscard]] QString file() const { return m_folder.filePath("kontor.db"); }
    RepeatableRandom& random() { return m_random; }

    /// In an open transaction.
    void append(GroupRow group, Seq seq, const IdempotencyKey& key,
                EntryKind kind = EntryKind::Application) {
        const std::string payload = std::to_string(group.value) + ":" + std::to_string(seq.value);
        m_store->log().append({.group = group,
                               .seq = seq,
                               .sender = DeviceRow(1),
                               .key = key,
                               .hash = PayloadHash(sha256(viewOf(payload))),
                               .kind = kind,
                               .payload = viewOf(payload),
                               .at = Seconds(1'000)});
    }

private:
    QTemporaryDir m_folder;
    RepeatableRandom m_random;
    std::unique_ptr<SqliteStore> m_store;
};

std::vector<std::uint64_t> seqs(SqliteStore& store, GroupRow group, std::uint64_t after,
                                std::uint64_t last, std::uint32_t limit = 10'000) {
    std::vector<std::uint64_t> found;
    for (const auto& entry : store.log().entries(
             group,
             {.after = Seq(after), .last = Seq(last), .entries = limit, .bytes = 1U << 30U})) {
        const std::string expected =
            std::to_string(group.value) + ":" + std::to_string(entry.seq.value);
        if (textOf(entry.payload) != expected)
            qFatal("another entry's payload");
        found.push_back(entry.seq.value);
    }
    return found;
}

} // namespace

class TestLogStore : public QObject {
    Q_OBJECT

private slots:
    void filesAreForTheirOwnerAlone() {
        Stored stored;
        struct stat info{};
        QCOMPARE(::stat(stored.file().toLocal8Bit().constData(), &info), 0);
        QCOMPARE(static_cast<int>(info.st_mode & 0777), 0600);
    }

    void aNewerDatabaseIsNotTouched() {
        QTemporaryDir folder;
        RepeatableRandom random;
        const auto path = folder.filePath("kontor.db").toStdString();
        {
            auto database =
                sqlite::Database::open(path, sqlite::Database::Durability::None).value().release();
            database->run("PRAGMA user_version = 99");
            delete database;
        }
        const auto opened = SqliteStore::open(path, sqlite::Database::Durability::None, random);
        QVERIFY(!opened.ok());
        QVERIFY(opened.error().code == ErrorCode::StoreTooNew);
    }

    void aFileThatIsNoDatabaseIsAnError() {
        QTemporaryDir folder;
        RepeatableRandom random;
        QFile file(folder.filePath("kontor.db"));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto opened = SqliteStore::open(file.fileName().toStdString(),
                                              sqlite::Database::Durability::None, random);
        QVERIFY(!opened.ok());
        QVERIFY(opened.error().code == ErrorCode::Storage);
    }

    void failuresStickUntilTheCommitThatSaysSo() {
        QTemporaryDir folder;
        auto database = std::move(sqlite::Database::open(folder.filePath("x.db").toStdString(),
                                                         sqlite::Database::Durability::None))
                            .value();
        database->run("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT");
        sqlite::Statement insert(*database, "INSERT INTO t (a) VALUES (?)");
        sqlite::Statement count(*database, "SELECT count(*) FROM t");
        sqlite::Query(insert, 1).run();
        sqlite::Query(insert, 1).run(); // no unique row: cannot be
        QVERIFY(database->failed());
        sqlite::Query query(count);
        QVERIFY(!query.next());
    }

    void theIncarnationIsMadeOnce() {
        Stored stored;
        const Incarnation first = stored->incarnation();
        QVERIFY(first != Incarnation());
        stored.open();
        QVERIFY(stored->incarnation() == first);
    }

    void whatIsRolledBackLeavesNoTrace() {
        Stored stored;
        const auto key = stored.random().id<IdempotencyKey>();
        stored->begin();
        stored.append(GroupRow(1), Seq(1), stored.random().id<IdempotencyKey>());
        const auto failed = stored->attempt([&]() -> Result<void> {
            stored.append(GroupRow(1), Seq(2), key);
            return ErrorCode::GroupInvalid;
        });
        QVERIFY(!failed.ok());
        QVERIFY(!stored->log().known(GroupRow(1), DeviceRow(1), key));
        stored.append(GroupRow(1), Seq(2), key);
        QVERIFY(stored->commit().ok());
        QCOMPARE(seqs(*stored, GroupRow(1), 0, 9), (std::vector<std::uint64_t>{1, 2}));
        stored.open();
        QCOMPARE(seqs(*stored, GroupRow(1), 0, 9), (std::vector<std::uint64_t>{1, 2}));
    }

    /// Any mixture of appends, index work, restarts and crashes reads as a plain list would.
    void theIndexNeverShows() {
        const bool passed = rc::check([] {
            Stored stored;
            std::map<std::int64_t, std::uint64_t> heads;
            std::map<std::pair<std::int64_t, std::uint64_t>, IdempotencyKey> keys;
            auto before = heads;
            auto keysBefore = keys;
            const auto steps =
                *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12)).as("steps");
            stored->begin();
            for (const int step : steps) {
                if (step < 7) {
                    const std::int64_t group = 1 + step % 3;
                    const auto key = stored.random().id<IdempotencyKey>();
                    const std::uint64_t seq = ++heads[group];
                    stored.append(GroupRow(group), Seq(seq), key);
                    keys[{group, seq}] = key;
                } else if (step < 9) {
                    (void)stored->settle(static_cast<std::uint32_t>(step - 6));
                } else {
                    if (step == 11) { // a crash: the open transaction has not happened
                        heads = before;
                        keys = keysBefore;
                    } else {
                        RC_ASSERT(stored->commit().ok());
                        before = heads;
                        keysBefore = keys;
                    }
                    if (step >= 10)
                        stored.open();
                    stored->begin();
                }
            }
            for (const auto& [group, head] : heads) {
                std::vector<std::uint64_t> expected;
                for (std::uint64_t seq = 1; seq <= head; ++seq)
                    expected.push_back(seq);
                RC_ASSERT(seqs(*stored, GroupRow(group), 0, 1'000) == expected);
            }
            for (const auto& [place, key] : keys) {
                const auto known = stored->log().known(GroupRow(place.first), DeviceRow(1), key);
                RC_ASSERT(known.has_value());
                RC_ASSERT(known->seq.value == place.second);
            }
            RC_ASSERT(stored->commit().ok());
        });
        QVERIFY(passed);
    }

    /// The mark says which rows are indexed, so no row may come below it: SQLite by itself gives
    /// the number of a row that was the newest when it was dropped to the next one.
    void whatFollowsADroppedNewestRowIsFoundAfterARestart() {
        Stored stored;
        const GroupRow group(1);
        stored->begin();
        stored.append(group, Seq(1), stored.random().id<IdempotencyKey>());
        stored.append(group, Seq(2), stored.random().id<IdempotencyKey>());
        QVERIFY(stored->commit().ok());
        stored->begin();
        QVERIFY(!stored->settle(100));
        QCOMPARE(stored->log().dropRead(group, Seq(2), 100).entries, 2U);
        QVERIFY(stored->commit().ok());
        for (int restart = 0; restart < 2; ++restart) {
            const std::uint64_t seq = restart == 0 ? 3 : 4;
            stored->begin();
            stored.append(group, Seq(seq), stored.random().id<IdempotencyKey>(),
                          EntryKind::Handshake);
            QVERIFY(stored->commit().ok());
            stored.open();
        }
        QCOMPARE(seqs(*stored, group, 0, 9), (std::vector<std::uint64_t>{3, 4}));
    }

    void moreRowsThanMemoryHoldsAreIndexedOnTheWay() {
        Stored stored;
        std::vector<IdempotencyKey> keys;
        const std::uint64_t rows = limits::kUnindexedRows * 3;
        for (std::uint64_t seq = 1; seq <= rows;) {
            stored->begin();
            for (int i = 0; i < 1'000 && seq <= rows; ++i, ++seq) {
                keys.push_back(stored.random().id<IdempotencyKey>());
                stored.append(GroupRow(1 + static_cast<std::int64_t>(seq % 7)), Seq(seq),
                              keys.back());
            }
            QVERIFY(stored->commit().ok());
        }
        // At least the first lot is through, and the mark has moved with it.
        auto& log = static_cast<SqliteLogStore&>(stored->log());
        QVERIFY(log.index().mark() >= static_cast<std::int64_t>(limits::kUnindexedRows));
        QVERIFY(log.index().mark() < static_cast<std::int64_t>(rows));
        const auto read = [&] {
            QCOMPARE(seqs(*stored, GroupRow(1), 0, rows, 100'000).size(), rows / 7);
            QCOMPARE(seqs(*stored, GroupRow(1), rows / 2, rows, 3).size(), std::size_t{3});
            for (std::size_t i = 0; i < keys.size(); i += 997) {
                const auto group = GroupRow(1 + static_cast<std::int64_t>((i + 1) % 7));
                QCOMPARE(stored->log().known(group, DeviceRow(1), keys[i])->seq.value, i + 1);
            }
        };
        read();
        stored.open(); // a crash with a tail: indexed at the start
        QCOMPARE(static_cast<SqliteLogStore&>(stored->log()).index().mark(),
                 static_cast<std::int64_t>(rows));
        read();
    }

    /// No search of the hot path reads a table from end to end.
    /// A device that comes in anew reads on where it was, from another leaf, after a restart too.
    void aReaderMovesToAnotherLeaf() {
        Stored stored;
        GroupRecord record;
        record.id = stored.random().id<GroupId>();
        stored->begin();
        const GroupRow group = stored->log().addGroup(record, Seconds(1'000));
        const ReaderSpan earlier{DeviceRow(1), mls::LeafIndex(1), Seq(2), Seq(4), Seq(4)};
        ReaderSpan now{DeviceRow(1), mls::LeafIndex(1), Seq(6), std::nullopt, Seq(7)};
        const ReaderSpan other{DeviceRow(2), mls::LeafIndex(2), Seq(1), std::nullopt, Seq(7)};
        for (const ReaderSpan& span : {earlier, now, other})
            stored->log().addReader(group, span);
        now.leaf = mls::LeafIndex(0);
        stored->log().setLeaf(group, now);
        QVERIFY(stored->commit().ok());
        stored.open();
        const auto readers = stored->log().readers(group);
        QCOMPARE(readers.size(), 3U);
        for (const ReaderSpan& span : readers) {
            const auto& expected = span.device == other.device ? other
                                   : span.start == now.start   ? now
                                                               : earlier;
            QVERIFY(span.leaf == expected.leaf);
            QCOMPARE(span.cursor, expected.cursor);
        }
    }

    void hotStatementsUseTheirIndexes() {
        Stored stored;
        auto database = std::move(sqlite::Database::open(stored.file().toStdString(),
                                                         sqlite::Database::Durability::None))
                            .value();
        for (const char* sql :
             {"SELECT seq, hash FROM idempotency WHERE grp = 1 AND sender = 1 AND key = x''",
              "SELECT seq, id FROM entry_index WHERE grp = 1 AND seq > 1 AND seq <= 9 ORDER BY seq",
              "SELECT payload, at FROM log WHERE id = 1",
              "SELECT device, start, leaf, cursor, last FROM readers WHERE grp = 1",
              "SELECT grp FROM readers WHERE device = 1",
              "SELECT row FROM groups WHERE group_id = x''",
              "SELECT row, bytes FROM key_packages WHERE device = 1 AND last_resort = 0"
              " AND not_after > 1 ORDER BY row LIMIT 1",
              "SELECT grp FROM readers WHERE removed_at IS NOT NULL AND removed_at < 1 LIMIT 5"}) {
            sqlite::Statement statement(*database, std::string("EXPLAIN QUERY PLAN ") + sql);
            sqlite::Query plan(statement);
            QVERIFY2(plan.next(), sql);
            const auto detail = plan.text(3);
            QVERIFY2(detail.starts_with("SEARCH"), (std::string(sql) + ": " + detail).c_str());
            while (plan.next())
                QVERIFY2(plan.text(3).find("TEMP B-TREE") == std::string::npos, sql);
        }
    }
};

QTEST_GUILESS_MAIN(TestLogStore)
#include "tst_log_store.moc"
