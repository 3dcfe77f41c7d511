#include "server/log/sqlite/group_state_rows.h"

#include <utility>
#include <vector>

namespace kontor::server {

using sqlite::Query;

GroupStateStatements::GroupStateStatements(sqlite::Database& used)
    : database(used)
    , get(used, "SELECT value FROM group_state WHERE grp = ? AND part = ? AND place = ?")
    , visit(used, "SELECT place, value FROM group_state WHERE grp = ? AND part = ? ORDER BY place")
    , put(used, "INSERT INTO group_state (grp, part, place, value) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value")
    , erase(used, "DELETE FROM group_state WHERE grp = ? AND part = ? AND place = ?")
    , eraseAll(used, "DELETE FROM group_state WHERE grp = ? AND part = ?") {}

Result<void> GroupStateRows::outcome() const {
    if (m_statements.database.failed())
        return ErrorCode::Storage;
    return {};
}

Result<std::optional<SecretBytes>> GroupStateRows::get(mls::StatePart part,
                                                       std::uint64_t index) const {
    Query query(m_statements.get, m_group, static_cast<int>(part), index);
    if (query.next())
        return std::optional(SecretBytes::copyOf(query.bytes(0)));
    if (m_statements.database.failed())
        return ErrorCode::Storage;
    return std::optional<SecretBytes>();
}

Result<void> GroupStateRows::visit(mls::StatePart part, const Visit& each) const {
    // All rows first: what is called may ask for others.
    std::vector<std::pair<std::uint64_t, SecretBytes>> rows;
    {
        Query query(m_statements.visit, m_group, static_cast<int>(part));
        while (query.next())
            rows.emplace_back(static_cast<std::uint64_t>(query.number(0)),
                              SecretBytes::copyOf(query.bytes(1)));
    }
    for (auto& [index, value] : rows) {
        if (auto visited = each(index, std::move(value)); !visited.ok())
            return visited;
    }
    return outcome();
}

Result<void> GroupStateRows::put(mls::StatePart part, std::uint64_t index, ByteView value) {
    Query(m_statements.put, m_group, static_cast<int>(part), index, value).run();
    return outcome();
}

Result<void> GroupStateRows::erase(mls::StatePart part, std::uint64_t index) {
    Query(m_statements.erase, m_group, static_cast<int>(part), index).run();
    return outcome();
}

Result<void> GroupStateRows::eraseAll(mls::StatePart part) {
    Query(m_statements.eraseAll, m_group, static_cast<int>(part)).run();
    return outcome();
}

} // namespace kontor::server
