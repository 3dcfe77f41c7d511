#pragma once

#include "core/client.h"
#include "core/open_profile.h"
#include "core/profile_lock.h"
#include "core/registration/backup_desk.h"
#include "core/registration/registration.h"
#include "storage/key_slots.h"
#include "storage/settings_store.h"

namespace kontor {

/// What the core thread owns: lock, key, store, and either the way to an account or the account at
/// work. Made, used and destroyed on that thread. Events and replies as OpenProfile calls them.
class ProfileKeeper {
public:
    struct Surroundings {
        const Clock& clock;
        Timers& timers;
        Random& random;
        SocketFactory sockets;
        ChangeFeed::Sink events;
        BlobTransportFactory transports;
        Background background;
        /// Ends the wait for a keychain.
        std::stop_token closing;
        /// The store may be read from now on, and again when it has an account, before Ready.
        std::function<void(storage::Database& database, std::optional<UserId> self)> readable;
        /// Nobody reads from it any more when this returns; false: somebody may, as all is ending.
        std::function<bool()> unreadable;
        /// Any thread: does that on the core thread, soon.
        std::function<void(std::function<void()> work)> soon;
    };
    ProfileKeeper(Surroundings surroundings, ClientOptions options);
    ProfileKeeper(const ProfileKeeper&) = delete;
    ProfileKeeper& operator=(const ProfileKeeper&) = delete;
    ~ProfileKeeper();

    void open();
    void startAfresh(); ///< profile_afresh.cpp
    void connectNow();
    void checkInvite(const QString& link, Reply<InviteOffer> reply);
    void registerAccount(const RegistrationForm& form, Reply<Account> reply);
    void remember(const std::string& name, const std::string& value);

    /// None before there is an account.
    [[nodiscard]] OpenProfile* profile() { return m_profile.get(); }

private:
    [[nodiscard]] Result<void> openStore();
    [[nodiscard]] Result<storage::StoreKey> openKey();
    [[nodiscard]] Result<std::unique_ptr<storage::Database>>
    openDatabase(const storage::StoreKey& key) const;
    [[nodiscard]] bool hasBackup(const storage::StoreKey& key) const;
    [[nodiscard]] Result<void> makeAfresh();
    [[nodiscard]] Result<void> checkDamaged(const storage::StoreKey& key) const;
    [[nodiscard]] Result<void> writeAfresh(const storage::StoreKey& key,
                                           const std::filesystem::path& file);
    [[nodiscard]] Result<void> putAside();
    void fail(const Error& error);
    void close();
    void storeDamaged();
    void tell(const Event& event);
    [[nodiscard]] Result<void> enter(StoredAccount account);
    [[nodiscard]] Account accountFor(const StoredAccount& account) const;
    Task<void> resume();
    Task<void> runCheck(QString link, Reply<InviteOffer> reply);
    Task<void> runRegistration(RegistrationForm form, Reply<Account> reply);

    Surroundings m_surroundings;
    ClientOptions m_options;
    Scope m_scope;
    std::optional<ProfileLock> m_lock;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<storage::OwnKeyStore> m_keys;
    std::unique_ptr<BackupDesk> m_backup;
    bool m_damageSeen = false; ///< by this program, since it runs
    KeyPlace m_keyPlace = KeyPlace::KeyFile;
    std::unique_ptr<Registration> m_registration;
    std::unique_ptr<OpenProfile> m_profile;
};

} // namespace kontor
