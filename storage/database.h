#pragma once

#include "storage/connection.h"

namespace kontor::storage {

/// The encrypted store of one profile: SQLCipher with a raw key, one writer and one reader.
/// Who opens it holds the profile's lock already (core does).
class Database {
public:
    /// Opens or creates the store and brings its schema up to date. `file` lies in a folder that
    /// exists. The search index is filled again when its way of folding text has changed, before
    /// anything can be erased from it. Errors: WrongKey; StoreTooNew (args: its version);
    /// Storage.
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
    /// Idle work of the core thread, about 10 ms a call: a step of the search index's merge and a
    /// checkpoint. True: there is more to do. When there is not, the WAL was emptied as well, so
    /// that replaced secrets do not stay in it: call it whenever nothing else is to be done after a
    /// while of writing.
    [[nodiscard]] Result<bool> tidyStep();

    /// The newest schema this program knows.
    [[nodiscard]] static int newestVersion();

private:
    Database(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader);
    std::unique_ptr<Connection> m_writer;
    std::unique_ptr<Connection> m_reader;
};

} // namespace kontor::storage
