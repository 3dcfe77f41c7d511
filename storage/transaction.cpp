#include "storage/transaction.h"

#include "base/log.h"
#include "storage/rows.h"

#include <array>
#include <cassert>
#include <utility>

namespace kontor::storage {

namespace {

/// Statements are cached by their literal, so each depth has its own.
struct SavepointText {
    std::string_view begin;
    std::string_view keep;
    std::string_view undo;
};
constexpr auto kSavepoints = std::to_array<SavepointText>({
    {"SAVEPOINT s1", "RELEASE s1", "ROLLBACK TO s1"},
    {"SAVEPOINT s2", "RELEASE s2", "ROLLBACK TO s2"},
    {"SAVEPOINT s3", "RELEASE s3", "ROLLBACK TO s3"},
    {"SAVEPOINT s4", "RELEASE s4", "ROLLBACK TO s4"},
});

Result<void> run(Connection& connection, std::string_view sql) {
    return connection.prepare(sql).run();
}

} // namespace

Result<Transaction> Transaction::begin(Database& database) {
    Connection& connection = database.writer();
    if (connection.inTransaction()) {
        log::error(log::Category::Storage, "a transaction inside another");
        return ErrorCode::Internal;
    }
    if (const auto begun = run(connection, "BEGIN IMMEDIATE"); !begun.ok())
        return begun.error();
    const auto revision = connection.revision();
    if (!revision.ok()) {
        static_cast<void>(run(connection, "ROLLBACK").ok());
        return revision.error();
    }
    return Transaction(database, revision.value().next());
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(other.m_database)
    , m_connection(std::exchange(other.m_connection, nullptr))
    , m_revision(other.m_revision)
    , m_depth(other.m_depth) {}

Transaction::~Transaction() {
    // After some errors (full disk, out of memory) SQLite has rolled back by itself.
    if (m_connection == nullptr || !m_connection->inTransaction())
        return;
    if (!run(*m_connection, "ROLLBACK").ok())
        log::error(log::Category::Storage, "a transaction did not roll back");
}

Result<Revision> Transaction::commit() {
    assert(m_depth == 0);
    Statement update = m_connection->prepare("UPDATE meta SET revision = ?1");
    if (const auto counted = update.bind(m_revision).run(); !counted.ok())
        return counted.error();
    if (const auto done = run(*m_connection, "COMMIT"); !done.ok())
        return done.error();
    m_connection = nullptr;
    m_database->tellWritten();
    return m_revision;
}

Result<Savepoint> Savepoint::begin(Transaction& transaction) {
    const int depth = transaction.m_depth;
    if (static_cast<std::size_t>(depth) >= kSavepoints.size())
        return ErrorCode::Internal;
    if (const auto begun = run(transaction.connection(), kSavepoints[depth].begin); !begun.ok())
        return begun.error();
    ++transaction.m_depth;
    return Savepoint(&transaction, depth);
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : m_transaction(std::exchange(other.m_transaction, nullptr))
    , m_depth(other.m_depth) {}

Savepoint::~Savepoint() {
    if (m_transaction == nullptr)
        return;
    --m_transaction->m_depth;
    Connection& connection = m_transaction->connection();
    if (!connection.inTransaction())
        return;
    const bool undone = run(connection, kSavepoints[m_depth].undo).ok() &&
                        run(connection, kSavepoints[m_depth].keep).ok();
    if (!undone)
        log::error(log::Category::Storage, "a savepoint did not roll back");
}

Result<void> Savepoint::keep() {
    assert(m_transaction->m_depth == m_depth + 1);
    if (const auto kept = run(m_transaction->connection(), kSavepoints[m_depth].keep); !kept.ok())
        return kept.error();
    --m_transaction->m_depth;
    m_transaction = nullptr;
    return {};
}

} // namespace kontor::storage
