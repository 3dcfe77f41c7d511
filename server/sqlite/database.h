#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/number.h"
#include "base/result.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

/// A thin cover of SQLite's C interface. A call that ends as no call may end (disk, damage, a bug)
/// marks the database as failed: from then on statements find and change nothing, and the owner of
/// the transaction asks failed() before it believes anything.
namespace kontor::server::sqlite {

class Database {
public:
    enum class Durability : std::uint8_t {
        Fsync, ///< COMMIT returns when the disk has it
        None,  ///< for simulations, which lose power only in their own minds
    };

    /// Makes the file (0600) when there is none. Errors: Storage.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& path,
                                                                Durability durability);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Statements without results, for schema and transactions.
    void run(const char* sql);
    [[nodiscard]] bool failed() const { return m_failed; }
    /// `result` is what SQLite said; logged once, as a number.
    void fail(int result);
    [[nodiscard]] sqlite3* handle() const { return m_handle; }

private:
    Database() = default;
    sqlite3* m_handle = nullptr;
    bool m_failed = false;
};

/// A prepared statement; lives as long as its store.
class Statement {
public:
    Statement(Database& database, std::string_view sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

private:
    friend class Query;
    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
};

/// One run of a statement: binds in order, is reset at its end. Bound bytes and texts are not
/// copied: they must outlive it.
class Query {
public:
    template <typename... Values>
    explicit Query(Statement& statement, const Values&... values)
        : m_statement(statement) {
        int place = 0;
        (bind(++place, values), ...);
    }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    /// The next row; false at the end, and when the database has failed.
    [[nodiscard]] bool next();
    /// For statements without rows.
    void run();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// Valid until the next next().
    [[nodiscard]] ByteView bytes(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// All zero when the column is not an id (a damaged row): the database has failed then.
    template <typename AnyId>
    [[nodiscard]] AnyId id(int column) {
        auto parsed = AnyId::parse(bytes(column));
        if (!parsed.ok()) {
            m_statement.m_database.fail(SQLITE_CORRUPT);
            return AnyId();
        }
        return parsed.value();
    }
    template <typename AnyNumber>
    [[nodiscard]] AnyNumber as(int column) const {
        using Value = decltype(AnyNumber::value);
        return AnyNumber(static_cast<Value>(number(column)));
    }

private:
    void bind(int place, std::int64_t value);
    void bind(int place, std::uint64_t value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, std::uint32_t value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, int value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, std::chrono::seconds value) {
        bind(place, static_cast<std::int64_t>(value.count()));
    }
    void bind(int place, ByteView value);
    void bind(int place, const Bytes& value) { bind(place, ByteView(value)); }
    void bind(int place, const std::array<std::uint8_t, 32>& value) {
        bind(place, ByteView(value));
    }
    void bind(int place, std::string_view value);
    void bind(int place, const std::string& value) { bind(place, std::string_view(value)); }
    void bind(int place, std::nullptr_t);
    template <typename Tag, std::size_t N>
    void bind(int place, const Id<Tag, N>& value) {
        bind(place, value.view());
    }
    template <typename Tag, typename Value>
    void bind(int place, Number<Tag, Value> value) {
        bind(place, static_cast<std::int64_t>(value.value));
    }

    Statement& m_statement;
};

} // namespace kontor::server::sqlite
