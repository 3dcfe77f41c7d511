#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/hash.h"
#include "server/rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::server {

struct User {
    UserRow row;
    UserId id;
    std::string handle;
    std::string name;
    bool disabled = false;
    bool owner = false; ///< registered by the first invite
    std::uint64_t revision = 0;
};

struct Device {
    DeviceRow row;
    DeviceId id;
    UserRow user;
    Bytes certificate;
    bool revoked = false;
};

struct Invite {
    InviteRow row;
    Digest tokenHash{}; ///< the token itself is not kept
    UserId user;
    std::string name;                 ///< what the administrator wrote
    std::optional<UserRow> knownUser; ///< a known user's new computer
    bool owner = false;
    Seconds expiresAt{};
    std::optional<DeviceRow> usedBy;
    bool revoked = false;
};

struct UserCounts {
    std::uint64_t users = 0;
    std::uint64_t disabled = 0;
    std::uint64_t devices = 0; ///< not revoked
};

/// Users, devices, invites. Failures stick (store.h).
class DirectoryStore {
public:
    virtual ~DirectoryStore() = default;

    // ---- Users. Every change gives the user the next revision of the directory.
    [[nodiscard]] virtual std::uint64_t revision() = 0;
    [[nodiscard]] virtual std::optional<User> userByRow(UserRow row) = 0;
    [[nodiscard]] virtual std::optional<User> userById(const UserId& id) = 0;
    [[nodiscard]] virtual std::optional<User> userByHandle(std::string_view handle) = 0;
    /// Ascending by revision.
    [[nodiscard]] virtual std::vector<User> changedAfter(std::uint64_t revision,
                                                         std::uint32_t limit) = 0;
    [[nodiscard]] virtual UserCounts count() = 0;
    virtual UserRow addUser(const User& user, Seconds now) = 0;
    virtual void setName(UserRow user, std::string_view name) = 0;
    virtual void disable(UserRow user) = 0;
    virtual void enable(UserRow user) = 0;

    // ---- Devices
    [[nodiscard]] virtual std::optional<Device> deviceByRow(DeviceRow row) = 0;
    [[nodiscard]] virtual std::optional<Device> deviceById(const DeviceId& id) = 0;
    /// Not revoked ones, oldest first.
    [[nodiscard]] virtual std::vector<Device> devicesOf(UserRow user) = 0;
    virtual DeviceRow addDevice(const Device& device, Seconds now) = 0;
    virtual void revoke(DeviceRow device) = 0;

    // ---- Invites
    [[nodiscard]] virtual std::optional<Invite> inviteByToken(const Digest& tokenHash) = 0;
    [[nodiscard]] virtual std::optional<Invite> inviteByRow(InviteRow row) = 0;
    /// Neither used nor revoked, oldest first; expired ones included.
    [[nodiscard]] virtual std::vector<Invite> openInvites() = 0;
    [[nodiscard]] virtual bool anyInvite() = 0;
    virtual InviteRow addInvite(const Invite& invite, Seconds now) = 0;
    virtual void useInvite(InviteRow invite, DeviceRow device) = 0;
    virtual void revokeInvite(InviteRow invite) = 0;
    /// Open or revoked ones that expired before `limit`, and used ones as old: gone.
    virtual void dropInvites(Seconds expiredBefore) = 0;
};

/// One package that was handed out.
struct StoredKeyPackage {
    Bytes bytes;
    bool lastResort = false;
};

struct KeyPackageCounts {
    std::uint32_t single = 0;    ///< not yet expired
    bool lastResortUsed = false; ///< since it was published
    bool lastResortThere = false;
};

struct NewKeyPackage {
    Bytes ref;
    Bytes bytes;
    Seconds notAfter{};
};

/// Key packages: each handed out once, oldest first; the last resort when no other is left.
class KeyPackageStore {
public:
    virtual ~KeyPackageStore() = default;

    [[nodiscard]] virtual KeyPackageCounts count(DeviceRow device, Seconds now) = 0;
    /// A package that is there already (by its ref) stays as it is.
    virtual void add(DeviceRow device, const NewKeyPackage& package) = 0;
    virtual void setLastResort(DeviceRow device, const NewKeyPackage& package) = 0;
    [[nodiscard]] virtual std::optional<StoredKeyPackage> claim(DeviceRow device, Seconds now) = 0;
    virtual void dropAll(DeviceRow device) = 0;
    /// At most `limit` rows; how many went.
    virtual std::uint32_t dropExpired(Seconds now, std::uint32_t limit) = 0;
};

} // namespace kontor::server
