#pragma once

#include "base/result.h"
#include "server/sqlite/database.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace kontor::server::sqlite {

/// What the writer and the checkpoint thread tell each other.
struct WalProgress {
    std::atomic<bool> attended{false}; ///< there is a checkpoint thread
    std::atomic<int> copied{0};        ///< pages, as of its last copy
};

/// The writer's part in copying the write-ahead log into the database. The checkpoint thread does
/// nearly all of it; but the file starts again from its beginning only when everything is copied
/// and the writer is between two transactions, and then the writer copies the rest itself.
class WalWatch {
public:
    WalWatch(Database& database, std::shared_ptr<WalProgress> progress);
    WalWatch(const WalWatch&) = delete;
    WalWatch& operator=(const WalWatch&) = delete;

    void afterCommit();

private:
    Database& m_database;
    std::shared_ptr<WalProgress> m_progress;
    int m_pages = 0; ///< in the write-ahead log, as of the last COMMIT
};

/// A thread with a connection of its own that copies the write-ahead log into the database every
/// 50 ms, so that no COMMIT has to (inside one it takes 15-40 ms). Stops at its end.
class CheckpointThread {
public:
    /// Errors: Storage.
    [[nodiscard]] static Result<std::unique_ptr<CheckpointThread>>
    start(const std::string& path, std::shared_ptr<WalProgress> progress);
    CheckpointThread(const CheckpointThread&) = delete;
    CheckpointThread& operator=(const CheckpointThread&) = delete;
    ~CheckpointThread();

private:
    CheckpointThread(std::unique_ptr<Database> database, std::shared_ptr<WalProgress> progress);
    void run();

    std::unique_ptr<Database> m_database;
    std::shared_ptr<WalProgress> m_progress;
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace kontor::server::sqlite
