#pragma once

#include "base/id.h"
#include "server/rows.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kontor::server {

struct BlobRecord {
    std::uint64_t size = 0;
    DeviceRow uploader;
    Seconds receivedAt{0};
};

/// Which blobs there are: delivery.md, 3. Their bytes lie in files of their own (blob_folder.h).
/// Part of the store: what goes wrong is said by its commit().
class BlobStore {
public:
    virtual ~BlobStore() = default;

    [[nodiscard]] virtual std::optional<BlobRecord> find(const BlobId& blob) = 0;
    /// `blob` is not there yet.
    virtual void add(const BlobId& blob, const BlobRecord& record) = 0;
    virtual void remove(const BlobId& blob) = 0;
    /// Bytes that count against a device's quota: none counts as less than `least`.
    [[nodiscard]] virtual std::uint64_t bytesOf(DeviceRow device, std::uint64_t least) = 0;
    /// Received before `before`, oldest first.
    [[nodiscard]] virtual std::vector<BlobId> olderThan(Seconds before, std::uint32_t limit) = 0;
};

} // namespace kontor::server
