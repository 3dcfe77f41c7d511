#pragma once

#include "storage/database.h"

namespace kontor::storage {

/// The only way to write. BEGIN IMMEDIATE at begin(), everything rolled back by the destructor
/// unless commit() was called. Durable (fsync) when commit() has returned. One at a time, on the
/// core thread. After a rollback every object in memory that was changed beside it (mls::Group)
/// must be loaded again.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Makes everything durable and the store's revision one higher. Errors: Storage; then nothing
    /// was written.
    [[nodiscard]] Result<Revision> commit();
    /// What the store's revision will be after commit(): for diffs.
    [[nodiscard]] Revision revision() const { return m_revision; }
    [[nodiscard]] Connection& connection() { return *m_connection; }

private:
    friend class Savepoint;
    Transaction(Database& database, Revision revision)
        : m_database(&database)
        , m_connection(&database.writer())
        , m_revision(revision) {}

    Database* m_database;
    Connection* m_connection; ///< none when moved from or committed
    Revision m_revision;
    int m_depth = 0;
};

/// A part of a transaction that can be undone by itself: an entry of a catch-up slice (delivery.md,
/// rule 15). May be nested; ends before its Transaction does.
class Savepoint {
public:
    [[nodiscard]] static Result<Savepoint> begin(Transaction& transaction);
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    /// Undoes what was written since begin(), unless keep() was called.
    ~Savepoint();
    [[nodiscard]] Result<void> keep();

private:
    Savepoint(Transaction* transaction, int depth)
        : m_transaction(transaction)
        , m_depth(depth) {}
    Transaction* m_transaction;
    int m_depth;
};

} // namespace kontor::storage
