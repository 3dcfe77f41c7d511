#pragma once

#include "server/blobs/blob_store.h"
#include "server/sqlite/database.h"

namespace kontor::server {

class SqliteBlobStore final : public BlobStore {
public:
    explicit SqliteBlobStore(sqlite::Database& database);

    std::optional<BlobRecord> find(const BlobId& blob) override;
    void add(const BlobId& blob, const BlobRecord& record) override;
    void remove(const BlobId& blob) override;
    std::uint64_t bytesOf(DeviceRow device, std::uint64_t least) override;
    std::vector<BlobId> olderThan(Seconds before, std::uint32_t limit) override;

private:
    sqlite::Statement m_find;
    sqlite::Statement m_add;
    sqlite::Statement m_remove;
    sqlite::Statement m_bytesOf;
    sqlite::Statement m_olderThan;
};

} // namespace kontor::server
