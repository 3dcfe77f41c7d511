#pragma once

#include "core/async/task.h"
#include "core/connection/channel.h"
#include "core/registration/account.h"
#include "core/values.h"
#include "storage/contact_store.h"
#include "storage/key_package_store.h"

namespace kontor {

/// From an invite link to an account (design.md, 4): connect, check the server against the link,
/// ask what the invite is for, make the keys, register. The keys, the certificate and a hundred key
/// packages are durable in the profile before the server hears of them; when the answer is lost, or
/// the program dies, the same Register goes out again, and the server takes it for what it is. A
/// connection of its own, closed at the end: whoever is registered logs in by Connection. Core
/// thread. Both verbs may be called again after any failure.
class Registration {
public:
    struct Surroundings {
        const Clock& clock;
        Timers& timers;
        Random& random;
        SocketFactory sockets;
        storage::Database& database;
        storage::OwnKeyStore& keys;
        std::stop_token stop; ///< of the Scope that runs the tasks
    };
    explicit Registration(Surroundings surroundings);

    /// Errors: LinkMalformed; those of Channel::open; InviteUnknown, InviteUsed, InviteExpired. An
    /// invite that this profile has used itself, without hearing the answer, is still good.
    [[nodiscard]] Task<Result<InviteOffer>> checkInvite(QString link);
    /// As above, and HandleInvalid, HandleTaken, NameInvalid; NotReachable and TimedOut: perhaps it
    /// is registered, perhaps not; again with the same link makes sure.
    [[nodiscard]] Task<Result<StoredAccount>> registerAccount(RegistrationForm form);
    /// At start: finishes what another run of the program began. None: nothing was begun.
    [[nodiscard]] Task<Result<std::optional<StoredAccount>>> resume();

private:
    struct Invited {
        Greeting greeting;
        identity::InviteLink link;
        wire::InviteOpened opened;
    };
    [[nodiscard]] Task<Result<Invited>> openInvite(identity::InviteLink link);
    [[nodiscard]] Task<Result<StoredAccount>> send(PendingRegistration pending, Greeting greeting);
    [[nodiscard]] Result<PendingRegistration>
    prepare(const Invited& invited, const std::string& handle, const std::string& name);
    [[nodiscard]] Result<PendingRegistration>
    makeKeys(const Invited& invited, const std::string& handle, const std::string& name);
    [[nodiscard]] Result<void> finish(const PendingRegistration& pending);
    [[nodiscard]] std::optional<PendingRegistration>
    pendingOf(const identity::InviteToken& token) const;

    const Clock& m_clock;
    Random& m_random;
    storage::Database& m_database;
    storage::SettingsStore m_settings;
    storage::KeyPackageStore m_keyPackages;
    storage::ContactStore m_contacts;
    AccountStore m_accounts;
    std::stop_token m_stop;
    Requests m_requests;
    Channel m_channel;
};

/// What the server will say of them, without asking it. HandleInvalid, NameInvalid (args: the
/// greatest length).
[[nodiscard]] Result<void> checkHandle(std::string_view handle);
[[nodiscard]] Result<void> checkName(std::string_view name);

} // namespace kontor
