#pragma once

#include "server/log/log_store.h"
#include "server/sqlite/database.h"

namespace kontor::server {

class SqliteInboxStore final : public InboxStore {
public:
    explicit SqliteInboxStore(sqlite::Database& database);

    std::uint64_t head(DeviceRow device) override;
    std::uint32_t count(DeviceRow device) override;
    std::uint64_t add(GroupRow group, Seq start, const NewWelcome& welcome) override;
    void addTree(GroupRow group, Seq start, ByteView tree, ByteView encryptedGroupInfo) override;
    std::vector<InboxEntry> entries(DeviceRow device, std::uint64_t after,
                                    std::uint32_t limit) override;
    std::optional<Bytes> tree(DeviceRow device, GroupRow group, Seq start) override;
    void acknowledge(DeviceRow device, std::uint64_t upTo) override;
    void dropAll(DeviceRow device) override;

private:
    sqlite::Statement m_head;
    sqlite::Statement m_setHead;
    sqlite::Statement m_count;
    sqlite::Statement m_add;
    sqlite::Statement m_addTree;
    sqlite::Statement m_entries;
    sqlite::Statement m_tree;
    sqlite::Statement m_commitsOf;
    sqlite::Statement m_acknowledge;
    sqlite::Statement m_dropTree;
};

} // namespace kontor::server
