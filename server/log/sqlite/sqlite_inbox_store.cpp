#include "server/log/sqlite/sqlite_inbox_store.h"

#include <limits>
#include <utility>

namespace kontor::server {

using sqlite::Query;

SqliteInboxStore::SqliteInboxStore(sqlite::Database& database)
    : m_head(database, "SELECT inbox_head FROM devices WHERE row = ?")
    , m_setHead(database, "UPDATE devices SET inbox_head = ? WHERE row = ?")
    , m_count(database, "SELECT count(*) FROM inbox WHERE device = ?")
    , m_add(database, "INSERT INTO inbox (device, seq, grp, start, key_package_ref,"
                      " encrypted_group_secrets) VALUES (?, ?, ?, ?, ?, ?)")
    , m_addTree(database, "INSERT INTO trees (grp, start, tree, encrypted_group_info)"
                          " VALUES (?, ?, ?, ?)")
    , m_entries(database, "SELECT i.seq, g.group_id, i.start, t.encrypted_group_info,"
                          " i.encrypted_group_secrets, i.key_package_ref FROM inbox i"
                          " JOIN groups g ON g.row = i.grp"
                          " JOIN trees t ON t.grp = i.grp AND t.start = i.start"
                          " WHERE i.device = ? AND i.seq > ? ORDER BY i.seq LIMIT ?")
    , m_tree(database, "SELECT t.tree FROM trees t WHERE t.grp = ?2 AND t.start = ?3 AND EXISTS"
                       " (SELECT 1 FROM inbox i WHERE i.device = ?1 AND i.grp = ?2"
                       " AND i.start = ?3)")
    , m_commitsOf(database, "SELECT DISTINCT grp, start FROM inbox WHERE device = ? AND seq <= ?")
    , m_acknowledge(database, "DELETE FROM inbox WHERE device = ? AND seq <= ?")
    , m_dropTree(database, "DELETE FROM trees WHERE grp = ?1 AND start = ?2 AND NOT EXISTS"
                           " (SELECT 1 FROM inbox WHERE grp = ?1 AND start = ?2)") {}

std::uint64_t SqliteInboxStore::head(DeviceRow device) {
    Query query(m_head, device);
    return query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

std::uint32_t SqliteInboxStore::count(DeviceRow device) {
    Query query(m_count, device);
    return query.next() ? static_cast<std::uint32_t>(query.number(0)) : 0;
}

std::uint64_t SqliteInboxStore::add(GroupRow group, Seq start, const NewWelcome& welcome) {
    const std::uint64_t seq = head(welcome.device) + 1;
    Query(m_setHead, seq, welcome.device).run();
    Query(m_add, welcome.device, seq, group, start, welcome.keyPackageRef,
          welcome.encryptedGroupSecrets)
        .run();
    return seq;
}

void SqliteInboxStore::addTree(GroupRow group, Seq start, ByteView tree,
                               ByteView encryptedGroupInfo) {
    Query(m_addTree, group, start, tree, encryptedGroupInfo).run();
}

std::vector<InboxEntry> SqliteInboxStore::entries(DeviceRow device, std::uint64_t after,
                                                  std::uint32_t limit) {
    std::vector<InboxEntry> found;
    Query query(m_entries, device, after, limit);
    while (query.next()) {
        InboxEntry entry;
        entry.seq = static_cast<std::uint64_t>(query.number(0));
        entry.group = query.id<GroupId>(1);
        entry.start = query.as<Seq>(2);
        entry.encryptedGroupInfo = toBytes(query.bytes(3));
        entry.encryptedGroupSecrets = toBytes(query.bytes(4));
        entry.keyPackageRef = toBytes(query.bytes(5));
        found.push_back(std::move(entry));
    }
    return found;
}

std::optional<Bytes> SqliteInboxStore::tree(DeviceRow device, GroupRow group, Seq start) {
    Query query(m_tree, device, group, start);
    if (!query.next())
        return std::nullopt;
    return toBytes(query.bytes(0));
}

void SqliteInboxStore::acknowledge(DeviceRow device, std::uint64_t upTo) {
    std::vector<std::pair<GroupRow, Seq>> commits;
    {
        Query query(m_commitsOf, device, upTo);
        while (query.next())
            commits.emplace_back(query.as<GroupRow>(0), query.as<Seq>(1));
    }
    if (commits.empty())
        return;
    Query(m_acknowledge, device, upTo).run();
    for (const auto& [group, start] : commits)
        Query(m_dropTree, group, start).run();
}

void SqliteInboxStore::dropAll(DeviceRow device) {
    acknowledge(device, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

} // namespace kontor::server
