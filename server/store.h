#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace kontor::server {

class DirectoryStore;
class KeyPackageStore;
class BlobStore;
class LogStore;
class InboxStore;

/// Everything that a server keeps, in one database with one writer. Batches are transactions.
///
/// Failures stick: when anything inside a transaction goes wrong in a way that cannot be (disk,
/// damage), later calls find and change nothing, and commit() says so. Whoever acts on what it
/// read does no harm, for nothing leaves before commit() (backend.h). So only commit() has a
/// Result. One thread.
class Store {
public:
    virtual ~Store() = default;

    virtual void begin() = 0;
    /// fsync included when something was written. Storage: the transaction has not happened.
    [[nodiscard]] virtual Result<void> commit() = 0;
    /// Runs `work` so that all of its changes go when it fails; what went before stays.
    [[nodiscard]] virtual Result<void> attempt(const std::function<Result<void>()>& work) = 0;

    [[nodiscard]] virtual DirectoryStore& directory() = 0;
    [[nodiscard]] virtual KeyPackageStore& keyPackages() = 0;
    [[nodiscard]] virtual LogStore& log() = 0;
    [[nodiscard]] virtual InboxStore& inbox() = 0;
    [[nodiscard]] virtual BlobStore& blobs() = 0;

    /// Changes when a server is restored (delivery.md, rule 13); made with the database.
    [[nodiscard]] virtual Incarnation incarnation() = 0;

    /// What the organisation sets for everybody, signed by its key; empty: nothing yet.
    [[nodiscard]] virtual Bytes policies() = 0;
    virtual void setPolicies(ByteView signedStatement) = 0;

    /// Work that waits for a quiet moment (the lazy index): at most `rows`. True when some is left.
    virtual bool settle(std::uint32_t rows) = 0;
    /// Bytes of the database, for statistics.
    [[nodiscard]] virtual std::uint64_t bytes() = 0;
};

} // namespace kontor::server
