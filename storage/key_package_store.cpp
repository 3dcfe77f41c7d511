#include "storage/key_package_store.h"

#include "storage/rows.h"
#include "storage/slots.h"

namespace kontor::storage {

namespace {

/// The rows that `which` selects, then their secrets.
Result<void> removeSlots(Connection& connection, Statement& which, Statement& deletion) {
    const auto slots = readAll(which, [](Statement& row) { return row.number<SlotRow>(); });
    if (!slots.ok())
        return slots.error();
    if (const auto done = deletion.run(); !done.ok())
        return done.error();
    for (const SlotRow slot : slots.value()) {
        if (const auto freed = freeSlot(connection, slot); !freed.ok())
            return freed.error();
    }
    return {};
}

} // namespace

Result<void> KeyPackageStore::add(Transaction& transaction, const KeyPackageRecord& record) {
    Connection& connection = transaction.connection();
    const auto slot = putIntoSlot(connection, record.privateParts.view());
    if (!slot.ok())
        return slot.error();
    Statement insert = connection.prepare(
        "INSERT INTO key_packages(ref, key_package, private_slot, use, expires_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(record.ref).bind(record.keyPackage).bind(slot.value());
    return insert.bind(record.use).bind(record.expiresAt).run();
}

Result<void> KeyPackageStore::remove(Transaction& transaction, ByteView ref) {
    Connection& connection = transaction.connection();
    Statement which = connection.prepare("SELECT private_slot FROM key_packages WHERE ref = ?1");
    Statement deletion = connection.prepare("DELETE FROM key_packages WHERE ref = ?1");
    which.bind(ref);
    deletion.bind(ref);
    return removeSlots(connection, which, deletion);
}

Result<void> KeyPackageStore::removeExpired(Transaction& transaction, Milliseconds before) {
    Connection& connection = transaction.connection();
    Statement which =
        connection.prepare("SELECT private_slot FROM key_packages WHERE expires_at < ?1");
    Statement deletion = connection.prepare("DELETE FROM key_packages WHERE expires_at < ?1");
    which.bind(before);
    deletion.bind(before);
    return removeSlots(connection, which, deletion);
}

Result<std::optional<KeyPackageRecord>> KeyPackageStore::find(ByteView ref) const {
    Statement statement = m_connection->prepare(
        "SELECT k.ref, k.key_package, s.value, k.use, k.expires_at FROM key_packages k"
        " JOIN slots s ON s.id = k.private_slot WHERE k.ref = ?1");
    statement.bind(ref);
    return readOne(statement, [](Statement& row) {
        KeyPackageRecord record;
        record.ref = row.blob();
        record.keyPackage = row.blob();
        record.privateParts = secretOfSlot(row);
        record.use = row.enumeration<KeyPackageUse>();
        record.expiresAt = row.milliseconds();
        return record;
    });
}

Result<std::int64_t> KeyPackageStore::count(KeyPackageUse use) const {
    Statement statement = m_connection->prepare("SELECT count(*) FROM key_packages WHERE use = ?1");
    statement.bind(use);
    return readInteger(statement);
}

} // namespace kontor::storage
