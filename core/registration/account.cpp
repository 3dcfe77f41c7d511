#include "core/registration/account.h"

namespace kontor {
namespace {

// Names in the settings store.
constexpr char kState[] = "account.state"; ///< number, see State
constexpr char kHost[] = "account.host";
constexpr char kPort[] = "account.port";
constexpr char kOrganisation[] = "account.organisation"; ///< bytes: the id, which is the pin
constexpr char kOrganisationName[] = "account.organisation.name";
constexpr char kStatement[] = "account.statement";     ///< number of the newest statement
constexpr char kRemovalKey[] = "account.removal_key";  ///< bytes
constexpr char kCertificate[] = "account.certificate"; ///< bytes: DeviceCertificate
// Only until the registration is complete:
constexpr char kToken[] = "registration.token";              ///< bytes
constexpr char kKeyPackages[] = "registration.key_packages"; ///< bytes: wire.PublishKeyPackages
constexpr char kHandle[] = "registration.handle";
constexpr char kName[] = "registration.name";

enum State : std::int64_t { Registering = 1, Registered = 2 };

/// Runs the steps until one fails.
template <typename... Steps>
Result<void> inOrder(const Steps&... steps) {
    Result<void> outcome;
    (void)((outcome = steps(), outcome.ok()) && ...);
    return outcome;
}

} // namespace

Result<std::optional<StoredAccount>> AccountStore::account() const {
    const auto state = m_settings.number(kState);
    if (!state.ok())
        return state.error();
    if (state.value() != State::Registered)
        return std::optional<StoredAccount>();
    auto account = read();
    if (!account.ok())
        return account.error();
    return std::optional(std::move(account).value());
}

Result<std::optional<PendingRegistration>> AccountStore::pending() const {
    const auto state = m_settings.number(kState);
    if (!state.ok())
        return state.error();
    if (state.value() != State::Registering)
        return std::optional<PendingRegistration>();
    auto account = read();
    if (!account.ok())
        return account.error();
    const auto token = required(kToken);
    const auto keyPackages = required(kKeyPackages);
    const auto handle = requiredText(kHandle);
    const auto name = requiredText(kName);
    if (!token.ok() || !keyPackages.ok() || !handle.ok() || !name.ok())
        return ErrorCode::Storage;
    const auto parsedToken = identity::InviteToken::parse(token.value());
    PendingRegistration pending{std::move(account).value(), {}, {}, handle.value(), name.value()};
    if (!parsedToken.ok() ||
        !pending.keyPackages.ParseFromArray(keyPackages.value().data(),
                                            static_cast<int>(keyPackages.value().size())))
        return ErrorCode::Storage;
    pending.token = parsedToken.value();
    return std::optional(std::move(pending));
}

Result<void> AccountStore::begin(storage::Transaction& transaction,
                                 const NewRegistration& registration, Random& random) {
    const auto& pending = registration.registration;
    const auto& account = pending.account;
    return inOrder(
        [&] { return m_settings.putNumber(transaction, kState, State::Registering); },
        [&] { return m_settings.putText(transaction, kHost, account.server.host); },
        [&] { return m_settings.putNumber(transaction, kPort, account.server.port); },
        [&] { return m_settings.put(transaction, kOrganisation, account.pin.organisation.view()); },
        [&] {
            return m_settings.putNumber(transaction, kStatement,
                                        static_cast<std::int64_t>(account.pin.leastStatement));
        },
        [&] { return m_settings.putText(transaction, kOrganisationName, account.organisation); },
        [&] { return m_settings.put(transaction, kRemovalKey, account.own.removalKey.view()); },
        [&] { return m_settings.put(transaction, kCertificate, account.own.certificate.encode()); },
        [&] { return m_settings.put(transaction, kToken, pending.token.view()); },
        [&] {
            return m_settings.put(transaction, kKeyPackages,
                                  viewOf(pending.keyPackages.SerializeAsString()));
        },
        [&] {
            return m_keys.put(transaction, storage::OwnKey::Device,
                              SecretBytes::copyOf(account.own.key.seed()), random);
        },
        [&] {
            return m_keys.put(transaction, storage::OwnKey::UserIdentity,
                              SecretBytes::copyOf(registration.identityKey.seed()), random);
        },
        [&] { return rename(transaction, pending.handle, pending.name); });
}

Result<void> AccountStore::rename(storage::Transaction& transaction, std::string_view handle,
                                  std::string_view name) {
    return inOrder([&] { return m_settings.putText(transaction, kHandle, handle); },
                   [&] { return m_settings.putText(transaction, kName, name); });
}

Result<void> AccountStore::complete(storage::Transaction& transaction) {
    return inOrder([&] { return m_settings.remove(transaction, kToken); },
                   [&] { return m_settings.remove(transaction, kKeyPackages); },
                   [&] { return m_settings.remove(transaction, kHandle); },
                   [&] { return m_settings.remove(transaction, kName); },
                   [&] { return m_settings.putNumber(transaction, kState, State::Registered); });
}

Result<void> AccountStore::noteStatement(storage::Transaction& transaction,
                                         const identity::ServerStatement& statement) {
    return inOrder(
        [&] {
            return m_settings.putNumber(transaction, kStatement,
                                        static_cast<std::int64_t>(statement.number));
        },
        [&] { return m_settings.putText(transaction, kOrganisationName, statement.name); },
        [&] { return m_settings.put(transaction, kRemovalKey, statement.removalKey.view()); });
}

Result<StoredAccount> AccountStore::read() const {
    const auto host = requiredText(kHost);
    const auto port = requiredNumber(kPort);
    const auto organisation = required(kOrganisation);
    const auto statement = requiredNumber(kStatement);
    const auto name = requiredText(kOrganisationName);
    const auto removalKey = required(kRemovalKey);
    const auto certificate = required(kCertificate);
    const auto deviceKey = m_keys.get(storage::OwnKey::Device);
    if (!deviceKey.ok())
        return deviceKey.error();
    if (!host.ok() || !port.ok() || !organisation.ok() || !statement.ok() || !name.ok() ||
        !removalKey.ok() || !certificate.ok() || !deviceKey.value() ||
        deviceKey.value()->size() != 32)
        return ErrorCode::Storage;
    const auto pin = OrganisationId::parse(organisation.value());
    const auto parsedRemovalKey = SignaturePublicKey::parse(removalKey.value());
    auto parsedCertificate = identity::DeviceCertificate::parse(certificate.value());
    if (!pin.ok() || !parsedRemovalKey.ok() || !parsedCertificate.ok())
        return ErrorCode::Storage;
    return StoredAccount{{host.value(), static_cast<std::uint16_t>(port.value())},
                         {pin.value(), static_cast<std::uint64_t>(statement.value())},
                         name.value(),
                         {std::move(parsedCertificate).value(),
                          SignatureKeyPair::fromSeed(deviceKey.value()->view().first<32>()),
                          parsedRemovalKey.value()}};
}

Result<Bytes> AccountStore::required(std::string_view name) const {
    auto value = m_settings.get(name);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return ErrorCode::Storage;
    return *std::move(value).value();
}

Result<std::string> AccountStore::requiredText(std::string_view name) const {
    auto value = m_settings.text(name);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return ErrorCode::Storage;
    return *std::move(value).value();
}

Result<std::int64_t> AccountStore::requiredNumber(std::string_view name) const {
    auto value = m_settings.number(name);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return ErrorCode::Storage;
    return *value.value();
}

DeviceAccess accessOf(const StoredAccount& account) {
    return {account.server, account.pin, account.own.device(),
            std::make_shared<const SignatureKeyPair>(account.own.key.clone())};
}

} // namespace kontor
