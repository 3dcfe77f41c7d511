#include "server/sqlite/sqlite_store.h"

#include "server/sqlite/schema.h"

#include <utility>

namespace kontor::server {

using sqlite::Query;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path,
                                                       sqlite::Database::Durability durability,
                                                       Random& random) {
    auto database = sqlite::Database::open(path, durability);
    if (!database.ok())
        return database.error();
    if (auto made = sqlite::prepareSchema(*database.value(), random.id<Incarnation>()); !made.ok())
        return made.error();
    auto store = std::unique_ptr<SqliteStore>(new SqliteStore(std::move(database).value()));
    store->m_log.index().recover();
    {
        Query query(store->m_getIncarnation);
        if (query.next())
            store->m_incarnation = query.id<Incarnation>(0);
    }
    if (store->m_database->failed())
        return ErrorCode::Storage;
    return store;
}

SqliteStore::SqliteStore(std::unique_ptr<sqlite::Database> database)
    : m_database(std::move(database))
    , m_directory(*m_database)
    , m_keyPackages(*m_database)
    , m_log(*m_database)
    , m_inbox(*m_database)
    , m_blobs(*m_database)
    , m_getIncarnation(*m_database, "SELECT value FROM facts WHERE name = 'incarnation'")
    , m_getPolicies(*m_database, "SELECT value FROM facts WHERE name = 'policies'")
    , m_setPolicies(*m_database, "INSERT INTO facts (name, value) VALUES ('policies', ?1)"
                                 " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    , m_pages(*m_database, "SELECT page_count * page_size"
                           " FROM pragma_page_count(), pragma_page_size()")
    , m_watch(*m_database, m_progress) {}

void SqliteStore::begin() {
    m_database->run("BEGIN");
}

Result<void> SqliteStore::commit() {
    m_log.index().keepPace();
    m_database->run("COMMIT");
    if (m_database->failed())
        return ErrorCode::Storage;
    m_watch.afterCommit();
    return {};
}

Result<void> SqliteStore::attempt(const std::function<Result<void>()>& work) {
    const std::size_t position = m_log.index().position();
    m_database->run("SAVEPOINT attempt");
    auto done = work();
    if (!done.ok()) {
        m_database->run("ROLLBACK TO attempt");
        m_log.index().forgetSince(position);
    }
    m_database->run("RELEASE attempt");
    return done;
}

Bytes SqliteStore::policies() {
    Query query(m_getPolicies);
    return query.next() ? toBytes(query.bytes(0)) : Bytes();
}

void SqliteStore::setPolicies(ByteView signedStatement) {
    Query(m_setPolicies, signedStatement).run();
}

bool SqliteStore::settle(std::uint32_t rows) {
    return m_log.index().settle(rows);
}

std::uint64_t SqliteStore::bytes() {
    Query query(m_pages);
    return query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

} // namespace kontor::server
