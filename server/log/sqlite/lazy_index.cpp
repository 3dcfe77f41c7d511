#include "server/log/sqlite/lazy_index.h"

#include "server/server_limits.h"

#include <algorithm>
#include <tuple>

namespace kontor::server {

namespace {

using sqlite::Query;

/// Rows written in one transaction although few were added.
constexpr std::size_t kLeastPace = 64;

LoggedRow rowIn(Query& query) {
    LoggedRow row;
    row.id = query.number(0);
    row.group = query.as<GroupRow>(1);
    row.seq = query.as<Seq>(2);
    row.sender = query.as<DeviceRow>(3);
    row.key = query.id<IdempotencyKey>(4);
    row.hash = query.id<PayloadHash>(5);
    row.kind = static_cast<EntryKind>(query.number(6));
    row.at = Seconds(query.number(7));
    return row;
}

} // namespace

std::size_t LazyIndex::KeyHash::operator()(const Key& key) const noexcept {
    // The key ends in random bytes, its first bytes are a time.
    std::size_t random = 0;
    for (std::size_t i = 8; i < IdempotencyKey::kSize; ++i)
        random = (random << 8U) | key.key.bytes[i];
    return random ^ (static_cast<std::size_t>(key.sender) * 0x9e3779b97f4a7c15U);
}

LazyIndex::LazyIndex(sqlite::Database& database)
    : m_database(database)
    , m_addEntry(database, "INSERT INTO entry_index (grp, seq, id, kind) VALUES (?, ?, ?, ?)"
                           " ON CONFLICT DO NOTHING")
    , m_addKey(database, "INSERT INTO idempotency (grp, sender, key, seq, hash, at)"
                         " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
    , m_findKey(database, "SELECT seq, hash FROM idempotency"
                          " WHERE grp = ? AND sender = ? AND key = ?")
    , m_findPlaces(database, "SELECT seq, id FROM entry_index WHERE grp = ? AND seq > ?"
                             " AND seq <= ? ORDER BY seq LIMIT ?")
    , m_head(database, "SELECT ifnull(max(seq), 0) FROM entry_index WHERE grp = ?")
    , m_setMark(database, "INSERT INTO facts (name, value) VALUES ('indexed', CAST(? AS BLOB))"
                          " ON CONFLICT DO UPDATE SET value = excluded.value")
    , m_getMark(database, "SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'indexed'")
    , m_above(database, "SELECT id, grp, seq, sender, key, hash, kind, at FROM log WHERE id > ?"
                        " ORDER BY id") {}

void LazyIndex::recover() {
    m_database.run("BEGIN IMMEDIATE");
    {
        Query stored(m_getMark);
        m_mark = stored.next() ? stored.number(0) : 0;
    }
    {
        Query above(m_above, m_mark);
        while (above.next())
            m_fresh.push_back(rowIn(above));
    }
    sortFresh();
    write(m_sorted.size());
    m_database.run("COMMIT");
    m_lastId = m_mark; // all rows are up to it now
}

void LazyIndex::add(const LoggedRow& row) {
    m_fresh.push_back(row);
    m_keys.emplace(Key{row.group.value, row.sender.value, row.key}, KnownAppend{row.seq, row.hash});
    m_places.emplace(std::pair(row.group.value, row.seq.value), row.id);
    ++m_addedSincePace;
}

std::optional<KnownAppend> LazyIndex::known(GroupRow group, DeviceRow sender,
                                            const IdempotencyKey& key) {
    const auto found = m_keys.find(Key{group.value, sender.value, key});
    if (found != m_keys.end())
        return found->second;
    Query query(m_findKey, group, sender, key);
    if (!query.next())
        return std::nullopt;
    return KnownAppend{query.as<Seq>(0), query.id<PayloadHash>(1)};
}

Seq LazyIndex::head(GroupRow group) {
    Query query(m_head, group);
    const std::uint64_t indexed = query.next() ? static_cast<std::uint64_t>(query.number(0)) : 0;
    const auto behind = m_places.lower_bound(std::pair(group.value + 1, std::uint64_t{0}));
    if (behind == m_places.begin())
        return Seq(indexed);
    const auto& last = std::prev(behind)->first;
    return Seq(last.first == group.value ? std::max(indexed, last.second) : indexed);
}

std::vector<LazyIndex::Place> LazyIndex::places(GroupRow group, Seq after, Seq last,
                                                std::uint32_t limit) {
    std::vector<Place> found;
    Query query(m_findPlaces, group, after, last, limit);
    while (query.next())
        found.push_back({query.as<Seq>(0), query.number(1)});
    const auto indexed = static_cast<std::ptrdiff_t>(found.size());
    auto waiting = m_places.upper_bound(std::pair(group.value, after.value));
    for (std::uint32_t i = 0; i < limit && waiting != m_places.end(); ++i, ++waiting) {
        if (waiting->first.first != group.value || waiting->first.second > last.value)
            break;
        found.push_back({Seq(waiting->first.second), waiting->second});
    }
    std::inplace_merge(found.begin(), found.begin() + indexed, found.end(),
                       [](const Place& one, const Place& other) { return one.seq < other.seq; });
    if (found.size() > limit)
        found.resize(limit);
    return found;
}

bool LazyIndex::holds(GroupRow group) const {
    const auto first = m_places.lower_bound(std::pair(group.value, std::uint64_t{0}));
    return first != m_places.end() && first->first.first == group.value;
}

void LazyIndex::keepPace() {
    if (m_sorted.empty() && m_fresh.size() >= limits::kUnindexedRows)
        sortFresh();
    // Faster than rows come, so that the sorted ones are through before the next ones are due.
    if (!m_sorted.empty() && m_addedSincePace > 0)
        write(std::max(kLeastPace, m_addedSincePace + m_addedSincePace / 2));
    m_addedSincePace = 0;
}

bool LazyIndex::settle(std::uint32_t rows) {
    if (m_sorted.empty())
        sortFresh();
    write(rows);
    return !m_sorted.empty() || !m_fresh.empty();
}

void LazyIndex::forgetSince(std::size_t position) {
    while (m_fresh.size() > position) {
        const LoggedRow& row = m_fresh.back();
        m_keys.erase(Key{row.group.value, row.sender.value, row.key});
        m_places.erase(std::pair(row.group.value, row.seq.value));
        m_fresh.pop_back();
    }
}

void LazyIndex::sortFresh() {
    if (m_fresh.empty())
        return;
    m_markWhenWritten = m_fresh.back().id;
    m_sorted.swap(m_fresh);
    m_written = 0;
    std::ranges::sort(m_sorted, [](const LoggedRow& one, const LoggedRow& other) {
        return std::tie(one.group, one.sender, one.key) <
               std::tie(other.group, other.sender, other.key);
    });
}

void LazyIndex::write(std::size_t rows) {
    const std::size_t end = std::min(m_sorted.size(), m_written + rows);
    for (; m_written < end; ++m_written) {
        const LoggedRow& row = m_sorted[m_written];
        Query(m_addEntry, row.group, row.seq, row.id, static_cast<int>(row.kind)).run();
        Query(m_addKey, row.group, row.sender, row.key, row.seq, row.hash, row.at).run();
        m_keys.erase(Key{row.group.value, row.sender.value, row.key});
        m_places.erase(std::pair(row.group.value, row.seq.value));
    }
    if (m_sorted.empty() || m_written < m_sorted.size())
        return;
    m_sorted.clear();
    m_written = 0;
    m_mark = m_markWhenWritten;
    Query(m_setMark, m_mark).run();
}

} // namespace kontor::server
