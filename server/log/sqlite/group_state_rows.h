#pragma once

#include "crypto/mls/group_store.h"
#include "server/rows.h"
#include "server/sqlite/database.h"

namespace kontor::server {

/// The statements that all groups share.
struct GroupStateStatements {
    explicit GroupStateStatements(sqlite::Database& database);

    sqlite::Database& database;
    sqlite::Statement get;
    sqlite::Statement visit;
    sqlite::Statement put;
    sqlite::Statement erase;
    sqlite::Statement eraseAll;
};

/// The public rows of one group; a server never has others.
class GroupStateRows final : public mls::GroupStore {
public:
    GroupStateRows(GroupStateStatements& statements, GroupRow group)
        : m_statements(statements)
        , m_group(group) {}

    Result<std::optional<SecretBytes>> get(mls::StatePart part, std::uint64_t index) const override;
    Result<void> visit(mls::StatePart part, const Visit& each) const override;
    Result<void> put(mls::StatePart part, std::uint64_t index, ByteView value) override;
    Result<void> erase(mls::StatePart part, std::uint64_t index) override;
    Result<void> eraseAll(mls::StatePart part) override;

private:
    [[nodiscard]] Result<void> outcome() const;

    GroupStateStatements& m_statements;
    GroupRow m_group;
};

} // namespace kontor::server
