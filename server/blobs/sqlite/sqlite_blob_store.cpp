#include "server/blobs/sqlite/sqlite_blob_store.h"

namespace kontor::server {

using sqlite::Query;

SqliteBlobStore::SqliteBlobStore(sqlite::Database& database)
    : m_find(database, "SELECT size, device, at FROM blobs WHERE blob_id = ?")
    , m_add(database, "INSERT INTO blobs (blob_id, size, device, at) VALUES (?, ?, ?, ?)")
    , m_remove(database, "DELETE FROM blobs WHERE blob_id = ?")
    , m_bytesOf(database, "SELECT coalesce(sum(max(size, ?)), 0) FROM blobs WHERE device = ?")
    , m_olderThan(database, "SELECT blob_id FROM blobs WHERE at < ? ORDER BY at LIMIT ?") {}

std::optional<BlobRecord> SqliteBlobStore::find(const BlobId& blob) {
    Query query(m_find, blob);
    if (!query.next())
        return std::nullopt;
    return BlobRecord{.size = static_cast<std::uint64_t>(query.number(0)),
                      .uploader = query.as<DeviceRow>(1),
                      .receivedAt = Seconds(query.number(2))};
}

void SqliteBlobStore::add(const BlobId& blob, const BlobRecord& record) {
    Query(m_add, blob, record.size, record.uploader, record.receivedAt).run();
}

void SqliteBlobStore::remove(const BlobId& blob) {
    Query(m_remove, blob).run();
}

std::uint64_t SqliteBlobStore::bytesOf(DeviceRow device, std::uint64_t least) {
    Query query(m_bytesOf, least, device);
    return query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

std::vector<BlobId> SqliteBlobStore::olderThan(Seconds before, std::uint32_t limit) {
    std::vector<BlobId> found;
    Query query(m_olderThan, before, limit);
    while (query.next())
        found.push_back(query.id<BlobId>(0));
    return found;
}

} // namespace kontor::server
