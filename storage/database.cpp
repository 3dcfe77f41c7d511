#include "storage/database.h"

#include "base/log.h"
#include "storage/fold.h"
#include "storage/index_rows.h"
#include "storage/migrations.h"
#include "storage/rows.h"
#include "storage/sqlite_error.h"

#include <fstream>
#include <sqlite3.h>

namespace kontor::storage {

namespace {

namespace fs = std::filesystem;

/// The file exists before SQLite sees it, readable by the user alone; its WAL inherits that.
Result<void> makePrivateFile(const fs::path& file) {
    std::error_code failure;
    if (fs::exists(file, failure))
        return {};
    if (!std::ofstream(file, std::ios::app))
        return ErrorCode::Storage;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failure);
    if (failure)
        return ErrorCode::Storage;
    return {};
}

Result<void> refreshIndex(Connection& connection) {
    Statement ask = connection.prepare("SELECT fold_version FROM meta");
    const auto version = readInteger(ask);
    if (!version.ok())
        return version.error();
    if (version.value() == foldVersion())
        return {};
    if (const auto begun = connection.execute("BEGIN IMMEDIATE"); !begun.ok())
        return begun.error();
    if (const auto filled = refillIndex(connection); !filled.ok()) {
        static_cast<void>(connection.execute("ROLLBACK").ok());
        return filled.error();
    }
    return connection.execute("COMMIT");
}

} // namespace

Result<Database::Checkpoint> Database::checkpoint(Connection& connection, int mode) {
    int framesInLog = 0;
    int framesDone = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(connection.handle(), "main", mode, &framesInLog, &framesDone);
    if ((code & 0xFF) == SQLITE_BUSY)
        return Checkpoint::Busy;
    if (code != SQLITE_OK)
        return connection.fault(code);
    return framesDone == framesInLog ? Checkpoint::Done : Checkpoint::Busy;
}

Database::Database(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader)
    : m_writer(std::move(writer))
    , m_reader(std::move(reader)) {}

Database::~Database() = default; // the reader closes first: the writer's close empties the WAL

int Database::newestVersion() {
    return static_cast<int>(migrations().size());
}

Result<std::unique_ptr<Database>> Database::open(const fs::path& file, const StoreKey& key) {
    if (const auto made = makePrivateFile(file); !made.ok())
        return made.error();
    auto writer = Connection::open(file, key, Connection::Access::ReadWrite);
    if (!writer.ok())
        return writer.error();
    if (const auto migrated = migrate(*writer.value()); !migrated.ok())
        return migrated.error();
    if (const auto fresh = refreshIndex(*writer.value()); !fresh.ok())
        return fresh.error();
    auto reader = Connection::open(file, key, Connection::Access::ReadOnly);
    if (!reader.ok())
        return reader.error();
    return std::unique_ptr<Database>(
        new Database(std::move(writer).value(), std::move(reader).value()));
}

Result<void> Database::examine() {
    // Names each page whose seal does not fit; then what is in them.
    Statement seals = m_reader->prepare("PRAGMA cipher_integrity_check");
    const auto broken = seals.step();
    if (!broken.ok())
        return broken.error();
    if (broken.value())
        return ErrorCode::StoreDamaged;
    Statement pages = m_reader->prepare("PRAGMA quick_check(1)");
    const auto said = readOne(pages, [](Statement& row) { return row.text(); });
    if (!said.ok())
        return said.error();
    return said.value() == "ok" ? Result<void>() : Result<void>(ErrorCode::StoreDamaged);
}

Result<Database::Checkpoint> Database::truncateLog() {
    if (m_writer->inTransaction()) {
        log::error(log::Category::Storage, "checkpoint inside a transaction");
        return ErrorCode::Internal;
    }
    return checkpoint(*m_writer, SQLITE_CHECKPOINT_TRUNCATE);
}

Result<Database::Tidied> Database::tidyStep() {
    const int before = sqlite3_total_changes(m_writer->handle());
    Statement merge = m_writer->prepare("INSERT INTO search(search, rank) VALUES ('merge', 64)");
    if (const auto merged = merge.run(); !merged.ok())
        return merged.error();
    // FTS5: fewer than two changes mean that there was nothing left to merge.
    const bool more = sqlite3_total_changes(m_writer->handle()) - before >= 2;
    const int mode = more ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    m_writer->setPatience(Milliseconds(0));
    const auto done = checkpoint(*m_writer, mode);
    m_writer->setPatience(Connection::kPatience);
    if (!done.ok())
        return done.error();
    if (more)
        return Tidied::More;
    return done.value() == Checkpoint::Done ? Tidied::Done : Tidied::Busy;
}

} // namespace kontor::storage
