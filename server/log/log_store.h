#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/number.h"
#include "crypto/hash.h"
#include "crypto/mls/group_store.h"
#include "crypto/mls/tree_math.h"
#include "crypto/rules/group_rules.h"
#include "server/rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace kontor::server {

/// What the server knows of a group beside its public MLS state.
struct GroupRecord {
    GroupRow row;
    GroupId id;
    rules::GroupKind kind = rules::GroupKind::Group;
    Epoch epoch;
    /// Did the last commit add or remove a leaf? Then messages of the epoch before are STALE.
    bool rosterChanged = false;
    /// Every leaf left: nobody is a member any more.
    bool closed = false;
    Seq head;
    Seq newestDropped; ///< greatest seq that retention has dropped; 0: none
    Seq newestDroppedHandshake;
};

enum class EntryKind : std::uint8_t { Application = 1, Handshake = 2 };

struct NewEntry {
    GroupRow group;
    Seq seq; ///< the head's next
    DeviceRow sender;
    IdempotencyKey key;
    PayloadHash hash;
    EntryKind kind = EntryKind::Application;
    ByteView payload;
    Seconds at{};
};

struct LogEntry {
    Seq seq;
    Bytes payload;
    Seconds at{};
};

/// What an idempotency key has led to.
struct KnownAppend {
    Seq seq;
    PayloadHash hash;
};

/// From the entry that added a device to the one that removed it: what the device may read. A
/// device that was added again has several.
struct ReaderSpan {
    DeviceRow device;
    mls::LeafIndex leaf;
    Seq start;               ///< the commit that added it; 1 for the creator
    std::optional<Seq> last; ///< the entry that removed it
    Seq cursor;              ///< what it has acknowledged; start - 1 before the first
};

struct GroupOfDevice {
    GroupRow group;
    ReaderSpan span;
};

/// A log for each group: ordered entries, idempotency keys, readers, public state. Failures stick
/// (store.h).
class LogStore {
public:
    virtual ~LogStore() = default;

    // ---- Groups
    [[nodiscard]] virtual std::optional<GroupRecord> group(const GroupId& id) = 0;
    [[nodiscard]] virtual std::optional<GroupRecord> group(GroupRow row) = 0;
    /// `record.row` is ignored; the new one is given back.
    virtual GroupRow addGroup(const GroupRecord& record, Seconds now) = 0;
    /// After a commit: epoch and rosterChanged.
    virtual void setEpoch(const GroupRecord& record) = 0;
    /// Public state, GroupInfo, pending proposals and direct tag go; entries stay for their time.
    virtual void closeGroup(GroupRow group) = 0;
    /// The direct conversation of a tag.
    [[nodiscard]] virtual std::optional<GroupRow> groupOfTag(const Digest& tag) = 0;
    virtual void setTag(GroupRow group, const Digest& tag) = 0;
    [[nodiscard]] virtual std::uint64_t countGroups() = 0;

    // ---- Public MLS state
    [[nodiscard]] virtual std::unique_ptr<mls::GroupStore> state(GroupRow group) = 0;
    [[nodiscard]] virtual Bytes groupInfo(GroupRow group) = 0;
    virtual void setGroupInfo(GroupRow group, ByteView groupInfo) = 0;
    /// The entry that holds the proposal to remove a leaf; nothing when none pends.
    [[nodiscard]] virtual std::optional<Seq> pendingRemoval(GroupRow group,
                                                            mls::LeafIndex leaf) = 0;
    virtual void addPendingRemoval(GroupRow group, mls::LeafIndex leaf, Seq seq) = 0;
    virtual void clearPendingRemovals(GroupRow group) = 0;

    // ---- Entries
    [[nodiscard]] virtual std::optional<KnownAppend> known(GroupRow group, DeviceRow sender,
                                                           const IdempotencyKey& key) = 0;
    virtual void append(const NewEntry& entry) = 0;
    /// Entries with after < seq <= last, ascending; stops when `bytes` of payload are reached, but
    /// gives at least one.
    struct Range {
        Seq after;
        Seq last;
        std::uint32_t entries = 0;
        std::size_t bytes = 0;
    };
    [[nodiscard]] virtual std::vector<LogEntry> entries(GroupRow group, const Range& range) = 0;

    // ---- Readers
    [[nodiscard]] virtual std::vector<ReaderSpan> readers(GroupRow group) = 0;
    [[nodiscard]] virtual std::vector<GroupOfDevice> groupsOf(DeviceRow device) = 0;
    [[nodiscard]] virtual std::uint32_t countGroupsOf(DeviceRow device) = 0;
    virtual void addReader(GroupRow group, const ReaderSpan& span) = 0;
    virtual void endReader(GroupRow group, const ReaderSpan& span, Seconds now) = 0;
    virtual void setLeaf(GroupRow group, const ReaderSpan& span) = 0;
    virtual void setCursor(GroupRow group, const ReaderSpan& span) = 0;
    virtual void dropReader(GroupRow group, const ReaderSpan& span) = 0;

    // ---- Retention (retention.h decides when)
    /// Application entries with seq <= `upTo` go, at most `limit` rows.
    struct Dropped {
        std::uint32_t entries = 0;
        Seq newest;             ///< the group's newestDropped afterwards
        bool unsettled = false; ///< some may be waiting for Store::settle(): ask again later
    };
    virtual Dropped dropRead(GroupRow group, Seq upTo, std::uint32_t limit) = 0;
    struct Expiry {
        Seconds applicationBefore{};
        Seconds handshakeBefore{};
        Seconds keyBefore{};
        Seconds readerBefore{}; ///< of removed devices that have not read to the end
        std::uint32_t limit = 0;
    };
    struct Expired {
        std::vector<GroupRow> groups; ///< whose records or readers changed: caches must forget them
        bool more = false;
    };
    /// One step; call again while there is more.
    virtual Expired expire(const Expiry& expiry) = 0;
};

/// A Welcome's part that waits for one device.
struct InboxEntry {
    std::uint64_t seq = 0; ///< of the inbox
    GroupId group;
    Seq start;
    Bytes encryptedGroupInfo;
    Bytes encryptedGroupSecrets;
    Bytes keyPackageRef;
};

struct NewWelcome {
    DeviceRow device;
    ByteView keyPackageRef;
    ByteView encryptedGroupSecrets;
};

/// Inboxes of devices, and what all Welcome parts of a commit share.
class InboxStore {
public:
    virtual ~InboxStore() = default;

    [[nodiscard]] virtual std::uint64_t head(DeviceRow device) = 0;
    [[nodiscard]] virtual std::uint32_t count(DeviceRow device) = 0;
    /// The seq given to it.
    virtual std::uint64_t add(GroupRow group, Seq start, const NewWelcome& welcome) = 0;
    /// Kept until the last inbox row of that commit is acknowledged.
    virtual void addTree(GroupRow group, Seq start, ByteView tree, ByteView encryptedGroupInfo) = 0;
    [[nodiscard]] virtual std::vector<InboxEntry> entries(DeviceRow device, std::uint64_t after,
                                                          std::uint32_t limit) = 0;
    /// For a device that has an inbox row of that commit.
    [[nodiscard]] virtual std::optional<Bytes> tree(DeviceRow device, GroupRow group,
                                                    Seq start) = 0;
    virtual void acknowledge(DeviceRow device, std::uint64_t upTo) = 0;
    virtual void dropAll(DeviceRow device) = 0;
};

} // namespace kontor::server
