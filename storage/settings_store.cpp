#include "storage/settings_store.h"

#include "storage/rows.h"
#include "storage/sealing.h"

#include <charconv>

namespace kontor::storage {

Result<void> SettingsStore::put(Transaction& transaction, std::string_view name, ByteView value) {
    Statement statement = transaction.connection().prepare(
        "INSERT INTO settings(name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2");
    return statement.bind(name).bind(value).run();
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
    Statement statement = transaction.connection().prepare("DELETE FROM settings WHERE name = ?1");
    return statement.bind(name).run();
}

Result<std::optional<Bytes>> SettingsStore::get(std::string_view name) const {
    Statement statement = m_connection->prepare("SELECT value FROM settings WHERE name = ?1");
    statement.bind(name);
    return readOne(statement, [](Statement& row) { return row.blob(); });
}

Result<std::optional<std::string>> SettingsStore::text(std::string_view name) const {
    Statement statement = m_connection->prepare("SELECT value FROM settings WHERE name = ?1");
    statement.bind(name);
    return readOne(statement, [](Statement& row) { return row.text(); });
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
