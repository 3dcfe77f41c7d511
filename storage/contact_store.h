#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

namespace kontor::storage {

using PublicKeyBytes = Id<struct PublicKeyTag, 32>; ///< an Ed25519 public key

/// What is known of a user identity key (design.md, 4).
enum class KeyTrust : std::uint8_t { FirstUse = 1, Verified = 2 };

/// What the server's directory says of a user.
struct DirectoryUser {
    UserId id;
    std::string handle;
    std::string displayName;
    enum class Standing : std::uint8_t { Active = 1, Disabled = 2 } standing = Standing::Active;
};

/// What somebody says of herself. Numbers of the availabilities stand on disk and travel.
struct StatusRecord {
    enum class Availability : std::uint8_t {
        Unsaid = 0,
        Available = 1,
        Busy = 2,
        Away = 3
    } availability = Availability::Unsaid;
    std::string line;
    Milliseconds until{0}; ///< 0: it stays
    [[nodiscard]] bool saysNothing() const {
        return availability == Availability::Unsaid && line.empty();
    }
};

struct ContactRecord {
    UserId id;
    std::string handle;      ///< empty: met in a group, not yet seen in the directory
    std::string displayName; ///< likewise
    DirectoryUser::Standing standing = DirectoryUser::Standing::Active;
    std::optional<PublicKeyBytes> identityKey; ///< the known one
    KeyTrust trust = KeyTrust::FirstUse;
    /// Another key was seen: sending pauses until it is accepted.
    std::optional<PublicKeyBytes> changedKey;
    StatusRecord status{};
};

struct DeviceRecord {
    DeviceId id;
    UserId user;
    std::optional<PublicKeyBytes> deviceKey;
    enum class Standing : std::uint8_t { Active = 1, Revoked = 2 } standing = Standing::Active;
};

/// People and their devices. A user becomes known by the directory or by being met in a group.
class ContactStore {
public:
    explicit ContactStore(Connection& connection)
        : m_connection(&connection) {}

    /// New or changed. What is known of keys stays.
    [[nodiscard]] Result<void> putUser(Transaction& transaction, const DirectoryUser& user);
    [[nodiscard]] Result<void> putDevice(Transaction& transaction, const DeviceRecord& device);

    enum class Seen : std::uint8_t {
        First,   ///< no key was known: it is now
        Same,    ///< the known one
        Changed, ///< another one: noted as changedKey, the known one stays
    };
    [[nodiscard]] Result<Seen> seeIdentityKey(Transaction& transaction, const UserId& user,
                                              const PublicKeyBytes& key);
    /// The user accepts changedKey: it becomes the known one, trust FirstUse.
    [[nodiscard]] Result<void> acceptChangedKey(Transaction& transaction, const UserId& user);
    [[nodiscard]] Result<void> setTrust(Transaction& transaction, const UserId& user,
                                        KeyTrust trust);

    [[nodiscard]] Result<std::optional<ContactRecord>> find(const UserId& user) const;
    [[nodiscard]] Result<std::optional<ContactRecord>> findByHandle(std::string_view handle) const;
    /// Those whom the directory lists, by display name, then handle; `words` as in the search: each
    /// is the beginning of a word of name or handle (empty: everybody).
    [[nodiscard]] Result<std::vector<ContactRecord>> matching(std::string_view words,
                                                              std::uint32_t count) const;
    /// Everybody whose identity key is known, by user id.
    [[nodiscard]] Result<std::vector<ContactRecord>> withKnownKey() const;
    [[nodiscard]] Result<std::vector<DeviceRecord>> devicesOf(const UserId& user) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
