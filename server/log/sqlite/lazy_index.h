#pragma once

#include "server/log/log_store.h"
#include "server/sqlite/database.h"

#include <cstddef>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kontor::server {

/// A row of the log as the index knows it.
struct LoggedRow {
    std::int64_t id = 0;
    GroupRow group;
    Seq seq;
    DeviceRow sender;
    IdempotencyKey key;
    PayloadHash hash;
    EntryKind kind = EntryKind::Application;
    Seconds at{};
};

/// The way from (group, seq) and from an idempotency key to a row of the log, kept lazily: the
/// durable transaction of a message appends one row at the end of `log` and touches nothing else;
/// two random places a message would cost more than the message. Rows without index entries stay in
/// memory; when there are limits::kUnindexedRows of them they are sorted and written, a part in
/// each later transaction, so that neighbours of the index are written together. Nothing is lost by
/// a crash: the log has everything, and the next start indexes what stands above a stored mark.
///
/// At any time a row is either here in memory or in the tables, never in both.
class LazyIndex {
public:
    explicit LazyIndex(sqlite::Database& database);

    /// Indexes what a crash left, in a transaction of its own. Once, before anything else.
    void recover();

    /// For the next row of the log. Ids only grow, also when the newest rows have been dropped: the
    /// mark says which of them the tables have.
    [[nodiscard]] std::int64_t takeId() { return ++m_lastId; }
    void add(const LoggedRow& row);
    [[nodiscard]] std::optional<KnownAppend> known(GroupRow group, DeviceRow sender,
                                                   const IdempotencyKey& key);
    /// Greatest seq of a group; 0 when it has no entry.
    [[nodiscard]] Seq head(GroupRow group);
    /// Places of rows with after < seq <= last, ascending.
    struct Place {
        Seq seq;
        std::int64_t id;
    };
    [[nodiscard]] std::vector<Place> places(GroupRow group, Seq after, Seq last,
                                            std::uint32_t limit);
    /// Does a row of the group wait here?
    [[nodiscard]] bool holds(GroupRow group) const;
    /// All rows up to this id are in the tables.
    [[nodiscard]] std::int64_t mark() const { return m_mark; }

    /// Before each COMMIT: writes a part when enough has gathered.
    void keepPace();
    /// Writes up to `rows` whatever has gathered; true when some is left.
    bool settle(std::uint32_t rows);

    /// add() since then is undone: the savepoint around it was rolled back.
    [[nodiscard]] std::size_t position() const { return m_fresh.size(); }
    void forgetSince(std::size_t position);

private:
    struct Key {
        std::int64_t group;
        std::int64_t sender;
        IdempotencyKey key;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };

    void sortFresh();
    void write(std::size_t rows);

    sqlite::Database& m_database;
    sqlite::Statement m_addEntry;
    sqlite::Statement m_addKey;
    sqlite::Statement m_findKey;
    sqlite::Statement m_findPlaces;
    sqlite::Statement m_head;
    sqlite::Statement m_setMark;
    sqlite::Statement m_getMark;
    sqlite::Statement m_above;

    std::vector<LoggedRow> m_fresh;  ///< in order of arrival
    std::vector<LoggedRow> m_sorted; ///< being written
    std::size_t m_written = 0;       ///< of m_sorted
    std::size_t m_addedSincePace = 0;
    std::int64_t m_lastId = 0;
    std::int64_t m_mark = 0;
    std::int64_t m_markWhenWritten = 0;
    std::unordered_map<Key, KnownAppend, KeyHash> m_keys;
    std::map<std::pair<std::int64_t, std::uint64_t>, std::int64_t> m_places;
};

} // namespace kontor::server
