#pragma once

#include "crypto/mls/group_store.h"
#include "storage/slots.h"
#include "storage/transaction.h"

namespace kontor::storage {

/// Reads the state rows of one group: for mls::Group::load.
class GroupReaderSql final : public mls::GroupStoreReader {
public:
    GroupReaderSql(Connection& connection, const GroupId& group)
        : m_connection(&connection)
        , m_group(group) {}
    [[nodiscard]] Result<std::optional<SecretBytes>> get(mls::StatePart part,
                                                         std::uint64_t index) const override;
    [[nodiscard]] Result<void> visit(mls::StatePart part, const Visit& each) const override;

private:
    Connection* m_connection;
    GroupId m_group;
};

/// mls::GroupStore on rows of the encrypted store, bound to one group and one open transaction:
/// lives no longer than that. One message costs one small
/// row, overwritten in place; replaced secrets are gone from disk after the next
/// Database::truncateLog(). An index above 2^63 - 1 is
/// TooLarge.
class GroupStoreSql final : public mls::GroupStore {
public:
    GroupStoreSql(Transaction& transaction, const GroupId& group)
        : m_reader(transaction.connection(), group)
        , m_connection(&transaction.connection())
        , m_group(group) {}
    [[nodiscard]] Result<std::optional<SecretBytes>> get(mls::StatePart part,
                                                         std::uint64_t index) const override;
    [[nodiscard]] Result<void> visit(mls::StatePart part, const Visit& each) const override;
    [[nodiscard]] Result<void> put(mls::StatePart part, std::uint64_t index,
                                   ByteView value) override;
    [[nodiscard]] Result<void> erase(mls::StatePart part, std::uint64_t index) override;
    [[nodiscard]] Result<void> eraseAll(mls::StatePart part) override;
    /// Every row of the group: it was left, lost, or replaced.
    [[nodiscard]] Result<void> eraseGroup();

private:
    [[nodiscard]] Result<std::optional<SlotRow>> slotOf(mls::StatePart part,
                                                        std::uint64_t index) const;
    [[nodiscard]] Result<void> insert(mls::StatePart part, std::uint64_t index, ByteView value);
    [[nodiscard]] Result<void> eraseBetween(std::int64_t firstPart, std::int64_t lastPart);

    GroupReaderSql m_reader;
    Connection* m_connection;
    GroupId m_group;
};

} // namespace kontor::storage
