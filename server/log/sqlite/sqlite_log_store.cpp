#include "server/log/sqlite/sqlite_log_store.h"

#include <algorithm>
#include <string>

namespace kontor::server {

namespace {

using sqlite::Query;

std::string groups(const char* rest) {
    return std::string("SELECT row, group_id, kind, epoch, roster_changed, closed, newest_dropped,"
                       " newest_dropped_handshake FROM groups ") +
           rest;
}

/// Columns from `first`: device, start, leaf, cursor, last.
ReaderSpan spanIn(Query& query, int first) {
    ReaderSpan span;
    span.device = query.as<DeviceRow>(first);
    span.start = query.as<Seq>(first + 1);
    span.leaf = query.as<mls::LeafIndex>(first + 2);
    span.cursor = query.as<Seq>(first + 3);
    if (!query.isNull(first + 4))
        span.last = query.as<Seq>(first + 4);
    return span;
}

} // namespace

SqliteLogStore::SqliteLogStore(sqlite::Database& database)
    : m_database(database)
    , m_index(database)
    , m_state(database)
    , m_expiry(database)
    , m_groupById(database, groups("WHERE group_id = ?"))
    , m_groupByRow(database, groups("WHERE row = ?"))
    , m_addGroup(database, "INSERT INTO groups (group_id, kind, epoch, roster_changed, closed,"
                           " direct_tag, newest_dropped, newest_dropped_handshake, made_at)"
                           " VALUES (?, ?, ?, ?, 0, NULL, 0, 0, ?)")
    , m_setEpoch(database, "UPDATE groups SET epoch = ?, roster_changed = ? WHERE row = ?")
    , m_close(database, "UPDATE groups SET closed = 1, direct_tag = NULL WHERE row = ?")
    , m_dropState(database, "DELETE FROM group_state WHERE grp = ?")
    , m_dropInfo(database, "DELETE FROM group_infos WHERE grp = ?")
    , m_groupOfTag(database, "SELECT row FROM groups WHERE direct_tag = ?")
    , m_clearTag(database, "UPDATE groups SET direct_tag = NULL WHERE direct_tag = ?")
    , m_setTag(database, "UPDATE groups SET direct_tag = ? WHERE row = ?")
    , m_countGroups(database, "SELECT count(*) FROM groups WHERE closed = 0")
    , m_info(database, "SELECT value FROM group_infos WHERE grp = ?")
    , m_setInfo(database, "INSERT INTO group_infos (grp, value) VALUES (?, ?)"
                          " ON CONFLICT DO UPDATE SET value = excluded.value")
    , m_pending(database, "SELECT seq FROM pending_removals WHERE grp = ? AND leaf = ?")
    , m_addPending(database, "INSERT INTO pending_removals (grp, leaf, seq) VALUES (?, ?, ?)")
    , m_clearPending(database, "DELETE FROM pending_removals WHERE grp = ?")
    , m_append(database, "INSERT INTO log (id, grp, seq, sender, key, hash, kind, at, payload)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_payload(database, "SELECT payload, at FROM log WHERE id = ?")
    , m_readers(database, "SELECT device, start, leaf, cursor, last FROM readers WHERE grp = ?"
                          " ORDER BY device, start")
    , m_groupsOf(database, "SELECT grp, device, start, leaf, cursor, last FROM readers"
                           " WHERE device = ? ORDER BY grp, start")
    , m_countGroupsOf(database, "SELECT count(DISTINCT grp) FROM readers WHERE device = ?")
    , m_addReader(database, "INSERT INTO readers (grp, device, start, leaf, cursor, last,"
                            " removed_at) VALUES (?, ?, ?, ?, ?, NULL, NULL)")
    , m_endReader(database, "UPDATE readers SET last = ?, removed_at = ?"
                            " WHERE grp = ? AND device = ? AND start = ?")
    , m_setLeaf(database, "UPDATE readers SET leaf = ?"
                          " WHERE grp = ? AND device = ? AND start = ?")
    , m_setCursor(database, "UPDATE readers SET cursor = ?"
                            " WHERE grp = ? AND device = ? AND start = ?")
    , m_dropReader(database, "DELETE FROM readers WHERE grp = ? AND device = ? AND start = ?")
    , m_readEntries(database, "SELECT seq, id FROM entry_index WHERE grp = ? AND seq <= ?"
                              " AND kind = 1 ORDER BY seq LIMIT ?")
    , m_dropPlace(database, "DELETE FROM entry_index WHERE grp = ? AND seq = ?")
    , m_dropEntry(database, "DELETE FROM log WHERE id = ?")
    , m_setDropped(database, "UPDATE groups SET newest_dropped = max(newest_dropped, ?)"
                             " WHERE row = ?")
    , m_getDropped(database, "SELECT newest_dropped FROM groups WHERE row = ?") {}

std::optional<GroupRecord> SqliteLogStore::recordIn(Query& query) {
    if (!query.next())
        return std::nullopt;
    GroupRecord record;
    record.row = query.as<GroupRow>(0);
    record.id = query.id<GroupId>(1);
    record.kind = static_cast<rules::GroupKind>(query.number(2));
    record.epoch = query.as<Epoch>(3);
    record.rosterChanged = query.number(4) != 0;
    record.closed = query.number(5) != 0;
    record.newestDropped = query.as<Seq>(6);
    record.newestDroppedHandshake = query.as<Seq>(7);
    record.head =
        std::max({m_index.head(record.row), record.newestDropped, record.newestDroppedHandshake});
    return record;
}

std::optional<GroupRecord> SqliteLogStore::group(const GroupId& id) {
    Query query(m_groupById, id);
    return recordIn(query);
}

std::optional<GroupRecord> SqliteLogStore::group(GroupRow row) {
    Query query(m_groupByRow, row);
    return recordIn(query);
}

GroupRow SqliteLogStore::addGroup(const GroupRecord& record, Seconds now) {
    Query(m_addGroup, record.id, static_cast<int>(record.kind), record.epoch,
          record.rosterChanged ? 1 : 0, now)
        .run();
    return GroupRow(sqlite3_last_insert_rowid(m_database.handle()));
}

void SqliteLogStore::setEpoch(const GroupRecord& record) {
    Query(m_setEpoch, record.epoch, record.rosterChanged ? 1 : 0, record.row).run();
}

void SqliteLogStore::closeGroup(GroupRow group) {
    Query(m_close, group).run();
    Query(m_dropState, group).run();
    Query(m_dropInfo, group).run();
    clearPendingRemovals(group);
}

std::optional<GroupRow> SqliteLogStore::groupOfTag(const Digest& tag) {
    Query query(m_groupOfTag, tag);
    if (!query.next())
        return std::nullopt;
    return query.as<GroupRow>(0);
}

void SqliteLogStore::setTag(GroupRow group, const Digest& tag) {
    Query(m_clearTag, tag).run();
    Query(m_setTag, tag, group).run();
}

std::uint64_t SqliteLogStore::countGroups() {
    Query query(m_countGroups);
    return query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
}

std::unique_ptr<mls::GroupStore> SqliteLogStore::state(GroupRow group) {
    return std::make_unique<GroupStateRows>(m_state, group);
}

Bytes SqliteLogStore::groupInfo(GroupRow group) {
    Query query(m_info, group);
    return query.next() ? toBytes(query.bytes(0)) : Bytes();
}

void SqliteLogStore::setGroupInfo(GroupRow group, ByteView groupInfo) {
    Query(m_setInfo, group, groupInfo).run();
}

std::optional<Seq> SqliteLogStore::pendingRemoval(GroupRow group, mls::LeafIndex leaf) {
    Query query(m_pending, group, leaf);
    if (!query.next())
        return std::nullopt;
    return query.as<Seq>(0);
}

void SqliteLogStore::addPendingRemoval(GroupRow group, mls::LeafIndex leaf, Seq seq) {
    Query(m_addPending, group, leaf, seq).run();
}

void SqliteLogStore::clearPendingRemovals(GroupRow group) {
    Query(m_clearPending, group).run();
}

std::optional<KnownAppend> SqliteLogStore::known(GroupRow group, DeviceRow sender,
                                                 const IdempotencyKey& key) {
    return m_index.known(group, sender, key);
}

void SqliteLogStore::append(const NewEntry& entry) {
    LoggedRow row;
    row.id = m_index.takeId();
    Query(m_append, row.id, entry.group, entry.seq, entry.sender, entry.key, entry.hash,
          static_cast<int>(entry.kind), entry.at, entry.payload)
        .run();
    row.group = entry.group;
    row.seq = entry.seq;
    row.sender = entry.sender;
    row.key = entry.key;
    row.hash = entry.hash;
    row.kind = entry.kind;
    row.at = entry.at;
    m_index.add(row);
}

std::vector<LogEntry> SqliteLogStore::entries(GroupRow group, const Range& range) {
    std::vector<LogEntry> found;
    std::size_t bytes = 0;
    for (const auto& place : m_index.places(group, range.after, range.last, range.entries)) {
        Query query(m_payload, place.id);
        if (!query.next())
            continue;
        const ByteView payload = query.bytes(0);
        if (!found.empty() && bytes + payload.size() > range.bytes)
            break;
        bytes += payload.size();
        found.push_back({place.seq, toBytes(payload), Seconds(query.number(1))});
    }
    return found;
}

std::vector<ReaderSpan> SqliteLogStore::readers(GroupRow group) {
    std::vector<ReaderSpan> spans;
    Query query(m_readers, group);
    while (query.next())
        spans.push_back(spanIn(query, 0));
    return spans;
}

std::vector<GroupOfDevice> SqliteLogStore::groupsOf(DeviceRow device) {
    std::vector<GroupOfDevice> found;
    Query query(m_groupsOf, device);
    while (query.next())
        found.push_back({query.as<GroupRow>(0), spanIn(query, 1)});
    return found;
}

std::uint32_t SqliteLogStore::countGroupsOf(DeviceRow device) {
    Query query(m_countGroupsOf, device);
    return query.next() ? static_cast<std::uint32_t>(query.number(0)) : 0;
}

void SqliteLogStore::addReader(GroupRow group, const ReaderSpan& span) {
    Query(m_addReader, group, span.device, span.start, span.leaf, span.cursor).run();
}

void SqliteLogStore::endReader(GroupRow group, const ReaderSpan& span, Seconds now) {
    Query(m_endReader, span.last.value_or(Seq()), now, group, span.device, span.start).run();
}

void SqliteLogStore::setLeaf(GroupRow group, const ReaderSpan& span) {
    Query(m_setLeaf, span.leaf, group, span.device, span.start).run();
}

void SqliteLogStore::setCursor(GroupRow group, const ReaderSpan& span) {
    Query(m_setCursor, span.cursor, group, span.device, span.start).run();
}

void SqliteLogStore::dropReader(GroupRow group, const ReaderSpan& span) {
    Query(m_dropReader, group, span.device, span.start).run();
}

LogStore::Dropped SqliteLogStore::dropRead(GroupRow group, Seq upTo, std::uint32_t limit) {
    std::vector<LazyIndex::Place> places;
    {
        Query query(m_readEntries, group, upTo, limit);
        while (query.next())
            places.push_back({query.as<Seq>(0), query.number(1)});
    }
    for (const auto& place : places) {
        Query(m_dropPlace, group, place.seq).run();
        Query(m_dropEntry, place.id).run();
    }
    if (!places.empty())
        Query(m_setDropped, places.back().seq, group).run();
    Dropped dropped;
    dropped.unsettled = m_index.holds(group);
    dropped.entries = static_cast<std::uint32_t>(places.size());
    Query query(m_getDropped, group);
    if (query.next())
        dropped.newest = query.as<Seq>(0);
    return dropped;
}

} // namespace kontor::server
