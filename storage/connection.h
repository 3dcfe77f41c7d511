#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace kontor::storage {

using StoreKey = Secret<32>; ///< the raw key of the SQLCipher database

class Connection;

/// A prepared statement in use: values are bound from left to right, rows are stepped, columns are
/// read from left to right. It comes from Connection::prepare() and goes back to the connection's
/// cache when it is destroyed, with its bindings wiped. One thread: the connection's.
///
/// An error of preparing, binding or reading is kept and reported by the next step() or run(), and
/// by fault(): call sites stay one chain. rows.h has the usual ones.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(ByteView blob);
    /// Not copied, as a copy would not be wiped: must stay until the statement is done.
    Statement& bindBorrowed(ByteView blob);
    Statement& bindNull();
    template <typename Tag, std::size_t N>
    Statement& bind(const Id<Tag, N>& id) {
        return bind(id.view());
    }
    Statement& bind(Milliseconds time) { return bind(time.count()); }
    /// Numbers over 2^63 - 1 are refused: ErrorCode::TooLarge.
    template <typename Tag, typename Value>
    Statement& bind(Number<Tag, Value> number) {
        if constexpr (std::is_signed_v<Value>)
            return bind(static_cast<std::int64_t>(number.value));
        else
            return bindUnsigned(number.value);
    }
    template <typename Enum>
        requires std::is_enum_v<Enum>
    Statement& bind(Enum value) {
        return bind(static_cast<std::int64_t>(value));
    }
    /// By its name: the numbers of error codes do not stand on disk.
    Statement& bind(ErrorCode code) { return bind(nameOf(code)); }
    template <typename T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bindNull();
    }

    /// True: there is a row. False: done. Errors: Storage, StoreDamaged, Stopped (interrupted),
    /// TooLarge.
    [[nodiscard]] Result<bool> step();
    /// For statements without rows of their own: steps to the end.
    [[nodiscard]] Result<void> run();
    /// What went wrong so far with reading columns; looked at after the last column.
    [[nodiscard]] std::optional<ErrorCode> fault() const { return m_fault; }

    // The present row's next column.
    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] std::string text();
    [[nodiscard]] Bytes blob();
    [[nodiscard]] SecretBytes secret();
    [[nodiscard]] Milliseconds milliseconds() { return Milliseconds(integer()); }
    [[nodiscard]] std::optional<Milliseconds> optionalMilliseconds() {
        if (nullNext())
            return std::nullopt;
        return milliseconds();
    }
    [[nodiscard]] std::optional<ErrorCode> optionalErrorCode();
    template <typename Enum>
    [[nodiscard]] Enum enumeration() {
        return static_cast<Enum>(integer());
    }
    /// A blob of another length than the id's is a fault: Storage.
    template <typename IdType>
    [[nodiscard]] std::optional<IdType> optionalId() {
        if (nullNext())
            return std::nullopt;
        return id<IdType>();
    }
    template <typename IdType>
    [[nodiscard]] IdType id() {
        const auto parsed = IdType::parse(blobView());
        if (!parsed.ok()) {
            damaged();
            return IdType();
        }
        return parsed.value();
    }
    template <typename NumberType>
    [[nodiscard]] NumberType number() {
        return NumberType(static_cast<decltype(NumberType::value)>(integer()));
    }
    template <typename NumberType>
    [[nodiscard]] std::optional<NumberType> optionalNumber() {
        if (nullNext())
            return std::nullopt;
        return number<NumberType>();
    }
    /// Valid until the next step().
    [[nodiscard]] ByteView blobView();

private:
    friend class Connection;
    Statement(Connection& connection, sqlite3_stmt* statement, std::string_view sql);
    Statement& bindUnsigned(std::uint64_t value);
    /// True, and the column is passed, when the next column is NULL.
    [[nodiscard]] bool nullNext();
    void damaged();
    void note(int sqliteCode);

    Connection* m_connection;
    sqlite3_stmt* m_statement;
    std::string_view m_sql;
    int m_nextParameter = 1;
    int m_nextColumn = 0;
    std::optional<ErrorCode> m_fault;
};

/// One connection to the encrypted store. Each is used by one thread at a time; the writer belongs
/// to the core thread, the reader to the reader thread. Store classes are made on either and read
/// through it; they write only through a Transaction.
class Connection {
public:
    enum class Access : std::uint8_t { ReadWrite, ReadOnly };
    /// Lets an erasure's checkpoint outlast one query of the reader.
    static constexpr Milliseconds kPatience{50};

    /// Opens the file (ReadWrite creates it), keys it and sets the pragmas. Errors: WrongKey (also
    /// for a file that is no such store, or whose first page is damaged), StoreDamaged, Storage
    /// (disk, or a library without encryption).
    [[nodiscard]] static Result<std::unique_ptr<Connection>>
    open(const std::filesystem::path& file, const StoreKey& key, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// `sql` must be a literal: the cache is keyed by its text and keeps a view of it.
    [[nodiscard]] Statement prepare(std::string_view sql);
    /// One statement without parameters and rows, or a script of several.
    [[nodiscard]] Result<void> execute(std::string_view script);
    /// Any thread: the statement that is being stepped ends with ErrorCode::Stopped, soon. Nothing
    /// happens when none is.
    void interrupt();

    /// Called once, on this connection's thread and in the middle of its work, when a page of the
    /// file turns out not to be whole: whoever hears it comes back later, and closes the store.
    void onDamage(std::function<void()> found);
    /// Closing it does not tidy up: the files of a damaged store stay as they were found.
    void leaveAsItIs();

    /// How long a statement waits for another connection's lock; kPatience at first.
    void setPatience(Milliseconds patience);

    [[nodiscard]] std::int64_t lastRow() const;
    [[nodiscard]] std::int64_t changedRows() const;
    [[nodiscard]] bool inTransaction() const;
    /// meta.revision as this connection sees it now (qt-notes: page against diff).
    [[nodiscard]] Result<Revision> revision();
    /// For functions that SQL calls (holds) and for tests.
    [[nodiscard]] sqlite3* handle() const { return m_handle; }

private:
    friend class Statement;
    friend class Database;
    /// errorOf(), for a store that this key has opened.
    [[nodiscard]] ErrorCode fault(int sqliteCode);
    struct Cached {
        std::string_view sql;
        sqlite3_stmt* statement;
    };
    explicit Connection(sqlite3* handle);
    void giveBack(std::string_view sql, sqlite3_stmt* statement);

    sqlite3* m_handle;
    std::vector<Cached> m_idle;
    bool m_keyIsRight = false;
    std::function<void()> m_onDamage;
};

/// Reads on one connection that must fit together (a page and its revision): a read transaction
/// that ends with the object. Keep it for one query: an erasure's checkpoint waits for it.
class Snapshot {
public:
    [[nodiscard]] static Result<Snapshot> begin(Connection& connection);
    Snapshot(Snapshot&& other) noexcept;
    Snapshot& operator=(Snapshot&&) = delete;
    ~Snapshot();

private:
    explicit Snapshot(Connection* connection)
        : m_connection(connection) {}
    Connection* m_connection; ///< none when the connection is inside a transaction already
};

} // namespace kontor::storage
