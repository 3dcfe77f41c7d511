#include "storage/group_store_sql.h"

#include "storage/peers.h"
#include "storage/rows.h"

namespace kontor::storage {

namespace {

struct GroupRow {
    std::uint64_t index = 0;
    SecretBytes value;
};

} // namespace

Result<std::optional<SecretBytes>> GroupReaderSql::get(mls::StatePart part,
                                                       std::uint64_t index) const {
    Statement statement = m_connection->prepare(
        "SELECT r.value FROM group_rows r WHERE r.group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND r.part = ?2 AND r.place = ?3");
    statement.bind(m_group).bind(part).bind(Number<struct PlaceTag, std::uint64_t>(index));
    return readOne(statement, [](Statement& row) { return row.secret(); });
}

Result<void> GroupReaderSql::visit(mls::StatePart part, const Visit& each) const {
    Statement statement = m_connection->prepare(
        "SELECT r.place, r.value FROM group_rows r WHERE r.group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND r.part = ?2 ORDER BY r.place");
    statement.bind(m_group).bind(part);
    for (;;) {
        auto row = readOne(statement, [](Statement& columns) {
            GroupRow read;
            read.index = static_cast<std::uint64_t>(columns.integer());
            read.value = columns.secret();
            return read;
        });
        if (!row.ok())
            return row.error();
        if (!row.value())
            return {};
        const auto visited = each(row.value()->index, std::move(row.value()->value));
        if (!visited.ok())
            return visited.error();
    }
}

Result<std::optional<SecretBytes>> GroupStoreSql::get(mls::StatePart part,
                                                      std::uint64_t index) const {
    return m_reader.get(part, index);
}

Result<void> GroupStoreSql::visit(mls::StatePart part, const Visit& each) const {
    return m_reader.visit(part, each);
}

Result<void> GroupStoreSql::put(mls::StatePart part, std::uint64_t index, ByteView value) {
    const auto group = groupNumber(*m_connection, m_group);
    if (!group.ok())
        return group.error();
    Statement statement = m_connection->prepare(
        "INSERT INTO group_rows(group_number, part, place, value) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET value = ?4");
    statement.bind(group.value()).bind(part);
    statement.bind(Number<struct PlaceTag, std::uint64_t>(index)).bindBorrowed(value);
    return statement.run();
}

Result<void> GroupStoreSql::erase(mls::StatePart part, std::uint64_t index) {
    Statement statement = m_connection->prepare(
        "DELETE FROM group_rows WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part = ?2 AND place = ?3");
    statement.bind(m_group).bind(part).bind(Number<struct PlaceTag, std::uint64_t>(index));
    return statement.run();
}

Result<void> GroupStoreSql::eraseAll(mls::StatePart part) {
    Statement statement =
        m_connection->prepare("DELETE FROM group_rows WHERE group_number ="
                              " (SELECT id FROM groups WHERE group_id = ?1) AND part = ?2");
    return statement.bind(m_group).bind(part).run();
}

Result<void> GroupStoreSql::eraseGroup() {
    Statement statement = m_connection->prepare("DELETE FROM group_rows WHERE group_number ="
                                                " (SELECT id FROM groups WHERE group_id = ?1)");
    return statement.bind(m_group).run();
}

} // namespace kontor::storage
