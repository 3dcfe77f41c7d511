#include "storage/group_store_sql.h"

#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/slots.h"

namespace kontor::storage {

namespace {

using Place = Number<struct GroupPlaceTag, std::uint64_t>; // bound with a check of its range

struct GroupRow {
    std::uint64_t index = 0;
    SecretBytes value;
};

} // namespace

Result<std::optional<SecretBytes>> GroupReaderSql::get(mls::StatePart part,
                                                       std::uint64_t index) const {
    Statement statement = m_connection->prepare(
        "SELECT s.value FROM group_rows r JOIN slots s ON s.id = r.slot WHERE r.group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND r.part = ?2 AND r.place = ?3");
    statement.bind(m_group).bind(part).bind(Place(index));
    return readOne(statement, [](Statement& row) { return secretOfSlot(row); });
}

Result<void> GroupReaderSql::visit(mls::StatePart part, const Visit& each) const {
    Statement statement = m_connection->prepare(
        "SELECT r.place, s.value FROM group_rows r JOIN slots s ON s.id = r.slot"
        " WHERE r.group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND r.part = ?2 ORDER BY r.place");
    statement.bind(m_group).bind(part);
    for (;;) {
        auto row = readOne(statement, [](Statement& columns) {
            GroupRow read;
            read.index = static_cast<std::uint64_t>(columns.integer());
            read.value = secretOfSlot(columns);
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
    const auto slot = slotOf(part, index);
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return insert(part, index, value);
    const auto replaced = replaceInSlot(*m_connection, *slot.value(), value);
    if (!replaced.ok())
        return replaced.error();
    if (replaced.value() == *slot.value())
        return {};
    Statement update = m_connection->prepare(
        "UPDATE group_rows SET slot = ?4 WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part = ?2 AND place = ?3");
    update.bind(m_group).bind(part).bind(Place(index)).bind(replaced.value());
    return update.run();
}

Result<void> GroupStoreSql::insert(mls::StatePart part, std::uint64_t index, ByteView value) {
    const auto group = groupNumber(*m_connection, m_group);
    if (!group.ok())
        return group.error();
    const auto slot = putIntoSlot(*m_connection, value);
    if (!slot.ok())
        return slot.error();
    Statement statement = m_connection->prepare(
        "INSERT INTO group_rows(group_number, part, place, slot) VALUES (?1, ?2, ?3, ?4)");
    statement.bind(group.value()).bind(part).bind(Place(index)).bind(slot.value());
    return statement.run();
}

Result<std::optional<SlotRow>> GroupStoreSql::slotOf(mls::StatePart part,
                                                     std::uint64_t index) const {
    Statement statement = m_connection->prepare(
        "SELECT slot FROM group_rows WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part = ?2 AND place = ?3");
    statement.bind(m_group).bind(part).bind(Place(index));
    return readOne(statement, [](Statement& row) { return row.number<SlotRow>(); });
}

Result<void> GroupStoreSql::erase(mls::StatePart part, std::uint64_t index) {
    const auto slot = slotOf(part, index);
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return {};
    Statement statement = m_connection->prepare(
        "DELETE FROM group_rows WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part = ?2 AND place = ?3");
    statement.bind(m_group).bind(part).bind(Place(index));
    if (const auto done = statement.run(); !done.ok())
        return done.error();
    return freeSlot(*m_connection, *slot.value());
}

Result<void> GroupStoreSql::eraseBetween(std::int64_t firstPart, std::int64_t lastPart) {
    Statement ask = m_connection->prepare(
        "SELECT slot FROM group_rows WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part BETWEEN ?2 AND ?3");
    ask.bind(m_group).bind(firstPart).bind(lastPart);
    const auto slots = readAll(ask, [](Statement& row) { return row.number<SlotRow>(); });
    if (!slots.ok())
        return slots.error();
    Statement statement = m_connection->prepare(
        "DELETE FROM group_rows WHERE group_number ="
        " (SELECT id FROM groups WHERE group_id = ?1) AND part BETWEEN ?2 AND ?3");
    if (const auto done = statement.bind(m_group).bind(firstPart).bind(lastPart).run(); !done.ok())
        return done.error();
    for (const SlotRow slot : slots.value()) {
        if (const auto freed = freeSlot(*m_connection, slot); !freed.ok())
            return freed.error();
    }
    return {};
}

Result<void> GroupStoreSql::eraseAll(mls::StatePart part) {
    const auto number = static_cast<std::int64_t>(part);
    return eraseBetween(number, number);
}

Result<void> GroupStoreSql::eraseGroup() {
    return eraseBetween(0, 255);
}

} // namespace kontor::storage
