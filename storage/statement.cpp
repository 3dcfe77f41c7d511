#include "base/error_codes.h"
#include "base/log.h"
#include "storage/connection.h"
#include "storage/sqlite_error.h"

#include <limits>
#include <sqlite3.h>
#include <utility>

namespace kontor::storage {

ErrorCode errorOf(int sqliteCode) {
    switch (sqliteCode & 0xFF) {
    case SQLITE_INTERRUPT:
        return ErrorCode::Stopped;
    case SQLITE_NOTADB:
        return ErrorCode::WrongKey;
    case SQLITE_CORRUPT: // a page that is not as it was written: SQLCipher checks each
        log::error(log::Category::Storage, "the database is damaged", {{"sqlite", sqliteCode}});
        return ErrorCode::StoreDamaged;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    default:
        log::warning(log::Category::Storage, "database refused", {{"sqlite", sqliteCode}});
        return ErrorCode::Storage;
    }
}

Statement::Statement(Connection& connection, sqlite3_stmt* statement, std::string_view sql)
    : m_connection(&connection)
    , m_statement(statement)
    , m_sql(sql) {
    if (m_statement == nullptr)
        m_fault = ErrorCode::Storage;
}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_sql(other.m_sql)
    , m_nextParameter(other.m_nextParameter)
    , m_nextColumn(other.m_nextColumn)
    , m_fault(other.m_fault) {}

Statement::~Statement() {
    if (m_statement != nullptr)
        m_connection->giveBack(m_sql, m_statement);
}

void Statement::note(int sqliteCode) {
    if (sqliteCode != SQLITE_OK && !m_fault)
        m_fault = m_connection->fault(sqliteCode);
}

Statement& Statement::bind(std::int64_t value) {
    note(sqlite3_bind_int64(m_statement, m_nextParameter++, value));
    return *this;
}

Statement& Statement::bindUnsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        ++m_nextParameter;
        m_fault = ErrorCode::TooLarge;
        return *this;
    }
    return bind(static_cast<std::int64_t>(value));
}

Statement& Statement::bind(std::string_view text) {
    const char* data = text.empty() ? "" : text.data(); // a null pointer would bind NULL
    note(sqlite3_bind_text64(m_statement, m_nextParameter++, data, text.size(), SQLITE_TRANSIENT,
                             SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(ByteView blob) {
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    note(sqlite3_bind_blob64(m_statement, m_nextParameter++, data, blob.size(), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bindBorrowed(ByteView blob) {
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    note(sqlite3_bind_blob64(m_statement, m_nextParameter++, data, blob.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindNull() {
    note(sqlite3_bind_null(m_statement, m_nextParameter++));
    return *this;
}

Result<bool> Statement::step() {
    if (m_fault)
        return *m_fault;
    m_nextColumn = 0;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    note(code);
    return *m_fault;
}

Result<void> Statement::run() {
    for (;;) {
        const auto row = step();
        if (!row.ok())
            return row.error();
        if (!row.value())
            return {};
    }
}

std::int64_t Statement::integer() {
    return sqlite3_column_int64(m_statement, m_nextColumn++);
}

ByteView Statement::blobView() {
    const int column = m_nextColumn++;
    const void* data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

std::string Statement::text() {
    return std::string(textOf(blobView()));
}

Bytes Statement::blob() {
    return toBytes(blobView());
}

SecretBytes Statement::secret() {
    return SecretBytes::copyOf(blobView());
}

bool Statement::nullNext() {
    if (sqlite3_column_type(m_statement, m_nextColumn) != SQLITE_NULL)
        return false;
    ++m_nextColumn;
    return true;
}

std::optional<ErrorCode> Statement::optionalErrorCode() {
    if (nullNext())
        return std::nullopt;
    const std::string_view name = textOf(blobView());
    for (const NamedErrorCode& known : kErrorCodes) {
        if (known.name == name)
            return known.code;
    }
    return ErrorCode::Internal; // written by another version of this program
}

void Statement::damaged() {
    if (!m_fault)
        m_fault = ErrorCode::Storage;
}

} // namespace kontor::storage
