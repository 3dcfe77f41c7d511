#include "server/sqlite/checkpoint.h"

#include <chrono>
#include <utility>

namespace kontor::server::sqlite {

namespace {

/// Above so many pages (32 MB) the file is made to start again, if at most so many are left to
/// copy: 8 MB, some milliseconds.
constexpr int kLongPages = 8'000;
constexpr int kFewPages = 2'000;
constexpr std::chrono::milliseconds kBetweenCopies{50};

struct Copied {
    int inLog = 0;
    int copied = 0;
};

/// PASSIVE waits for nobody; SQLITE_BUSY (the other connection copies just now) is no failure.
Copied copyPassively(Database& database) {
    Copied pages;
    const int result = sqlite3_wal_checkpoint_v2(
        database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages.inLog, &pages.copied);
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
        database.fail(result);
    return pages;
}

} // namespace

WalWatch::WalWatch(Database& database, std::shared_ptr<WalProgress> progress)
    : m_database(database)
    , m_progress(std::move(progress)) {
    sqlite3_wal_hook(
        database.handle(),
        [](void* self, sqlite3* /*connection*/, const char* /*name*/, int pages) {
            static_cast<WalWatch*>(self)->m_pages = pages;
            return SQLITE_OK;
        },
        this);
}

void WalWatch::afterCommit() {
    if (m_pages < kLongPages)
        return;
    if (m_progress->attended && m_pages - m_progress->copied >= kFewPages)
        return;
    copyPassively(m_database);
    m_pages = 0;
}

Result<std::unique_ptr<CheckpointThread>>
CheckpointThread::start(const std::string& path, std::shared_ptr<WalProgress> progress) {
    auto database = Database::open(path, Database::Durability::Fsync);
    if (!database.ok())
        return database.error();
    return std::unique_ptr<CheckpointThread>(
        new CheckpointThread(std::move(database).value(), std::move(progress)));
}

CheckpointThread::CheckpointThread(std::unique_ptr<Database> database,
                                   std::shared_ptr<WalProgress> progress)
    : m_database(std::move(database))
    , m_progress(std::move(progress)) {
    m_progress->attended = true;
    m_thread = std::thread([this] { run(); });
}

CheckpointThread::~CheckpointThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_stopped.notify_one();
    m_thread.join();
    m_progress->attended = false;
}

void CheckpointThread::run() {
    std::unique_lock lock(m_mutex);
    while (!m_stopped.wait_for(lock, kBetweenCopies, [this] { return m_stop; })) {
        lock.unlock();
        m_progress->copied = copyPassively(*m_database).copied;
        lock.lock();
    }
}

} // namespace kontor::server::sqlite
