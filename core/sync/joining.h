#pragma once

#include "core/async/task.h"
#include "core/content/settings.h"
#include "core/core_parts.h"
#include "core/sync/follower.h"

#include <deque>

namespace kontor {

/// Takes Welcomes out of the inbox, one after the other (delivery.md, rule 10): fetches the tree,
/// lets a group that is known be read up to the commit that adds us again, and installs the new
/// state in one transaction with the key package and the inbox cursor. Core thread.
class Joining {
public:
    Joining(const CoreParts& parts, Follower& follower)
        : m_parts(parts)
        , m_follower(follower) {}

    /// Everything that waits in the inbox. NotReachable, TimedOut: to be asked again when there is
    /// a connection. Awaited before groups are read.
    [[nodiscard]] Task<Result<void>> readInbox();
    /// A row that came by itself.
    void pushed(wire::InboxRow row);

private:
    [[nodiscard]] Task<Result<void>> readPages();
    Task<void> takeAll();
    [[nodiscard]] Task<Result<void>> take(wire::InboxRow row);
    [[nodiscard]] Result<std::uint64_t> cursor() const;
    struct Place {
        enum class Standing : std::uint8_t {
            Install, ///< here and now
            Wait,    ///< entries before it are for the old state
            Passed,  ///< the group is beyond it
        } standing = Standing::Install;
        ConversationId conversation; ///< of a group that is known
    };
    [[nodiscard]] Result<Place> placeOf(const GroupId& group, Seq start) const;
    [[nodiscard]] Result<void> install(const wire::InboxRow& row, const GroupId& group,
                                       ByteView tree);
    [[nodiscard]] Result<ConversationId> writeJoined(storage::Transaction& transaction,
                                                     Aftermath& aftermath,
                                                     const wire::InboxRow& row,
                                                     const mls::Group::Joined& joined);
    [[nodiscard]] Result<ConversationId> bind(storage::Transaction& transaction,
                                              const mls::PublicGroup& group, Seq start,
                                              const content::JoinerView& view,
                                              Aftermath& aftermath);
    [[nodiscard]] Result<void> noteComing(storage::Transaction& transaction,
                                          ConversationId conversation, Seq untoldSince);
    [[nodiscard]] Result<void> wantFreshLeaf(storage::Transaction& transaction,
                                             ConversationId conversation);
    /// No key of ours opens it, or it is broken: the group is LOST.
    [[nodiscard]] Result<void> orphan(const wire::InboxRow& row, const GroupId& group);
    [[nodiscard]] Result<void> finishRow(storage::Transaction& transaction,
                                         const wire::InboxRow& row);
    [[nodiscard]] Result<void> drop(const wire::InboxRow& row);

    CoreParts m_parts;
    Follower& m_follower;
    std::deque<wire::InboxRow> m_waiting;
    bool m_taking = false;
    std::uint64_t m_run = 0; ///< one more with each connection
};

} // namespace kontor
