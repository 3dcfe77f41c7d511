#pragma once

#include "storage/connection.h"

#include <functional>

namespace kontor::storage {

/// The encrypted store of one profile: SQLCipher with a raw key, one writer and one reader.
/// Who opens it holds the profile's lock already (core does).
class Database {
public:
    /// Opens or creates the store and brings its schema up to date. `file` lies in a folder that
    /// exists. The search index is filled again when its way of folding text has changed, before
    /// anything can be erased from it. Errors: WrongKey (a damaged first page looks the same);
    /// StoreDamaged; StoreTooNew (args: its version); Storage.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                                const StoreKey& key);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// The core thread's.
    [[nodiscard]] Connection& writer() { return *m_writer; }
    /// The reader thread's: cannot write.
    [[nodiscard]] Connection& reader() { return *m_reader; }

    enum class Checkpoint : std::uint8_t {
        Done,
        Busy, ///< somebody reads or writes: what was erased may still be in the WAL. Try again.
    };
    /// Writes the WAL into the main file and empties it: what was erased is gone from disk only
    /// after this said Done. Core thread, outside a transaction, after every erasing commit.
    [[nodiscard]] Result<Checkpoint> truncateLog();
    enum class Tidied : std::uint8_t {
        More, ///< there is more to do
        Busy, ///< somebody reads: the WAL is not empty yet
        Done, ///< nothing is left to do, and the WAL is empty
    };
    /// Idle work of the core thread, about 10 ms a call: a step of the search index's merge and a
    /// checkpoint, which waits for nobody. When there is nothing to merge the WAL is emptied, so
    /// that replaced secrets do not stay in it: to be called until it is Done, whenever there was
    /// some writing and nothing else is to be done (core's StoreTidier).
    [[nodiscard]] Result<Tidied> tidyStep();

    /// Reads every page of the file. StoreDamaged: one is not as it was written.
    [[nodiscard]] Result<void> examine();

    /// Called after each commit of a Transaction, on the core thread, until another is set.
    void onWritten(std::function<void()> written) { m_written = std::move(written); }

    /// The newest schema this program knows.
    [[nodiscard]] static int newestVersion();

private:
    friend class Transaction;
    Database(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader);
    [[nodiscard]] static Result<Checkpoint> checkpoint(Connection& connection, int mode);
    void tellWritten() const {
        if (m_written)
            m_written();
    }
    std::unique_ptr<Connection> m_writer;
    std::unique_ptr<Connection> m_reader;
    std::function<void()> m_written;
};

} // namespace kontor::storage
