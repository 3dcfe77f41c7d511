#pragma once

#include "crypto/random.h"
#include "storage/transaction.h"

namespace kontor::storage {

/// Small values of the profile by name: server address, organisation pin, statement number, own
/// ids, incarnation, inbox cursor, directory revision, and what the application remembers. Names
/// are core's; each says in core what its value means.
class SettingsStore {
public:
    explicit SettingsStore(Connection& connection)
        : m_connection(&connection) {}

    [[nodiscard]] Result<void> put(Transaction& transaction, std::string_view name, ByteView value);
    [[nodiscard]] Result<void> putText(Transaction& transaction, std::string_view name,
                                       std::string_view value);
    [[nodiscard]] Result<void> putNumber(Transaction& transaction, std::string_view name,
                                         std::int64_t value);
    [[nodiscard]] Result<void> remove(Transaction& transaction, std::string_view name);

    [[nodiscard]] Result<std::optional<Bytes>> get(std::string_view name) const;
    [[nodiscard]] Result<std::optional<std::string>> text(std::string_view name) const;
    /// All names that begin so, in ascending order. `prefix` is ASCII and not empty.
    [[nodiscard]] Result<std::vector<std::string>> namesBeginning(std::string_view prefix) const;
    /// Storage when the value is no number.
    [[nodiscard]] Result<std::optional<std::int64_t>> number(std::string_view name) const;

private:
    Connection* m_connection;
};

/// The keys that this device is: sealed once more inside the store, so that they lie in the clear
/// neither in the database's memory nor in a page.
enum class OwnKey : std::uint8_t { Device = 1, UserIdentity = 2 };

class OwnKeyStore {
public:
    OwnKeyStore(Connection& connection, const StoreKey& storeKey)
        : m_connection(&connection)
        , m_storeKey(storeKey.clone()) {}

    [[nodiscard]] Result<void> put(Transaction& transaction, OwnKey which, const SecretBytes& key,
                                   Random& random);
    /// None when nobody has registered here. CryptoFailed when it was sealed under another key.
    [[nodiscard]] Result<std::optional<SecretBytes>> get(OwnKey which) const;

private:
    Connection* m_connection;
    StoreKey m_storeKey; ///< a copy: the store of keys outlives whoever opened the database
};

} // namespace kontor::storage
