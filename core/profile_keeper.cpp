#include "core/profile_keeper.h"

#include "base/log.h"
#include "core/conversations/people.h"
#include "core/keychain/keychain_slot.h"
#include "core/profile_files.h"
#include "core/setting_names.h"
#include "core/timers/start_sweep.h"

namespace kontor {

ProfileKeeper::ProfileKeeper(Surroundings surroundings, ClientOptions options)
    : m_surroundings(std::move(surroundings))
    , m_options(std::move(options)) {}

ProfileKeeper::~ProfileKeeper() {
    m_profile.reset();
    if (m_backup)
        m_backup->finish();
    m_backup.reset();
    m_scope.requestStop();
    m_registration.reset();
}

void ProfileKeeper::open() {
    if (m_database)
        return;
    if (auto opened = openStore(); !opened.ok())
        return fail(opened.error());
    // Whoever meets a damaged page is in the middle of something: it ends first.
    const auto found = [this] { m_surroundings.soon([this] { storeDamaged(); }); };
    m_database->writer().onDamage(found);
    m_database->reader().onDamage(found);
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

void ProfileKeeper::fail(const Error& error) {
    m_damageSeen = m_damageSeen || error.code == ErrorCode::StoreDamaged;
    close();
    m_surroundings.events(OpenFailed{error});
}

/// As if it had never been opened; the store stays as it is.
void ProfileKeeper::close() {
    m_profile.reset();
    m_backup.reset();
    m_registration.reset();
    m_keys.reset();
    if (m_database && !m_surroundings.unreadable())
        return;
    m_database.reset();
    m_lock.reset();
}

/// Nothing that is read from it now is worth anything, and nothing may be written any more.
void ProfileKeeper::storeDamaged() {
    if (!m_database)
        return;
    log::error(log::Category::Storage, "the store is damaged: the profile is closed");
    m_database->writer().leaveAsItIs();
    if (m_scope.running() != 0) { // a registration is on its way, and gives up by itself
        m_surroundings.events(OpenFailed{Error(ErrorCode::StoreDamaged)});
        return;
    }
    fail(Error(ErrorCode::StoreDamaged));
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
    auto database = openDatabase(key.value());
    if (!database.ok())
        return database.error();
    m_database = std::move(database).value();
    m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), key.value());
    m_backup = std::make_unique<BackupDesk>(
        BackupDesk::Surroundings{m_surroundings.clock, m_surroundings.timers, m_surroundings.random,
                                 m_options.profile / kBackupFile, key.value().clone()},
        BackedUp{*m_database, *m_keys});
    return sweepAtStart(*m_database,
                        m_surroundings.clock); // before anything is shown (design.md, iv)
}

/// A damaged first page, an empty file and one that is gone look like a wrong key or a new profile.
/// The backup beside it opens with the right key, and there is one only where there was an account.
Result<std::unique_ptr<storage::Database>>
ProfileKeeper::openDatabase(const storage::StoreKey& key) const {
    const std::filesystem::path file = m_options.profile / kStoreFile;
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    if ((missing || size == 0) && hasBackup(key))
        return ErrorCode::StoreDamaged;
    auto database = storage::Database::open(file, key);
    if (!database.ok() && database.error().code == ErrorCode::WrongKey && hasBackup(key))
        return ErrorCode::StoreDamaged;
    return database;
}

bool ProfileKeeper::hasBackup(const storage::StoreKey& key) const {
    return storage::readKeyBackup(m_options.profile / kBackupFile, key).ok();
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
                                  [this](const Event& event) { tell(event); },
                                  m_options.profile / kFileFolder, m_surroundings.transports,
                                  m_surroundings.background, m_keyPlace},
        std::move(account));
    m_surroundings.readable(*m_database, self);
    m_surroundings.events(Ready{shown});
    m_backup->lookSoon();
    return m_profile->start();
}

void ProfileKeeper::tell(const Event& event) {
    m_surroundings.events(event);
    if (m_backup)
        m_backup->note(event);
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
    m_backup->look(); // from here on there is something to lose
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
    m_backup->lookSoon();
}

} // namespace kontor
