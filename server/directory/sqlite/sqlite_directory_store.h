#pragma once

#include "server/directory/directory_store.h"
#include "server/sqlite/database.h"

namespace kontor::server {

class SqliteDirectoryStore final : public DirectoryStore {
public:
    explicit SqliteDirectoryStore(sqlite::Database& database);

    std::uint64_t revision() override;
    std::optional<User> userByRow(UserRow row) override;
    std::optional<User> userById(const UserId& id) override;
    std::optional<User> userByHandle(std::string_view handle) override;
    std::vector<User> changedAfter(std::uint64_t revision, std::uint32_t limit) override;
    UserCounts count() override;
    UserRow addUser(const User& user, Seconds now) override;
    void setName(UserRow user, std::string_view name) override;
    void disable(UserRow user) override { setDisabled(user, 1); }
    void enable(UserRow user) override { setDisabled(user, 0); }

    std::optional<Device> deviceByRow(DeviceRow row) override;
    std::optional<Device> deviceById(const DeviceId& id) override;
    std::vector<Device> devicesOf(UserRow user) override;
    DeviceRow addDevice(const Device& device, Seconds now) override;
    void revoke(DeviceRow device) override;

    std::optional<Invite> inviteByToken(const Digest& tokenHash) override;
    std::optional<Invite> inviteByRow(InviteRow row) override;
    std::vector<Invite> openInvites() override;
    bool anyInvite() override;
    InviteRow addInvite(const Invite& invite, Seconds now) override;
    void useInvite(InviteRow invite, DeviceRow device) override;
    void revokeInvite(InviteRow invite) override;
    void dropInvites(Seconds expiredBefore) override;

private:
    void setDisabled(UserRow user, int disabled);
    void touch(UserRow user);

    sqlite::Database& m_database;
    sqlite::Statement m_revision;
    sqlite::Statement m_userByRow;
    sqlite::Statement m_userById;
    sqlite::Statement m_userByHandle;
    sqlite::Statement m_changedAfter;
    sqlite::Statement m_countUsers;
    sqlite::Statement m_countDevices;
    sqlite::Statement m_addUser;
    sqlite::Statement m_setName;
    sqlite::Statement m_setDisabled;
    sqlite::Statement m_touch;
    sqlite::Statement m_deviceByRow;
    sqlite::Statement m_deviceById;
    sqlite::Statement m_devicesOf;
    sqlite::Statement m_addDevice;
    sqlite::Statement m_revoke;
    sqlite::Statement m_inviteByToken;
    sqlite::Statement m_inviteByRow;
    sqlite::Statement m_openInvites;
    sqlite::Statement m_anyInvite;
    sqlite::Statement m_addInvite;
    sqlite::Statement m_useInvite;
    sqlite::Statement m_revokeInvite;
    sqlite::Statement m_dropInvites;
};

} // namespace kontor::server
