#include "server/log/sqlite/log_expiry.h"

#include <utility>

namespace kontor::server {

namespace {

using sqlite::Query;

constexpr std::chrono::hours kBetweenWalks{24};

} // namespace

LogExpiry::LogExpiry(sqlite::Database& database)
    : m_rows(database, "SELECT id, grp, seq, kind, at FROM log WHERE id > ? AND id <= ?"
                       " ORDER BY id LIMIT ?")
    , m_dropPlace(database, "DELETE FROM entry_index WHERE grp = ? AND seq = ?")
    , m_dropEntry(database, "DELETE FROM log WHERE id = ?")
    , m_setDropped(database, "UPDATE groups SET newest_dropped = max(newest_dropped, ?1),"
                             " newest_dropped_handshake = max(newest_dropped_handshake, ?2)"
                             " WHERE row = ?3")
    , m_keys(database, "SELECT grp, sender, key, at FROM idempotency"
                       " WHERE (grp, sender, key) > (?, ?, ?) ORDER BY grp, sender, key LIMIT ?")
    , m_dropKey(database, "DELETE FROM idempotency WHERE grp = ? AND sender = ? AND key = ?")
    , m_oldReaders(database, "SELECT grp, device, start FROM readers"
                             " WHERE removed_at IS NOT NULL AND removed_at < ? LIMIT ?")
    , m_dropReader(database, "DELETE FROM readers WHERE grp = ? AND device = ? AND start = ?") {}

LogStore::Expired LogExpiry::step(const LogStore::Expiry& expiry, std::int64_t mark) {
    Groups changed;
    LogStore::Expired expired;
    expired.more = dropMessages(expiry, mark, changed) || dropHandshakes(expiry, mark, changed) ||
                   dropReaders(expiry, changed) || dropKeys(expiry);
    expired.groups.assign(changed.begin(), changed.end());
    return expired;
}

std::vector<LogExpiry::Row> LogExpiry::rows(std::int64_t after, std::int64_t upTo,
                                            std::uint32_t limit) {
    std::vector<Row> found;
    Query query(m_rows, after, upTo, limit);
    while (query.next())
        found.push_back({query.number(0), query.as<GroupRow>(1), query.as<Seq>(2),
                         static_cast<EntryKind>(query.number(3)), Seconds(query.number(4))});
    return found;
}

void LogExpiry::drop(const Row& row) {
    Query(m_dropPlace, row.group, row.seq).run();
    Query(m_dropEntry, row.id).run();
    const Seq handshake = row.kind == EntryKind::Handshake ? row.seq : Seq();
    Query(m_setDropped, row.seq, handshake, row.group).run();
}

bool LogExpiry::dropMessages(const LogStore::Expiry& expiry, std::int64_t mark, Groups& changed) {
    const auto old = rows(m_messagesUpTo, mark, expiry.limit);
    for (const auto& row : old) {
        if (row.at >= expiry.applicationBefore)
            return false;
        if (row.kind == EntryKind::Application) {
            drop(row);
            changed.insert(row.group);
        }
        m_messagesUpTo = row.id;
    }
    return old.size() == expiry.limit;
}

bool LogExpiry::dropHandshakes(const LogStore::Expiry& expiry, std::int64_t mark, Groups& changed) {
    const auto old = rows(0, mark, expiry.limit);
    for (const auto& row : old) {
        if (row.at >= expiry.handshakeBefore)
            return false;
        drop(row);
        changed.insert(row.group);
    }
    return old.size() == expiry.limit;
}

bool LogExpiry::dropKeys(const LogStore::Expiry& expiry) {
    if (!m_walkingKeys) {
        if (expiry.keyBefore < m_keysWalkedFor + kBetweenWalks)
            return false;
        m_walkingKeys = true;
        m_keyPlace = {};
        m_keysWalkedFor = expiry.keyBefore;
    }
    struct Found {
        KeyPlace place;
        Seconds at;
    };
    std::vector<Found> found;
    {
        Query query(m_keys, m_keyPlace.group, m_keyPlace.sender, m_keyPlace.key, expiry.limit);
        while (query.next())
            found.push_back({{query.number(0), query.number(1), toBytes(query.bytes(2))},
                             Seconds(query.number(3))});
    }
    for (const auto& row : found) {
        if (row.at < expiry.keyBefore)
            Query(m_dropKey, row.place.group, row.place.sender, row.place.key).run();
    }
    m_walkingKeys = found.size() == expiry.limit;
    if (m_walkingKeys)
        m_keyPlace = std::move(found.back().place);
    return m_walkingKeys;
}

bool LogExpiry::dropReaders(const LogStore::Expiry& expiry, Groups& changed) {
    std::vector<std::pair<GroupRow, ReaderSpan>> old;
    {
        Query query(m_oldReaders, expiry.readerBefore, expiry.limit);
        while (query.next()) {
            ReaderSpan span;
            span.device = query.as<DeviceRow>(1);
            span.start = query.as<Seq>(2);
            old.emplace_back(query.as<GroupRow>(0), span);
        }
    }
    for (const auto& [group, span] : old) {
        Query(m_dropReader, group, span.device, span.start).run();
        changed.insert(group);
    }
    return old.size() == expiry.limit;
}

} // namespace kontor::server
