#include "core/profile_keeper.h"

#include "base/log.h"
#include "core/conversations/people.h"
#include "core/keychain/keychain_slot.h"
#include "core/setting_names.h"

namespace kontor {
namespace {

constexpr char kStoreFile[] = "store.db";
constexpr char kFileFolder[] = "files";

} // namespace

ProfileKeeper::ProfileKeeper(Surroundings surroundings, ClientOptions options)
    : m_surroundings(std::move(surroundings))
    , m_options(std::move(options)) {}

ProfileKeeper::~ProfileKeeper() {
    m_profile.reset();
    m_scope.requestStop();
    m_registration.reset();
}

void ProfileKeeper::open() {
    if (m_database)
        return;
    if (auto opened = openStore(); !opened.ok()) {
        m_keys.reset();
        m_database.reset();
        m_lock.reset();
        m_surroundings.events(OpenFailed{opened.error()});
        return;
    }
    m_surroundings.readable(*m_database, std::nullopt);
    storage::SettingsStore settings(m_database->writer());
    AccountStore accounts(settings, *m_keys);
    auto account = accounts.account();
    if (account.ok() && account.value()) {
        if (auto entered = enter(*std::move(account).value()); !entered.ok())
            m_surroundings.events(OpenFailed{entered.error()});
        return;
    }
    if (!account.ok()) {
        m_surroundings.events(OpenFailed{account.error()});
        return;
    }
    m_registration = std::make_unique<Registration>(Registration::Surroundings{
        m_surroundings.clock, m_surroundings.timers, m_surroundings.random, m_surroundings.sockets,
        *m_database, *m_keys, m_scope.token()});
    m_scope.spawn(resume());
}

void ProfileKeeper::startAfresh() {
    open();
}

Result<void> ProfileKeeper::openStore() {
    std::error_code failed;
    std::filesystem::create_directories(m_options.profile, failed);
    if (failed)
        return ErrorCode::Storage;
    std::filesystem::permissions(m_options.profile, std::filesystem::perms::owner_all, failed);
    auto lock = ProfileLock::take(m_options.profile);
    if (!lock.ok())
        return lock.error();
    m_lock.emplace(std::move(lock).value());
    const auto key = openKey();
    if (!key.ok())
        return key.error();
    auto database = storage::Database::open(m_options.profile / kStoreFile, key.value());
    if (!database.ok())
        return database.error();
    m_database = std::move(database).value();
    m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), key.value());
    return sweepAtStart(*m_database,
                        m_surroundings.clock); // before anything is shown (design.md, iv)
}

Result<storage::StoreKey> ProfileKeeper::openKey() {
    const auto kind = slotKind(m_options.profile);
    if (!kind.ok())
        return kind.error();
    const auto chosen =
        keySlotFor(m_options.profile, m_options.newProfileKey, m_surroundings.closing);
    if (!chosen.ok())
        return chosen.error();
    KeySlot& holder = *chosen.value();
    const bool inKeychain = holder.kind() == SlotKind::Keychain;
    m_keyPlace = inKeychain ? KeyPlace::Keychain : KeyPlace::KeyFile;
    if (kind.value())
        return openStoreKey(m_options.profile, holder);
    auto made = createStoreKey(m_options.profile, holder, m_surroundings.random);
    if (made.ok() || !inKeychain)
        return made;
    if (m_surroundings.closing.stop_requested())
        return ErrorCode::Stopped;
    // There is a keychain, but it does not serve: the file does, and the settings say so.
    m_keyPlace = KeyPlace::KeyFile;
    KeyFileSlot file(m_options.profile);
    return createStoreKey(m_options.profile, file, m_surroundings.random);
}

Result<void> ProfileKeeper::enter(StoredAccount account) {
    const UserId self = account.own.user();
    const Account shown = accountFor(account);
    m_profile = std::make_unique<OpenProfile>(
        OpenProfile::Surroundings{m_surroundings.clock, m_surroundings.timers,
                                  m_surroundings.random, m_surroundings.sockets, *m_database,
                                  m_surroundings.events, m_options.profile / kFileFolder,
                                  m_surroundings.transports, m_surroundings.background, m_keyPlace},
        std::move(account));
    m_surroundings.readable(*m_database, self);
    m_surroundings.events(Ready{shown});
    return m_profile->start();
}

Account ProfileKeeper::accountFor(const StoredAccount& account) const {
    return shownAccount(m_database->writer(), account, m_keyPlace);
}

void ProfileKeeper::connectNow() {
    if (m_profile)
        m_profile->connectNow();
}

// ---- Before there is an account

/// A registration whose answer was lost, by a crash or a broken connection.
Task<void> ProfileKeeper::resume() {
    auto resumed = co_await m_registration->resume();
    if (m_scope.token().stop_requested())
        co_return;
    if (resumed.ok() && resumed.value()) {
        auto entered = enter(std::move(*resumed.value()));
        if (!entered.ok())
            m_surroundings.events(OpenFailed{entered.error()});
        co_return;
    }
    m_surroundings.events(NeedsRegistration());
}

void ProfileKeeper::checkInvite(const QString& link, Reply<InviteOffer> reply) {
    if (!m_registration)
        return reply(ErrorCode::NotAllowed);
    m_scope.spawn(runCheck(link, std::move(reply)));
}

Task<void> ProfileKeeper::runCheck(QString link, Reply<InviteOffer> reply) {
    auto offer = co_await m_registration->checkInvite(std::move(link));
    reply(std::move(offer));
}

void ProfileKeeper::registerAccount(const RegistrationForm& form, Reply<Account> reply) {
    if (!m_registration || m_profile)
        return reply(ErrorCode::NotAllowed);
    m_scope.spawn(runRegistration(form, std::move(reply)));
}

Task<void> ProfileKeeper::runRegistration(RegistrationForm form, Reply<Account> reply) {
    auto registered = co_await m_registration->registerAccount(std::move(form));
    if (!registered.ok()) {
        reply(registered.error());
        co_return;
    }
    StoredAccount account = std::move(registered).value();
    const Account shown = accountFor(account);
    const auto entered = enter(std::move(account));
    if (entered.ok())
        reply(shown);
    else
        reply(entered.error());
}

void ProfileKeeper::remember(const std::string& name, const std::string& value) {
    if (!m_database)
        return;
    auto transaction = storage::Transaction::begin(*m_database);
    if (!transaction.ok())
        return;
    storage::SettingsStore settings(m_database->writer());
    const auto put = settings.putText(transaction.value(), settings::kRemembered + name, value);
    const auto committed = transaction.value().commit();
    if (!put.ok() || !committed.ok())
        log::error(log::Category::Storage, "a setting was not kept");
    else if (m_profile)
        m_profile->remembered(settings::kRemembered + name);
}

} // namespace kontor
