#include "server/directory/sqlite/sqlite_key_package_store.h"

namespace kontor::server {

using sqlite::Query;

SqliteKeyPackageStore::SqliteKeyPackageStore(sqlite::Database& database)
    : m_database(database)
    , m_count(database, "SELECT count(*) FROM key_packages"
                        " WHERE device = ? AND last_resort = 0 AND not_after > ?")
    , m_lastResort(database, "SELECT d.last_resort_used, k.bytes FROM devices d"
                             " LEFT JOIN key_packages k ON k.device = d.row AND k.last_resort = 1"
                             " WHERE d.row = ?")
    , m_add(database, "INSERT INTO key_packages (device, last_resort, ref, bytes, not_after)"
                      " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
    , m_dropLastResort(database, "DELETE FROM key_packages WHERE device = ? AND last_resort = 1")
    , m_markLastResort(database, "UPDATE devices SET last_resort_used = ? WHERE row = ?")
    , m_oldest(database, "SELECT row, bytes FROM key_packages WHERE device = ?"
                         " AND last_resort = 0 AND not_after > ? ORDER BY row LIMIT 1")
    , m_drop(database, "DELETE FROM key_packages WHERE row = ?")
    , m_dropAll(database, "DELETE FROM key_packages WHERE device = ?")
    , m_dropExpired(database, "DELETE FROM key_packages WHERE row IN (SELECT row FROM key_packages"
                              " WHERE last_resort = 0 AND not_after <= ? LIMIT ?)") {}

KeyPackageCounts SqliteKeyPackageStore::count(DeviceRow device, Seconds now) {
    KeyPackageCounts counts;
    Query single(m_count, device, now);
    if (single.next())
        counts.single = static_cast<std::uint32_t>(single.number(0));
    Query last(m_lastResort, device);
    if (last.next()) {
        counts.lastResortUsed = last.number(0) != 0;
        counts.lastResortThere = !last.isNull(1);
    }
    return counts;
}

void SqliteKeyPackageStore::add(DeviceRow device, const NewKeyPackage& package) {
    Query(m_add, device, 0, package.ref, package.bytes, package.notAfter).run();
}

void SqliteKeyPackageStore::setLastResort(DeviceRow device, const NewKeyPackage& package) {
    Query(m_dropLastResort, device).run();
    Query(m_add, device, 1, package.ref, package.bytes, package.notAfter).run();
    Query(m_markLastResort, 0, device).run();
}

std::optional<StoredKeyPackage> SqliteKeyPackageStore::claim(DeviceRow device, Seconds now) {
    {
        Query oldest(m_oldest, device, now);
        if (oldest.next()) {
            StoredKeyPackage claimed{.bytes = toBytes(oldest.bytes(1)), .lastResort = false};
            Query(m_drop, oldest.number(0)).run();
            return claimed;
        }
    }
    Query last(m_lastResort, device);
    if (!last.next() || last.isNull(1))
        return std::nullopt;
    StoredKeyPackage claimed{.bytes = toBytes(last.bytes(1)), .lastResort = true};
    if (last.number(0) == 0)
        Query(m_markLastResort, 1, device).run();
    return claimed;
}

void SqliteKeyPackageStore::dropAll(DeviceRow device) {
    Query(m_dropAll, device).run();
}

std::uint32_t SqliteKeyPackageStore::dropExpired(Seconds now, std::uint32_t limit) {
    Query(m_dropExpired, now, limit).run();
    return static_cast<std::uint32_t>(sqlite3_changes(m_database.handle()));
}

} // namespace kontor::server
