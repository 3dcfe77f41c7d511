#include "server/sqlite/database.h"

#include "base/log.h"

#include <sys/stat.h>

namespace kontor::server::sqlite {

namespace {

/// What the writer wants of its connection; figures: server-notes in docs/decisions.
constexpr const char* kPragmas = "PRAGMA page_size = 4096;"
                                 "PRAGMA journal_mode = WAL;"
                                 "PRAGMA cache_size = -65536;"
                                 "PRAGMA wal_autocheckpoint = 0;"
                                 "PRAGMA secure_delete = ON;"
                                 "PRAGMA foreign_keys = OFF;"
                                 "PRAGMA temp_store = MEMORY;";

} // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Durability durability) {
    auto database = std::unique_ptr<Database>(new Database());
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const mode_t before = ::umask(0077);
    const int result = sqlite3_open_v2(path.c_str(), &database->m_handle, flags, nullptr);
    if (result == SQLITE_OK) {
        sqlite3_extended_result_codes(database->m_handle, 1);
        database->run(kPragmas);
        database->run(durability == Durability::Fsync ? "PRAGMA synchronous = FULL"
                                                      : "PRAGMA synchronous = OFF");
    }
    ::umask(before);
    if (result != SQLITE_OK || database->failed())
        return ErrorCode::Storage;
    return database;
}

Database::~Database() {
    sqlite3_close_v2(m_handle);
}

void Database::run(const char* sql) {
    if (m_failed)
        return;
    const int result = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK)
        fail(result);
}

void Database::fail(int result) {
    if (m_failed)
        return;
    m_failed = true;
    log::error(log::Category::Storage, "the database refused a statement", {{"result", result}});
}

Statement::Statement(Database& database, std::string_view sql)
    : m_database(database) {
    const int result =
        sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    if (result != SQLITE_OK)
        database.fail(result);
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

Query::~Query() {
    sqlite3_reset(m_statement.m_statement);
}

bool Query::next() {
    if (m_statement.m_database.failed())
        return false;
    const int result = sqlite3_step(m_statement.m_statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        m_statement.m_database.fail(result);
    return false;
}

void Query::run() {
    if (next())
        m_statement.m_database.fail(SQLITE_MISUSE);
}

std::int64_t Query::number(int column) const {
    return sqlite3_column_int64(m_statement.m_statement, column);
}

bool Query::isNull(int column) const {
    return sqlite3_column_type(m_statement.m_statement, column) == SQLITE_NULL;
}

ByteView Query::bytes(int column) const {
    const void* data = sqlite3_column_blob(m_statement.m_statement, column);
    const int size = sqlite3_column_bytes(m_statement.m_statement, column);
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

std::string Query::text(int column) const {
    return std::string(textOf(bytes(column)));
}

void Query::bind(int place, std::int64_t value) {
    if (sqlite3_bind_int64(m_statement.m_statement, place, value) != SQLITE_OK)
        m_statement.m_database.fail(SQLITE_MISUSE);
}

void Query::bind(int place, ByteView value) {
    // A null pointer would be NULL; an empty value is not.
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    if (sqlite3_bind_blob64(m_statement.m_statement, place, data, value.size(), SQLITE_STATIC) !=
        SQLITE_OK)
        m_statement.m_database.fail(SQLITE_MISUSE);
}

void Query::bind(int place, std::string_view value) {
    const char* data = value.empty() ? "" : value.data();
    if (sqlite3_bind_text64(m_statement.m_statement, place, data, value.size(), SQLITE_STATIC,
                            SQLITE_UTF8) != SQLITE_OK)
        m_statement.m_database.fail(SQLITE_MISUSE);
}

void Query::bind(int place, std::nullptr_t) {
    if (sqlite3_bind_null(m_statement.m_statement, place) != SQLITE_OK)
        m_statement.m_database.fail(SQLITE_MISUSE);
}

} // namespace kontor::server::sqlite
