#pragma once

#include "server/log/log_store.h"
#include "server/log/sqlite/group_state_rows.h"
#include "server/log/sqlite/lazy_index.h"
#include "server/log/sqlite/log_expiry.h"
#include "server/sqlite/database.h"

namespace kontor::server {

class SqliteLogStore final : public LogStore {
public:
    explicit SqliteLogStore(sqlite::Database& database);

    std::optional<GroupRecord> group(const GroupId& id) override;
    std::optional<GroupRecord> group(GroupRow row) override;
    GroupRow addGroup(const GroupRecord& record, Seconds now) override;
    void setEpoch(const GroupRecord& record) override;
    void closeGroup(GroupRow group) override;
    std::optional<GroupRow> groupOfTag(const Digest& tag) override;
    void setTag(GroupRow group, const Digest& tag) override;
    std::uint64_t countGroups() override;

    std::unique_ptr<mls::GroupStore> state(GroupRow group) override;
    Bytes groupInfo(GroupRow group) override;
    void setGroupInfo(GroupRow group, ByteView groupInfo) override;
    std::optional<Seq> pendingRemoval(GroupRow group, mls::LeafIndex leaf) override;
    void addPendingRemoval(GroupRow group, mls::LeafIndex leaf, Seq seq) override;
    void clearPendingRemovals(GroupRow group) override;

    std::optional<KnownAppend> known(GroupRow group, DeviceRow sender,
                                     const IdempotencyKey& key) override;
    void append(const NewEntry& entry) override;
    std::vector<LogEntry> entries(GroupRow group, const Range& range) override;

    std::vector<ReaderSpan> readers(GroupRow group) override;
    std::vector<GroupOfDevice> groupsOf(DeviceRow device) override;
    std::uint32_t countGroupsOf(DeviceRow device) override;
    void addReader(GroupRow group, const ReaderSpan& span) override;
    void endReader(GroupRow group, const ReaderSpan& span, Seconds now) override;
    void setLeaf(GroupRow group, const ReaderSpan& span) override;
    void setCursor(GroupRow group, const ReaderSpan& span) override;
    void dropReader(GroupRow group, const ReaderSpan& span) override;

    Dropped dropRead(GroupRow group, Seq upTo, std::uint32_t limit) override;
    Expired expire(const Expiry& expiry) override { return m_expiry.step(expiry, m_index.mark()); }

    [[nodiscard]] LazyIndex& index() { return m_index; }

private:
    [[nodiscard]] std::optional<GroupRecord> recordIn(sqlite::Query& query);

    sqlite::Database& m_database;
    LazyIndex m_index;
    GroupStateStatements m_state;
    LogExpiry m_expiry;

    sqlite::Statement m_groupById;
    sqlite::Statement m_groupByRow;
    sqlite::Statement m_addGroup;
    sqlite::Statement m_setEpoch;
    sqlite::Statement m_close;
    sqlite::Statement m_dropState;
    sqlite::Statement m_dropInfo;
    sqlite::Statement m_groupOfTag;
    sqlite::Statement m_clearTag;
    sqlite::Statement m_setTag;
    sqlite::Statement m_countGroups;
    sqlite::Statement m_info;
    sqlite::Statement m_setInfo;
    sqlite::Statement m_pending;
    sqlite::Statement m_addPending;
    sqlite::Statement m_clearPending;
    sqlite::Statement m_append;
    sqlite::Statement m_payload;
    sqlite::Statement m_readers;
    sqlite::Statement m_groupsOf;
    sqlite::Statement m_countGroupsOf;
    sqlite::Statement m_addReader;
    sqlite::Statement m_endReader;
    sqlite::Statement m_setLeaf;
    sqlite::Statement m_setCursor;
    sqlite::Statement m_dropReader;
    sqlite::Statement m_readEntries;
    sqlite::Statement m_dropPlace;
    sqlite::Statement m_dropEntry;
    sqlite::Statement m_setDropped;
    sqlite::Statement m_getDropped;
};

} // namespace kontor::server
