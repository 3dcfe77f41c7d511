#include "storage/contact_store.h"

#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/search_terms.h"

namespace kontor::storage {

namespace {

#define KONTOR_CONTACT_COLUMNS                                                                     \
    "SELECT user_id, handle, display_name, standing, identity_key, trust, changed_key,"            \
    " ifnull(availability, 0), ifnull(line, ''), ifnull(until, 0)"                                 \
    " FROM users LEFT JOIN cards ON cards.user = users.id "

ContactRecord readContact(Statement& row) {
    ContactRecord contact;
    contact.id = row.id<UserId>();
    contact.handle = row.text();
    contact.displayName = row.text();
    contact.standing = row.enumeration<DirectoryUser::Standing>();
    contact.identityKey = row.optionalId<PublicKeyBytes>();
    contact.trust = row.enumeration<KeyTrust>();
    contact.changedKey = row.optionalId<PublicKeyBytes>();
    contact.status.availability = row.enumeration<StatusRecord::Availability>();
    contact.status.line = row.text();
    contact.status.until = row.milliseconds();
    return contact;
}

} // namespace

Result<void> ContactStore::putUser(Transaction& transaction, const DirectoryUser& user) {
    Statement statement = transaction.connection().prepare(
        "INSERT INTO users(user_id, handle, display_name, standing, trust)"
        " VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT DO UPDATE SET handle = ?2, display_name = ?3, standing = ?4");
    statement.bind(user.id).bind(user.handle).bind(user.displayName).bind(user.standing);
    return statement.bind(KeyTrust::FirstUse).run();
}

Result<void> ContactStore::putDevice(Transaction& transaction, const DeviceRecord& device) {
    Connection& connection = transaction.connection();
    const auto user = userNumber(connection, device.user);
    if (!user.ok())
        return user.error();
    Statement statement = connection.prepare(
        "INSERT INTO devices(device_id, user, device_key, standing) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET device_key = coalesce(?3, device_key), standing = ?4");
    statement.bind(device.id).bind(user.value()).bind(device.deviceKey);
    return statement.bind(device.standing).run();
}

Result<ContactStore::Seen> ContactStore::seeIdentityKey(Transaction& transaction,
                                                        const UserId& user,
                                                        const PublicKeyBytes& key) {
    Connection& connection = transaction.connection();
    const auto number = userNumber(connection, user);
    if (!number.ok())
        return number.error();
    const auto known = find(user);
    if (!known.ok())
        return known.error();
    const std::optional<PublicKeyBytes> pinned = known.value()->identityKey;
    if (pinned == key)
        return Seen::Same;
    Statement note =
        connection.prepare(pinned ? "UPDATE users SET changed_key = ?2 WHERE id = ?1"
                                  : "UPDATE users SET identity_key = ?2 WHERE id = ?1");
    if (const auto noted = note.bind(number.value()).bind(key).run(); !noted.ok())
        return noted.error();
    return pinned ? Seen::Changed : Seen::First;
}

Result<void> ContactStore::acceptChangedKey(Transaction& transaction, const UserId& user) {
    Statement update = transaction.connection().prepare(
        "UPDATE users SET identity_key = changed_key, changed_key = NULL, trust = ?2"
        " WHERE user_id = ?1 AND changed_key IS NOT NULL");
    return update.bind(user).bind(KeyTrust::FirstUse).run();
}

Result<void> ContactStore::setTrust(Transaction& transaction, const UserId& user, KeyTrust trust) {
    Statement update =
        transaction.connection().prepare("UPDATE users SET trust = ?2 WHERE user_id = ?1");
    return update.bind(user).bind(trust).run();
}

Result<std::optional<ContactRecord>> ContactStore::find(const UserId& user) const {
    Statement statement = m_connection->prepare(KONTOR_CONTACT_COLUMNS "WHERE user_id = ?1");
    statement.bind(user);
    return readOne(statement, readContact);
}

Result<std::optional<ContactRecord>> ContactStore::findByHandle(std::string_view handle) const {
    Statement statement = m_connection->prepare(
        KONTOR_CONTACT_COLUMNS "WHERE handle = ?1 AND handle <> '' ORDER BY id LIMIT 1");
    statement.bind(handle);
    return readOne(statement, readContact);
}

Result<std::vector<ContactRecord>> ContactStore::matching(std::string_view words,
                                                          std::uint32_t count) const {
    const std::vector<SearchTerm> terms = parseQuery(words, WordPart::Beginning);
    Statement statement = m_connection->prepare(
        KONTOR_CONTACT_COLUMNS "WHERE handle <> ''"
                               " AND (?1 = '' OR holds(display_name || ' ' || handle, ?1))"
                               " ORDER BY display_name COLLATE NOCASE, handle LIMIT ?2");
    statement.bind(packTerms(terms)).bind(std::int64_t{count});
    return readAll(statement, readContact);
}

Result<std::vector<ContactRecord>> ContactStore::withKnownKey() const {
    Statement statement = m_connection->prepare(KONTOR_CONTACT_COLUMNS
                                                "WHERE identity_key IS NOT NULL ORDER BY user_id");
    return readAll(statement, readContact);
}

#undef KONTOR_CONTACT_COLUMNS

Result<std::vector<DeviceRecord>> ContactStore::devicesOf(const UserId& user) const {
    Statement statement = m_connection->prepare(
        "SELECT d.device_id, u.user_id, d.device_key, d.standing FROM devices d"
        " JOIN users u ON u.id = d.user WHERE u.user_id = ?1 ORDER BY d.id");
    statement.bind(user);
    return readAll(statement, [](Statement& row) {
        DeviceRecord device;
        device.id = row.id<DeviceId>();
        device.user = row.id<UserId>();
        device.deviceKey = row.optionalId<PublicKeyBytes>();
        device.standing = row.enumeration<DeviceRecord::Standing>();
        return device;
    });
}

} // namespace kontor::storage
