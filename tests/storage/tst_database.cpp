#include "storage/commit_store.h"
#include "storage/content_places.h"
#include "storage/migrations.h"
#include "storage/outbox_store.h"
#include "storage/rows.h"
#include "storage/settings_store.h"
#include "tests/storage/company_store.h"

#include <QtTest>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <thread>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

std::string readFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The schema as one text: every object with its statement, blanks and comments normalised.
std::string schemaOf(Connection& connection) {
    Statement statement = connection.prepare(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema"
        " ORDER BY type, name");
    std::string all;
    for (const std::string& line :
         must(readAll(statement, [](Statement& row) { return row.text(); }))) {
        bool blank = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line.compare(i, 2, "--") == 0)
                i = std::min(line.find('\n', i), line.size() - 1);
            const bool isBlank = std::isspace(static_cast<unsigned char>(line[i])) != 0;
            if (isBlank && !blank)
                all.push_back(' ');
            else if (!isBlank)
                all.push_back(line[i]);
            blank = isBlank;
        }
        all.push_back('\n');
    }
    return all;
}

std::vector<std::string> configOf(Connection& connection, std::string_view sql) {
    Statement statement = connection.prepare(sql);
    return must(readAll(statement, [](Statement& row) { return row.text(); }));
}

constexpr std::size_t kPage = 4096;

void writeFile(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// Some hundred pages.
void fill(CompanyStore& store) {
    store.write([&](Transaction& transaction) {
        SettingsStore settings(store.writer());
        for (int i = 0; i < 400; ++i)
            must(settings.putText(transaction, "name " + std::to_string(i), std::string(700, 'x')));
    });
}

/// Opens a store and reads every page of it; what went wrong, if anything did.
std::optional<ErrorCode> readsAll(const std::filesystem::path& file, const StoreKey& key) {
    const auto opened = Database::open(file, key);
    if (!opened.ok())
        return opened.error().code;
    const auto whole = opened.value()->examine();
    return whole.ok() ? std::nullopt : std::optional(whole.error().code);
}

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT

private slots:
    void whatWasCommittedIsThereAfterReopening() {
        CompanyStore store;
        store.write([&](Transaction& transaction) {
            must(SettingsStore(store.writer()).putText(transaction, "server", "chat.example:8443"));
        });
        store.close();
        store.open();
        const auto value = must(SettingsStore(store.reader()).text("server"));
        QCOMPARE(value.value_or(""), std::string("chat.example:8443"));
    }

    void theFileIsCiphertextReadableByTheUserAlone() {
        CompanyStore store;
        store.write([&](Transaction& transaction) {
            must(SettingsStore(store.writer()).putText(transaction, "note", "plainly readable"));
        });
        const std::string main = readFile(store.file());
        const std::string log = readFile(store.file().string() + "-wal");
        QVERIFY(log.size() > 4096);
        QVERIFY((main + log).find("plainly readable") == std::string::npos);
        QVERIFY((main + log).find("SQLite format") == std::string::npos);
        using std::filesystem::perms;
        for (const char* suffix : {"", "-wal"}) {
            const auto mode = std::filesystem::status(store.file().string() + suffix).permissions();
            QVERIFY(mode == (perms::owner_read | perms::owner_write));
        }
    }

    void aWrongKeyIsSaidSo() {
        CompanyStore store;
        store.close();
        const auto other = store.random.secret<StoreKey::kSize>();
        const auto opened = Database::open(store.file(), other);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::WrongKey);
        store.open(); // and the attempt did no harm
    }

    void aDamagedPageIsSaidSoAndNothingIsChanged() {
        CompanyStore store;
        fill(store);
        store.close();
        const std::string whole = readFile(store.file());
        QVERIFY(whole.size() > 60 * kPage);
        std::mt19937 random(2026); // NOLINT(cert-msc51-cpp): the same offsets in each run
        int damaged = 0;
        for (int round = 0; round < 120; ++round) {
            std::string broken = whole;
            const std::size_t at = kPage + random() % (whole.size() - kPage);
            broken[at] = static_cast<char>(broken[at] ^ (1U << (random() % 8)));
            writeFile(store.file(), broken);
            damaged += readsAll(store.file(), store.key) == ErrorCode::StoreDamaged ? 1 : 0;
            QVERIFY(readFile(store.file()) == broken);
        }
        QCOMPARE(damaged, 120);
        writeFile(store.file(), whole);
        QVERIFY(!readsAll(store.file(), store.key));
    }

    void aStoreThatIsCutShortIsDamaged() {
        CompanyStore store;
        fill(store);
        store.close();
        const std::string whole = readFile(store.file());
        for (std::size_t pages = 1; pages < whole.size() / kPage; pages += 7) {
            const std::string broken = whole.substr(0, pages * kPage - kPage / 3);
            writeFile(store.file(), broken);
            const auto failed = readsAll(store.file(), store.key);
            // Less than a page has no seal at all: as if it were another's.
            QVERIFY(failed == (pages == 1 ? ErrorCode::WrongKey : ErrorCode::StoreDamaged));
            QVERIFY(readFile(store.file()) == broken);
        }
    }

    void whoeverMeetsDamageTellsItOnce() {
        CompanyStore store;
        fill(store);
        int told = 0;
        store.reader().onDamage([&] { ++told; });
        must(store.database().truncateLog());
        std::string broken = readFile(store.file());
        for (std::size_t at = 2 * kPage; at < broken.size(); at += kPage)
            broken[at + 100] = static_cast<char>(broken[at + 100] ^ 1);
        writeFile(store.file(), broken);
        for (int i = 0; i < 3; ++i) {
            Statement read = store.reader().prepare("SELECT sum(length(value)) FROM slots");
            QCOMPARE(read.step().error().code, ErrorCode::StoreDamaged);
        }
        QCOMPARE(told, 1);
    }

    void aNewerStoreIsRefused() {
        CompanyStore store;
        must(store.writer().execute("PRAGMA user_version = 99"));
        store.close();
        const auto opened = Database::open(store.file(), store.key);
        QVERIFY(!opened.ok());
        QVERIFY(opened.error() == Error(ErrorCode::StoreTooNew, {"99"}));
        // Nothing was changed: the newer program opens it as before.
        auto again = must(Connection::open(store.file(), store.key, Connection::Access::ReadWrite));
        Statement version = again->prepare("PRAGMA user_version");
        QCOMPARE(must(readInteger(version)), 99);
    }

    void aFolderThatIsMissingIsAnError() {
        CompanyStore store;
        const auto opened = Database::open("/nonexistent/folder/store.db", store.key);
        QCOMPARE(opened.error().code, ErrorCode::Storage);
    }

    void schemaOfTodayIsAllMigrationsApplied() {
        CompanyStore store;
        const std::filesystem::path file = store.file().string() + ".today";
        auto today = must(Connection::open(file, store.key, Connection::Access::ReadWrite));
        must(today->execute(readFile(KONTOR_STORAGE_FOLDER "/schema.sql")));
        QCOMPARE(QString::fromStdString(schemaOf(*today)),
                 QString::fromStdString(schemaOf(store.writer())));
        for (const std::string_view sql :
             {"SELECT k || '=' || v FROM search_config ORDER BY k",
              "SELECT k || '=' || v FROM search_timed_config ORDER BY k"})
            QVERIFY(configOf(*today, sql) == configOf(store.writer(), sql));
    }

    /// A store of each earlier version, with something in it, becomes one of today.
    void everyEarlierVersionOpens() {
        CompanyStore store;
        for (std::size_t version = 0; version <= migrations().size(); ++version) {
            const std::filesystem::path file =
                store.file().string() + ".v" + std::to_string(version);
            {
                auto old = must(Connection::open(file, store.key, Connection::Access::ReadWrite));
                for (std::size_t i = 0; i < version; ++i)
                    must(old->execute(migrations()[i]));
                must(old->execute("PRAGMA user_version = " + std::to_string(version)));
                if (version >= 1) // "b", in a slot
                    must(
                        old->execute("INSERT INTO slots(id, value) VALUES (1, x'0100000062000000');"
                                     "INSERT INTO settings(name, slot) VALUES ('a', 1)"));
            }
            const auto opened = must(Database::open(file, store.key));
            QCOMPARE(schemaOf(opened->writer()), schemaOf(store.writer()));
            const auto kept = must(SettingsStore(opened->reader()).text("a"));
            QCOMPARE(kept.has_value(), version >= 1);
        }
    }

    void theReaderCannotWrite() {
        CompanyStore store;
        QVERIFY(!store.reader().execute("DELETE FROM settings").ok());
        QVERIFY(!store.reader().execute("CREATE TABLE t(a)").ok());
    }

    void secureDeleteAndWalAreOn() {
        CompanyStore store;
        Statement secure = store.writer().prepare("PRAGMA secure_delete");
        QCOMPARE(must(readInteger(secure)), 1);
        Statement sync = store.writer().prepare("PRAGMA synchronous");
        QCOMPARE(must(readInteger(sync)), 2);
        Statement journal = store.writer().prepare("PRAGMA journal_mode");
        const auto mode = must(readOne(journal, [](Statement& row) { return row.text(); }));
        QCOMPARE(mode.value_or(""), std::string("wal"));
        for (const std::string_view sql :
             {"SELECT v FROM search_config WHERE k = 'secure-delete'",
              "SELECT v FROM search_timed_config WHERE k = 'secure-delete'"}) {
            Statement option = store.writer().prepare(sql);
            QCOMPARE(must(readInteger(option)), 1);
        }
    }

    void aTransactionThatIsNotCommittedLeavesNothing() {
        CompanyStore store;
        SettingsStore settings(store.writer());
        const Revision before = must(store.writer().revision());
        {
            Transaction transaction = store.begin();
            must(settings.putText(transaction, "a", "1"));
            QVERIFY(must(settings.text("a")).has_value());
        }
        QVERIFY(!must(settings.text("a")).has_value());
        QVERIFY(must(store.writer().revision()) == before);
    }

    void eachTransactionMakesTheRevisionOneHigher() {
        CompanyStore store;
        const Revision before = must(store.reader().revision());
        Transaction transaction = store.begin();
        QVERIFY(transaction.revision() == before.next());
        must(SettingsStore(store.writer()).putText(transaction, "a", "1"));
        QVERIFY(must(store.reader().revision()) == before);
        QVERIFY(must(transaction.commit()) == before.next());
        QVERIFY(must(store.reader().revision()) == before.next());
    }

    void aTransactionInsideAnotherIsRefused() {
        CompanyStore store;
        Transaction transaction = store.begin();
        QCOMPARE(Transaction::begin(store.database()).error().code, ErrorCode::Internal);
    }

    void savepointsUndoOneEntryAndKeepTheOthers() {
        CompanyStore store;
        SettingsStore settings(store.writer());
        store.write([&](Transaction& transaction) {
            {
                Savepoint first = must(Savepoint::begin(transaction));
                must(settings.putText(transaction, "first", "1"));
                must(first.keep());
            }
            {
                Savepoint second = must(Savepoint::begin(transaction));
                must(settings.putText(transaction, "second", "1"));
                {
                    Savepoint inner = must(Savepoint::begin(transaction));
                    must(settings.putText(transaction, "inner", "1"));
                    must(inner.keep());
                }
            }
            Savepoint third = must(Savepoint::begin(transaction));
            must(settings.putText(transaction, "third", "1"));
            must(third.keep());
        });
        QVERIFY(must(settings.text("first")).has_value());
        QVERIFY(!must(settings.text("second")).has_value());
        QVERIFY(!must(settings.text("inner")).has_value());
        QVERIFY(must(settings.text("third")).has_value());
    }

    void aReaderSeesOneRevisionDuringASnapshot() {
        CompanyStore store;
        SettingsStore reading(store.reader());
        store.write([&](Transaction& transaction) {
            must(SettingsStore(store.writer()).putText(transaction, "a", "old"));
        });
        {
            const Snapshot snapshot = must(Snapshot::begin(store.reader()));
            QCOMPARE(must(reading.text("a")).value(), std::string("old"));
            store.write([&](Transaction& transaction) {
                must(SettingsStore(store.writer()).putText(transaction, "a", "new"));
            });
            QCOMPARE(must(reading.text("a")).value(), std::string("old"));
            // An erasure's checkpoint waits for the reader and says so.
            QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Busy);
        }
        QCOMPARE(must(reading.text("a")).value(), std::string("new"));
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        QCOMPARE(std::filesystem::file_size(store.file().string() + "-wal"), std::uintmax_t{0});
    }

    /// Windows, requests on their way and drafts name rows by their ids: one that came again would
    /// be taken for the row before it. SQLite by itself gives the biggest id again.
    void idsAreNeverGivenTwice() {
        CompanyStore store;
        struct Ids {
            ConversationId conversation;
            MessageRow message;
            OutboxRow outgoing;
            IntentRow intent;
        };
        const auto makeAndRemove = [&](std::uint32_t number) {
            Ids ids;
            ids.conversation = store.conversation(number);
            ids.message = store.add(CompanyStore::textOfAnna(ids.conversation, "text"));
            store.write([&](Transaction& transaction) {
                NewOutgoing outgoing;
                outgoing.conversation = ids.conversation;
                outgoing.key = idOf<IdempotencyKey>(number);
                outgoing.message = ids.message;
                ids.outgoing = must(OutboxStore(store.writer()).enqueue(transaction, outgoing));
                IntentRecord intent;
                intent.conversation = ids.conversation;
                ids.intent = must(CommitStore(store.writer()).addIntent(transaction, intent));
            });
            store.write([&](Transaction& transaction) {
                must(ConversationStore(store.writer()).remove(transaction, ids.conversation));
            });
            return ids;
        };
        Ids last = makeAndRemove(1);
        for (std::uint32_t number = 2; number <= 4; ++number) {
            if (number == 3) {
                store.close();
                store.open();
            }
            const Ids next = makeAndRemove(number);
            QVERIFY(next.conversation > last.conversation);
            QVERIFY(next.message > last.message);
            QVERIFY(next.outgoing > last.outgoing);
            QVERIFY(next.intent > last.intent);
            last = next;
        }
        // Whatever else has an id of its own: `meta` has one row, bodies and timers their
        // messages'.
        Statement tables = store.writer().prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%id INTEGER PRIMARY"
            " KEY%' AND sql NOT LIKE '%id INTEGER PRIMARY KEY AUTOINCREMENT%' AND name NOT LIKE"
            " 'search%' ORDER BY name");
        QVERIFY((must(readAll(tables, [](Statement& row) { return row.text(); })) ==
                 std::vector<std::string>{"bodies", "meta"}));
    }

    void idleWorkWaitsForNobody() {
        CompanyStore store;
        int written = 0;
        store.database().onWritten([&] { ++written; });
        store.add(CompanyStore::textOfBob(store.conversation(1), 1, "text"));
        QCOMPARE(written, 2);
        {
            Transaction transaction = store.begin(); // rolls back
            must(SettingsStore(store.writer()).putText(transaction, "a", "b"));
        }
        QCOMPARE(written, 2);
        const auto tidy = [&] {
            for (;;)
                if (const auto tidied = must(store.database().tidyStep());
                    tidied != Database::Tidied::More)
                    return tidied;
        };
        {
            const Snapshot snapshot = must(Snapshot::begin(store.reader()));
            must(SettingsStore(store.reader()).text("a")); // the snapshot begins with a read
            QVERIFY(tidy() == Database::Tidied::Busy);
        }
        QVERIFY(tidy() == Database::Tidied::Done);
        QCOMPARE(std::filesystem::file_size(store.file().string() + "-wal"), std::uintmax_t{0});
        QCOMPARE(written, 2); // by itself it makes no work for itself
    }

    void readerAndWriterWorkOnTwoThreads() {
        CompanyStore store;
        std::thread reading([&] {
            SettingsStore settings(store.reader());
            for (int i = 0; i < 200; ++i)
                must(settings.text("count"));
        });
        for (int i = 0; i < 50; ++i) {
            store.write([&](Transaction& transaction) {
                must(SettingsStore(store.writer()).putNumber(transaction, "count", i));
            });
        }
        reading.join();
        QCOMPARE(must(SettingsStore(store.reader()).number("count")).value(), 49);
    }

    void numbersThatSqlCannotHoldAreRefused() {
        CompanyStore store;
        Statement statement = store.writer().prepare("SELECT ?1");
        statement.bind(Seq(~std::uint64_t{0}));
        QCOMPARE(statement.step().error().code, ErrorCode::TooLarge);
    }

    /// They belong to no message that is here, and are content all the same.
    void actsOnPollsThatNobodyHasToldOfAreContent() {
        QVERIFY(std::ranges::any_of(storedPlaces(), [](const StoredPlace& place) {
            return place.table == "early_poll_acts" && place.column == "slot" &&
                   place.erasing == Erasing::Zeroed;
        }));
    }

    /// design.md, 9: a place that is not registered fails here.
    void everyColumnIsRegisteredAsContentOrContentFree() {
        CompanyStore store;
        std::set<std::string> known;
        std::set<std::string> indexes;
        for (const StoredPlace& place : storedPlaces()) {
            if (place.kind == PlaceKind::SearchIndex)
                indexes.insert(std::string(place.table));
            else
                known.insert(std::string(place.table) + "." + std::string(place.column));
        }
        for (const ContentFreeColumn& column : contentFreeColumns()) {
            const bool fresh =
                known.insert(std::string(column.table) + "." + std::string(column.column)).second;
            QVERIFY2(fresh, "a column is registered as content and as content-free");
        }
        Statement statement = store.writer().prepare(
            "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c"
            " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2");
        std::size_t found = 0;
        std::set<std::string> indexesFound;
        for (const auto& [table, column] : must(readAll(statement, [](Statement& row) {
                 std::string name = row.text();
                 return std::pair(std::move(name), row.text());
             }))) {
            // An index and its shadow tables are one place.
            const auto index = std::ranges::find_if(indexes, [&](const std::string& name) {
                const auto rest = table.substr(std::min(name.size(), table.size()));
                return table.starts_with(name) &&
                       (rest.empty() || rest == "_data" || rest == "_idx" || rest == "_config");
            });
            if (index != indexes.end()) {
                indexesFound.insert(*index);
                continue;
            }
            ++found;
            QVERIFY2(known.contains(table + "." + column), (table + "." + column).c_str());
        }
        QCOMPARE(found, known.size()); // and nothing is registered that is not there
        QCOMPARE(indexesFound.size(), indexes.size());
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
