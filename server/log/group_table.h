#pragma once

#include "base/result.h"
#include "crypto/mls/public_group.h"
#include "server/log/log_store.h"
#include "server/store.h"

#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kontor::server {

/// A group in memory: what its next append needs, without a query.
struct LiveGroup {
    GroupRecord record;
    std::vector<ReaderSpan> spans;
    std::unique_ptr<mls::PublicGroup> state; ///< loaded when a handshake needs it

    /// The span in which the device is a leaf now.
    [[nodiscard]] ReaderSpan* member(DeviceRow device);
    [[nodiscard]] bool reads(DeviceRow device) const;
    /// What every reader has acknowledged.
    [[nodiscard]] Seq readByAll() const;
};

/// Groups in memory, least recently used ones leave. Cursors are written behind: an acknowledgement
/// that a crash loses costs nothing but later dropping.
class GroupTable {
public:
    explicit GroupTable(Store& store)
        : m_store(store) {}

    /// Valid until trim() or forget(). Nothing when there is no such group.
    [[nodiscard]] LiveGroup* find(const GroupId& id);
    [[nodiscard]] LiveGroup* find(GroupRow row);
    /// The public state. Errors: those of PublicGroup::load (a damaged store).
    [[nodiscard]] Result<mls::PublicGroup*> state(LiveGroup& group);

    /// Adds and ends spans, here and in the store.
    void addReader(LiveGroup& group, const ReaderSpan& span);
    void endReader(LiveGroup& group, DeviceRow device, Seq last, Seconds now);
    /// The same device, still a reader, at another leaf.
    void moveReader(LiveGroup& group, DeviceRow device, mls::LeafIndex leaf);
    void acknowledge(LiveGroup& group, DeviceRow device, Seq seq);

    /// After a change that was rolled back, or one that went around this table. Cursors that were
    /// not yet written are lost.
    void forget(GroupRow row);
    /// Writes changed cursors; drops spans that were read to their end.
    void writeCursors();
    /// At most `rows` entries that every reader has acknowledged go. True when more may.
    bool dropRead(std::uint32_t rows);
    /// Between batches: back to the limits.
    void trim();

private:
    struct Kept {
        LiveGroup group;
        std::list<GroupRow>::iterator use;
    };

    LiveGroup* admit(std::optional<GroupRecord> record);
    void writeCursorsOf(Kept& kept);

    Store& m_store;
    std::unordered_map<GroupRow, Kept> m_groups;
    std::unordered_map<GroupId, GroupRow> m_rows;
    std::list<GroupRow> m_uses;        ///< most recent first
    std::vector<GroupRow> m_withState; ///< most recently used last
    std::unordered_set<GroupRow> m_cursorsChanged;
    std::unordered_set<GroupRow> m_mayDrop;
};

} // namespace kontor::server
