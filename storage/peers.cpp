#include "storage/peers.h"

#include "storage/contact_store.h"
#include "storage/rows.h"

namespace kontor::storage {

namespace {

Result<std::optional<std::int64_t>> findNumber(Statement statement) {
    return readOne(statement, [](Statement& row) { return row.integer(); });
}

} // namespace

Result<std::optional<std::int64_t>> findUserNumber(Connection& connection, const UserId& user) {
    Statement statement = connection.prepare("SELECT id FROM users WHERE user_id = ?1");
    statement.bind(user);
    return findNumber(std::move(statement));
}

Result<std::int64_t> userNumber(Connection& connection, const UserId& user) {
    const auto found = findUserNumber(connection, user);
    if (!found.ok())
        return found.error();
    if (found.value())
        return *found.value();
    Statement insert =
        connection.prepare("INSERT INTO users(user_id, handle, display_name, standing, trust)"
                           " VALUES (?1, '', '', ?2, ?3)");
    insert.bind(user).bind(DirectoryUser::Standing::Active).bind(KeyTrust::FirstUse);
    if (const auto made = insert.run(); !made.ok())
        return made.error();
    return connection.lastRow();
}

Result<std::int64_t> deviceNumber(Connection& connection, const DeviceId& device,
                                  std::int64_t user) {
    Statement statement = connection.prepare("SELECT id FROM devices WHERE device_id = ?1");
    statement.bind(device);
    const auto found = findNumber(std::move(statement));
    if (!found.ok())
        return found.error();
    if (found.value())
        return *found.value();
    Statement insert =
        connection.prepare("INSERT INTO devices(device_id, user, standing) VALUES (?1, ?2, ?3)");
    insert.bind(device).bind(user).bind(DeviceRecord::Standing::Active);
    if (const auto made = insert.run(); !made.ok())
        return made.error();
    return connection.lastRow();
}

Result<std::optional<std::int64_t>> findGroupNumber(Connection& connection, const GroupId& group) {
    Statement statement = connection.prepare("SELECT id FROM groups WHERE group_id = ?1");
    statement.bind(group);
    return findNumber(std::move(statement));
}

Result<std::int64_t> groupNumber(Connection& connection, const GroupId& group) {
    const auto found = findGroupNumber(connection, group);
    if (!found.ok())
        return found.error();
    if (found.value())
        return *found.value();
    Statement insert = connection.prepare("INSERT INTO groups(group_id) VALUES (?1)");
    insert.bind(group);
    if (const auto made = insert.run(); !made.ok())
        return made.error();
    return connection.lastRow();
}

} // namespace kontor::storage
