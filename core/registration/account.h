#pragma once

#include "core/connection/connection.h"
#include "core/own_device.h"
#include "crypto/identity/invite_link.h"
#include "storage/settings_store.h"

namespace kontor {

/// Prefix of what says so in the settings store.
inline constexpr char kAccountSettings[] = "account.";

/// Who is registered in this profile, and where.
struct StoredAccount {
    ServerAddress server;
    ServerPin pin;
    std::string organisation; ///< its name, as the newest statement that was seen has it
    OwnDevice own;
};

/// A registration on its way: everything is durable before the server hears of it, so that the same
/// Register can be sent again after a lost answer or a crash.
struct PendingRegistration {
    StoredAccount account;
    identity::InviteToken token;          ///< erased when it has been used
    wire::PublishKeyPackages keyPackages; ///< their private halves are in the store
    std::string handle;
    std::string name;
};

/// How this is kept: small values of the settings store (names in account.cpp) and two own keys.
/// Core thread; reads also elsewhere.
class AccountStore {
public:
    AccountStore(storage::SettingsStore& settings, storage::OwnKeyStore& keys)
        : m_settings(settings)
        , m_keys(keys) {}

    /// None: nobody has registered here, or not to the end.
    [[nodiscard]] Result<std::optional<StoredAccount>> account() const;
    [[nodiscard]] Result<std::optional<PendingRegistration>> pending() const;

    struct NewRegistration {
        const PendingRegistration& registration;
        const SignatureKeyPair& identityKey;
    };
    /// In the place of an earlier one, whose keys are forgotten.
    [[nodiscard]] Result<void> begin(storage::Transaction& transaction,
                                     const NewRegistration& registration, Random& random);
    /// The same keys under another handle or name: the ones before were refused.
    [[nodiscard]] Result<void> rename(storage::Transaction& transaction, std::string_view handle,
                                      std::string_view name);
    /// The server has registered it.
    [[nodiscard]] Result<void> complete(storage::Transaction& transaction);
    /// What a statement of this server says now: after each greeting.
    [[nodiscard]] Result<void> noteStatement(storage::Transaction& transaction,
                                             const identity::ServerStatement& statement);

private:
    [[nodiscard]] Result<StoredAccount> read() const;
    [[nodiscard]] Result<Bytes> required(std::string_view name) const;
    [[nodiscard]] Result<std::string> requiredText(std::string_view name) const;
    [[nodiscard]] Result<std::int64_t> requiredNumber(std::string_view name) const;

    storage::SettingsStore& m_settings;
    storage::OwnKeyStore& m_keys;
};

/// What Connection needs of it.
[[nodiscard]] DeviceAccess accessOf(const StoredAccount& account);

} // namespace kontor
