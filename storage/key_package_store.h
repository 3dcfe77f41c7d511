#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

namespace kontor::storage {

enum class KeyPackageUse : std::uint8_t { Single = 1, LastResort = 2 };

struct KeyPackageRecord {
    Bytes ref;                ///< RFC 9420, 5.2
    Bytes keyPackage;         ///< as it was published
    SecretBytes privateParts; ///< core's encoding of init key and leaf encryption key
    KeyPackageUse use = KeyPackageUse::Single;
    Milliseconds expiresAt{0};
};

/// The private halves of the key packages that lie on the server. A single-use one goes in the
/// transaction that installs its group (delivery.md, rule 10).
class KeyPackageStore {
public:
    explicit KeyPackageStore(Connection& connection)
        : m_connection(&connection) {}

    [[nodiscard]] Result<void> add(Transaction& transaction, const KeyPackageRecord& record);
    [[nodiscard]] Result<void> remove(Transaction& transaction, ByteView ref);
    /// Those that expired before `before`.
    [[nodiscard]] Result<void> removeExpired(Transaction& transaction, Milliseconds before);
    [[nodiscard]] Result<std::optional<KeyPackageRecord>> find(ByteView ref) const;
    [[nodiscard]] Result<std::int64_t> count(KeyPackageUse use) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
