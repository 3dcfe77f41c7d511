#pragma once

#include "server/directory/directory_store.h"
#include "server/sqlite/database.h"

namespace kontor::server {

class SqliteKeyPackageStore final : public KeyPackageStore {
public:
    explicit SqliteKeyPackageStore(sqlite::Database& database);

    KeyPackageCounts count(DeviceRow device, Seconds now) override;
    void add(DeviceRow device, const NewKeyPackage& package) override;
    void setLastResort(DeviceRow device, const NewKeyPackage& package) override;
    std::optional<StoredKeyPackage> claim(DeviceRow device, Seconds now) override;
    void dropAll(DeviceRow device) override;
    std::uint32_t dropExpired(Seconds now, std::uint32_t limit) override;

private:
    sqlite::Database& m_database;
    sqlite::Statement m_count;
    sqlite::Statement m_lastResort;
    sqlite::Statement m_add;
    sqlite::Statement m_dropLastResort;
    sqlite::Statement m_markLastResort;
    sqlite::Statement m_oldest;
    sqlite::Statement m_drop;
    sqlite::Statement m_dropAll;
    sqlite::Statement m_dropExpired;
};

} // namespace kontor::server
