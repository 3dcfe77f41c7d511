#define SQLITE_HAS_CODEC 1 // before sqlite3.h: declares sqlite3_key_v2

#include "storage/connection.h"

#include "base/log.h"
#include "storage/rows.h"
#include "storage/search_terms.h"
#include "storage/sqlite_error.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>
#include <utility>

namespace kontor::storage {

namespace {

// store-notes.md, 2. Checkpoints are made in idle time and after erasures; a commit makes one only
// when there was no idle time for 16 MB.
constexpr std::string_view kPragmas = "PRAGMA cipher_log_level = NONE;"
                                      "PRAGMA secure_delete = ON;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA foreign_keys = ON;"
                                      "PRAGMA trusted_schema = OFF;";
constexpr std::string_view kWriterPragmas = "PRAGMA journal_mode = WAL;"
                                            "PRAGMA synchronous = FULL;"
                                            "PRAGMA wal_autocheckpoint = 4000;"
                                            "PRAGMA cache_size = -4096;";
constexpr std::string_view kReaderPragmas = "PRAGMA cache_size = -16384;";

/// SQLCipher takes a raw key as text: x'64 hexadecimal digits'.
Result<void> giveKey(sqlite3* handle, const StoreKey& key) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    SecretBytes text(StoreKey::kSize * 2 + 3);
    const auto out = text.writable();
    out[0] = 'x';
    out[1] = '\'';
    std::size_t at = 2;
    for (const std::uint8_t byte : key.view()) {
        out[at++] = static_cast<std::uint8_t>(kDigits[byte >> 4U]);
        out[at++] = static_cast<std::uint8_t>(kDigits[byte & 0xFU]);
    }
    out[at] = '\'';
    if (sqlite3_key_v2(handle, "main", text.view().data(), static_cast<int>(text.size())) !=
        SQLITE_OK)
        return ErrorCode::Storage;
    return {};
}

/// A stock SQLite accepts a key in silence and writes plaintext: it has no cipher_version.
Result<void> checkCipher(Connection& connection) {
    Statement statement = connection.prepare("PRAGMA cipher_version");
    const auto version = readOne(statement, [](Statement& row) { return row.text(); });
    if (!version.ok())
        return version.error();
    const std::string text = version.value().value_or("");
    if (text.empty() || text[0] < '4' || text[0] > '9') {
        log::error(log::Category::Storage, "the database library has no SQLCipher 4");
        return ErrorCode::Storage;
    }
    return {};
}

/// The first read of a page: shows whether the key is right.
Result<void> checkKey(Connection& connection) {
    Statement statement = connection.prepare("SELECT count(*) FROM sqlite_schema");
    const auto count = readInteger(statement);
    if (!count.ok())
        return count.error();
    return {};
}

} // namespace

Connection::Connection(sqlite3* handle)
    : m_handle(handle) {}

Connection::~Connection() {
    for (const Cached& cached : m_idle)
        sqlite3_finalize(cached.statement);
    const int code = sqlite3_close(m_handle);
    if (code != SQLITE_OK) // a Statement outlives its Connection: a bug of ours
        log::error(log::Category::Storage, "connection not closed", {{"sqlite", code}});
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file,
                                                     const StoreKey& key, Access access) {
    const int mode = access == Access::ReadOnly ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const std::u8string name = file.u8string();
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &handle,
                                     mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    std::unique_ptr<Connection> connection(new Connection(handle));
    if (code != SQLITE_OK)
        return errorOf(code);
    connection->setPatience(kPatience);
    if (const auto keyed = giveKey(handle, key); !keyed.ok())
        return keyed.error();
    if (const auto cipher = checkCipher(*connection); !cipher.ok())
        return cipher.error();
    if (const auto set = connection->execute(kPragmas); !set.ok())
        return set.error();
    if (const auto right = checkKey(*connection); !right.ok())
        return right.error();
    connection->m_keyIsRight = true;
    const auto set =
        connection->execute(access == Access::ReadWrite ? kWriterPragmas : kReaderPragmas);
    if (!set.ok())
        return set.error();
    if (const auto added = addSearchFunctions(handle); !added.ok())
        return added.error();
    return connection;
}

Statement Connection::prepare(std::string_view sql) {
    const auto same = [&](const Cached& cached) {
        return (cached.sql.data() == sql.data() && cached.sql.size() == sql.size()) ||
               cached.sql == sql;
    };
    const auto found = std::ranges::find_if(m_idle, same);
    if (found != m_idle.end()) {
        sqlite3_stmt* statement = found->statement;
        *found = m_idle.back();
        m_idle.pop_back();
        return {*this, statement, sql};
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        const ErrorCode error = fault(code);
        Statement faulty(*this, nullptr, sql);
        faulty.m_fault = error;
        return faulty;
    }
    return {*this, statement, sql};
}

void Connection::giveBack(std::string_view sql, sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    const bool known =
        std::ranges::any_of(m_idle, [&](const Cached& cached) { return cached.sql == sql; });
    if (known) // a nested use of the same statement: one spare is enough
        sqlite3_finalize(statement);
    else
        m_idle.push_back({sql, statement});
}

Result<void> Connection::execute(std::string_view script) {
    const std::string text(script);
    const int code = sqlite3_exec(m_handle, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fault(code);
    return {};
}

ErrorCode Connection::fault(int sqliteCode) {
    ErrorCode error = errorOf(sqliteCode);
    // The key opened it before: it is the page that is no such page any more.
    if (error == ErrorCode::WrongKey && m_keyIsRight)
        error = ErrorCode::StoreDamaged;
    if (error == ErrorCode::StoreDamaged)
        leaveAsItIs();
    if (error == ErrorCode::StoreDamaged && m_onDamage)
        std::exchange(m_onDamage, {})();
    return error;
}

void Connection::leaveAsItIs() {
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Connection::onDamage(std::function<void()> found) {
    m_onDamage = std::move(found);
}

void Connection::interrupt() {
    sqlite3_interrupt(m_handle);
}

void Connection::setPatience(Milliseconds patience) {
    sqlite3_busy_timeout(m_handle, static_cast<int>(patience.count()));
}

std::int64_t Connection::lastRow() const {
    return sqlite3_last_insert_rowid(m_handle);
}

std::int64_t Connection::changedRows() const {
    return sqlite3_changes64(m_handle);
}

bool Connection::inTransaction() const {
    return sqlite3_get_autocommit(m_handle) == 0;
}

Result<Revision> Connection::revision() {
    Statement statement = prepare("SELECT revision FROM meta");
    const auto value = readInteger(statement);
    if (!value.ok())
        return value.error();
    return Revision(static_cast<std::uint64_t>(value.value()));
}

Result<Snapshot> Snapshot::begin(Connection& connection) {
    if (connection.inTransaction())
        return Snapshot(nullptr);
    Statement statement = connection.prepare("BEGIN");
    if (const auto begun = statement.run(); !begun.ok())
        return begun.error();
    return Snapshot(&connection);
}

Snapshot::Snapshot(Snapshot&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)) {}

Snapshot::~Snapshot() {
    if (m_connection == nullptr)
        return;
    Statement statement = m_connection->prepare("COMMIT");
    if (!statement.run().ok())
        log::warning(log::Category::Storage, "a read transaction did not end");
}

} // namespace kontor::storage
