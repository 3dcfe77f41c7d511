#pragma once

#include "crypto/random.h"
#include "server/blobs/sqlite/sqlite_blob_store.h"
#include "server/directory/sqlite/sqlite_directory_store.h"
#include "server/directory/sqlite/sqlite_key_package_store.h"
#include "server/log/sqlite/sqlite_inbox_store.h"
#include "server/log/sqlite/sqlite_log_store.h"
#include "server/sqlite/checkpoint.h"
#include "server/store.h"

namespace kontor::server {

/// The store in one SQLite file in WAL mode.
class SqliteStore final : public Store {
public:
    /// Makes the file when there is none and indexes what a crash left. Errors: Storage,
    /// StoreTooNew.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>>
    open(const std::string& path, sqlite::Database::Durability durability, Random& random);

    void begin() override;
    Result<void> commit() override;
    Result<void> attempt(const std::function<Result<void>()>& work) override;
    DirectoryStore& directory() override { return m_directory; }
    KeyPackageStore& keyPackages() override { return m_keyPackages; }
    LogStore& log() override { return m_log; }
    InboxStore& inbox() override { return m_inbox; }
    BlobStore& blobs() override { return m_blobs; }
    Incarnation incarnation() override { return m_incarnation; }
    Bytes policies() override;
    void setPolicies(ByteView signedStatement) override;
    bool settle(std::uint32_t rows) override;
    std::uint64_t bytes() override;

    /// For a CheckpointThread on the same file.
    [[nodiscard]] std::shared_ptr<sqlite::WalProgress> walProgress() const { return m_progress; }

private:
    explicit SqliteStore(std::unique_ptr<sqlite::Database> database);

    std::unique_ptr<sqlite::Database> m_database;
    SqliteDirectoryStore m_directory;
    SqliteKeyPackageStore m_keyPackages;
    SqliteLogStore m_log;
    SqliteInboxStore m_inbox;
    SqliteBlobStore m_blobs;
    sqlite::Statement m_getIncarnation;
    sqlite::Statement m_getPolicies;
    sqlite::Statement m_setPolicies;
    sqlite::Statement m_pages;
    Incarnation m_incarnation;
    std::shared_ptr<sqlite::WalProgress> m_progress = std::make_shared<sqlite::WalProgress>();
    sqlite::WalWatch m_watch;
};

} // namespace kontor::server
