#include "storage/settings_store.h"

#include "storage/rows.h"
#include "storage/sealing.h"
#include "storage/slots.h"

#include <charconv>

namespace kontor::storage {

namespace {

Result<std::optional<SlotRow>> slotOf(Connection& connection, std::string_view name) {
    Statement statement = connection.prepare("SELECT slot FROM settings WHERE name = ?1");
    statement.bind(name);
    return readOne(statement, [](Statement& row) { return row.number<SlotRow>(); });
}

} // namespace

Result<void> SettingsStore::put(Transaction& transaction, std::string_view name, ByteView value) {
    Connection& connection = transaction.connection();
    const auto known = slotOf(connection, name);
    if (!known.ok())
        return known.error();
    const auto slot = known.value() ? replaceInSlot(connection, *known.value(), value)
                                    : putIntoSlot(connection, value);
    if (!slot.ok())
        return slot.error();
    Statement statement = connection.prepare(
        "INSERT INTO settings(name, slot) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET slot = ?2");
    return statement.bind(name).bind(slot.value()).run();
}

Result<void> SettingsStore::putText(Transaction& transaction, std::string_view name,
                                    std::string_view value) {
    return put(transaction, name, viewOf(value));
}

Result<void> SettingsStore::putNumber(Transaction& transaction, std::string_view name,
                                      std::int64_t value) {
    return putText(transaction, name, std::to_string(value));
}

Result<void> SettingsStore::remove(Transaction& transaction, std::string_view name) {
    Connection& connection = transaction.connection();
    const auto known = slotOf(connection, name);
    if (!known.ok())
        return known.error();
    if (!known.value())
        return {};
    Statement statement = connection.prepare("DELETE FROM settings WHERE name = ?1");
    if (const auto done = statement.bind(name).run(); !done.ok())
        return done.error();
    return freeSlot(connection, *known.value());
}

Result<std::optional<Bytes>> SettingsStore::get(std::string_view name) const {
    Statement statement = m_connection->prepare(
        "SELECT v.value FROM settings s JOIN slots v ON v.id = s.slot WHERE s.name = ?1");
    statement.bind(name);
    return readOne(statement, [](Statement& row) { return bytesOfSlot(row); });
}

Result<std::optional<std::string>> SettingsStore::text(std::string_view name) const {
    const auto value = get(name);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return std::optional<std::string>();
    return std::optional(std::string(textOf(*value.value())));
}

Result<std::optional<std::int64_t>> SettingsStore::number(std::string_view name) const {
    const auto value = text(name);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return std::optional<std::int64_t>();
    const std::string& digits = *value.value();
    std::int64_t parsed = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, parsed);
    if (error != std::errc() || stopped != end)
        return ErrorCode::Storage;
    return std::optional(parsed);
}

Result<std::vector<std::string>> SettingsStore::namesBeginning(std::string_view prefix) const {
    std::string behind(prefix);
    ++behind.back();
    Statement statement = m_connection->prepare(
        "SELECT name FROM settings WHERE name >= ?1 AND name < ?2 ORDER BY name");
    statement.bind(prefix).bind(std::string_view(behind));
    return readAll(statement, [](Statement& row) { return row.text(); });
}

Result<void> OwnKeyStore::put(Transaction& transaction, OwnKey which, const SecretBytes& key,
                              Random& random) {
    const std::uint8_t number = static_cast<std::uint8_t>(which);
    const Bytes sealed =
        sealUnder(m_storeKey, SealedFor::OwnKey, ByteView(&number, 1), key.view(), random);
    Statement statement =
        transaction.connection().prepare("INSERT INTO own_keys(which, sealed) VALUES (?1, ?2)"
                                         " ON CONFLICT DO UPDATE SET sealed = ?2");
    return statement.bind(which).bind(sealed).run();
}

Result<std::optional<SecretBytes>> OwnKeyStore::get(OwnKey which) const {
    Statement statement = m_connection->prepare("SELECT sealed FROM own_keys WHERE which = ?1");
    statement.bind(which);
    const auto sealed = readOne(statement, [](Statement& row) { return row.blob(); });
    if (!sealed.ok())
        return sealed.error();
    if (!sealed.value())
        return std::optional<SecretBytes>();
    const std::uint8_t number = static_cast<std::uint8_t>(which);
    auto key = openUnder(m_storeKey, SealedFor::OwnKey, ByteView(&number, 1), *sealed.value());
    if (!key.ok())
        return key.error();
    return std::optional(std::move(key).value());
}

} // namespace kontor::storage
