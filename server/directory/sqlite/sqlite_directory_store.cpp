#include "server/directory/sqlite/sqlite_directory_store.h"

#include <string>

namespace kontor::server {

namespace {

using sqlite::Query;

std::string users(const char* rest) {
    return std::string("SELECT row, user_id, handle, display_name, disabled, owner, revision"
                       " FROM users ") +
           rest;
}

std::string devices(const char* rest) {
    return std::string("SELECT row, device_id, user, certificate, revoked FROM devices ") + rest;
}

std::string invites(const char* rest) {
    return std::string("SELECT row, token_hash, user_id, display_name, known_user, owner,"
                       " expires_at, used_by, revoked FROM invites ") +
           rest;
}

User userIn(Query& query) {
    User user;
    user.row = query.as<UserRow>(0);
    user.id = query.id<UserId>(1);
    user.handle = query.text(2);
    user.name = query.text(3);
    user.disabled = query.number(4) != 0;
    user.owner = query.number(5) != 0;
    user.revision = static_cast<std::uint64_t>(query.number(6));
    return user;
}

Device deviceIn(Query& query) {
    Device device;
    device.row = query.as<DeviceRow>(0);
    device.id = query.id<DeviceId>(1);
    device.user = query.as<UserRow>(2);
    device.certificate = toBytes(query.bytes(3));
    device.revoked = query.number(4) != 0;
    return device;
}

Invite inviteIn(Query& query) {
    Invite invite;
    invite.row = query.as<InviteRow>(0);
    invite.tokenHash = query.id<Id<struct TokenHashTag, 32>>(1).bytes;
    invite.user = query.id<UserId>(2);
    invite.name = query.text(3);
    if (!query.isNull(4))
        invite.knownUser = query.as<UserRow>(4);
    invite.owner = query.number(5) != 0;
    invite.expiresAt = Seconds(query.number(6));
    if (!query.isNull(7))
        invite.usedBy = query.as<DeviceRow>(7);
    invite.revoked = query.number(8) != 0;
    return invite;
}

template <typename Value>
std::optional<Value> one(Query& query, Value (*read)(Query&)) {
    if (!query.next())
        return std::nullopt;
    return read(query);
}

template <typename Value>
std::vector<Value> all(Query& query, Value (*read)(Query&)) {
    std::vector<Value> values;
    while (query.next())
        values.push_back(read(query));
    return values;
}

} // namespace

SqliteDirectoryStore::SqliteDirectoryStore(sqlite::Database& database)
    : m_database(database)
    , m_revision(database, "SELECT ifnull(max(revision), 0) FROM users")
    , m_userByRow(database, users("WHERE row = ?"))
    , m_userById(database, users("WHERE user_id = ?"))
    , m_userByHandle(database, users("WHERE handle = ?"))
    , m_changedAfter(database, users("WHERE revision > ? ORDER BY revision LIMIT ?"))
    , m_countUsers(database, "SELECT count(*), ifnull(sum(disabled), 0) FROM users")
    , m_countDevices(database, "SELECT count(*) FROM devices WHERE revoked = 0")
    , m_addUser(database, "INSERT INTO users (user_id, handle, display_name, disabled, owner,"
                          " revision, registered_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
    , m_setName(database, "UPDATE users SET display_name = ? WHERE row = ?")
    , m_setDisabled(database, "UPDATE users SET disabled = ? WHERE row = ?")
    , m_touch(database, "UPDATE users SET revision = (SELECT max(revision) + 1 FROM users)"
                        " WHERE row = ?")
    , m_deviceByRow(database, devices("WHERE row = ?"))
    , m_deviceById(database, devices("WHERE device_id = ?"))
    , m_devicesOf(database, devices("WHERE user = ? AND revoked = 0 ORDER BY row"))
    , m_addDevice(database, "INSERT INTO devices (device_id, user, certificate, revoked,"
                            " last_resort_used, inbox_head, registered_at)"
                            " VALUES (?, ?, ?, 0, 0, 0, ?)")
    , m_revoke(database, "UPDATE devices SET revoked = 1 WHERE row = ?")
    , m_inviteByToken(database, invites("WHERE token_hash = ?"))
    , m_inviteByRow(database, invites("WHERE row = ?"))
    , m_openInvites(database, invites("WHERE used_by IS NULL AND revoked = 0 ORDER BY row"))
    , m_anyInvite(database, "SELECT 1 FROM invites LIMIT 1")
    , m_addInvite(database, "INSERT INTO invites (token_hash, user_id, display_name, known_user,"
                            " owner, made_at, expires_at, used_by, revoked)"
                            " VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, NULL, 0)")
    , m_useInvite(database, "UPDATE invites SET used_by = ? WHERE row = ?")
    , m_revokeInvite(database, "UPDATE invites SET revoked = 1 WHERE row = ?")
    , m_dropInvites(database, "DELETE FROM invites WHERE expires_at < ?") {}

std::uint64_t SqliteDirectoryStore::revision() {
    Query query(m_revision);
    return query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

std::optional<User> SqliteDirectoryStore::userByRow(UserRow row) {
    Query query(m_userByRow, row);
    return one(query, userIn);
}

std::optional<User> SqliteDirectoryStore::userById(const UserId& id) {
    Query query(m_userById, id);
    return one(query, userIn);
}

std::optional<User> SqliteDirectoryStore::userByHandle(std::string_view handle) {
    Query query(m_userByHandle, handle);
    return one(query, userIn);
}

std::vector<User> SqliteDirectoryStore::changedAfter(std::uint64_t revision, std::uint32_t limit) {
    Query query(m_changedAfter, revision, limit);
    return all(query, userIn);
}

UserCounts SqliteDirectoryStore::count() {
    UserCounts counts;
    Query people(m_countUsers);
    if (people.next()) {
        counts.users = static_cast<std::uint64_t>(people.number(0));
        counts.disabled = static_cast<std::uint64_t>(people.number(1));
    }
    Query machines(m_countDevices);
    if (machines.next())
        counts.devices = static_cast<std::uint64_t>(machines.number(0));
    return counts;
}

UserRow SqliteDirectoryStore::addUser(const User& user, Seconds now) {
    Query(m_addUser, user.id, user.handle, user.name, user.disabled ? 1 : 0, user.owner ? 1 : 0,
          revision() + 1, now)
        .run();
    return UserRow(sqlite3_last_insert_rowid(m_database.handle()));
}

void SqliteDirectoryStore::setName(UserRow user, std::string_view name) {
    Query(m_setName, name, user).run();
    touch(user);
}

void SqliteDirectoryStore::setDisabled(UserRow user, int disabled) {
    Query(m_setDisabled, disabled, user).run();
    touch(user);
}

void SqliteDirectoryStore::touch(UserRow user) {
    Query(m_touch, user).run();
}

std::optional<Device> SqliteDirectoryStore::deviceByRow(DeviceRow row) {
    Query query(m_deviceByRow, row);
    return one(query, deviceIn);
}

std::optional<Device> SqliteDirectoryStore::deviceById(const DeviceId& id) {
    Query query(m_deviceById, id);
    return one(query, deviceIn);
}

std::vector<Device> SqliteDirectoryStore::devicesOf(UserRow user) {
    Query query(m_devicesOf, user);
    return all(query, deviceIn);
}

DeviceRow SqliteDirectoryStore::addDevice(const Device& device, Seconds now) {
    Query(m_addDevice, device.id, device.user, device.certificate, now).run();
    const DeviceRow row(sqlite3_last_insert_rowid(m_database.handle()));
    touch(device.user);
    return row;
}

void SqliteDirectoryStore::revoke(DeviceRow device) {
    Query(m_revoke, device).run();
    if (const auto row = deviceByRow(device))
        touch(row->user);
}

std::optional<Invite> SqliteDirectoryStore::inviteByToken(const Digest& tokenHash) {
    Query query(m_inviteByToken, tokenHash);
    return one(query, inviteIn);
}

std::optional<Invite> SqliteDirectoryStore::inviteByRow(InviteRow row) {
    Query query(m_inviteByRow, row);
    return one(query, inviteIn);
}

std::vector<Invite> SqliteDirectoryStore::openInvites() {
    Query query(m_openInvites);
    return all(query, inviteIn);
}

bool SqliteDirectoryStore::anyInvite() {
    Query query(m_anyInvite);
    return query.next();
}

InviteRow SqliteDirectoryStore::addInvite(const Invite& invite, Seconds now) {
    const std::int64_t known = invite.knownUser ? invite.knownUser->value : 0;
    Query(m_addInvite, invite.tokenHash, invite.user, invite.name, known, invite.owner ? 1 : 0, now,
          invite.expiresAt)
        .run();
    return InviteRow(sqlite3_last_insert_rowid(m_database.handle()));
}

void SqliteDirectoryStore::useInvite(InviteRow invite, DeviceRow device) {
    Query(m_useInvite, device, invite).run();
}

void SqliteDirectoryStore::revokeInvite(InviteRow invite) {
    Query(m_revokeInvite, invite).run();
}

void SqliteDirectoryStore::dropInvites(Seconds expiredBefore) {
    Query(m_dropInvites, expiredBefore).run();
}

} // namespace kontor::server
