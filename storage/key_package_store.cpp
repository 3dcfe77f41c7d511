#include "storage/key_package_store.h"

#include "storage/rows.h"

namespace kontor::storage {

Result<void> KeyPackageStore::add(Transaction& transaction, const KeyPackageRecord& record) {
    Statement insert = transaction.connection().prepare(
        "INSERT INTO key_packages(ref, key_package, private_parts, use, expires_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(record.ref).bind(record.keyPackage).bindBorrowed(record.privateParts.view());
    return insert.bind(record.use).bind(record.expiresAt).run();
}

Result<void> KeyPackageStore::remove(Transaction& transaction, ByteView ref) {
    Statement statement =
        transaction.connection().prepare("DELETE FROM key_packages WHERE ref = ?1");
    return statement.bind(ref).run();
}

Result<void> KeyPackageStore::removeExpired(Transaction& transaction, Milliseconds before) {
    Statement statement =
        transaction.connection().prepare("DELETE FROM key_packages WHERE expires_at < ?1");
    return statement.bind(before).run();
}

Result<std::optional<KeyPackageRecord>> KeyPackageStore::find(ByteView ref) const {
    Statement statement = m_connection->prepare(
        "SELECT ref, key_package, private_parts, use, expires_at FROM key_packages"
        " WHERE ref = ?1");
    statement.bind(ref);
    return readOne(statement, [](Statement& row) {
        KeyPackageRecord record;
        record.ref = row.blob();
        record.keyPackage = row.blob();
        record.privateParts = row.secret();
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
