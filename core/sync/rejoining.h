#pragma once

#include "core/async/task.h"
#include "core/connection/backoff.h"
#include "core/core_parts.h"
#include "core/sync/follower.h"
#include "crypto/mls/rejoin.h"

#include <map>
#include <set>

namespace kontor {

/// Brings groups that are LOST back, alone (delivery.md, rule 12): fetches what the server has of
/// the group, stages an external commit and stores it, sends it until there is an answer. OK
/// installs it, STALE begins anew, later and later. Who was not in the own newest roster is named,
/// and nothing is sealed until she is accepted or gone. Everything it decides by stands in the
/// store, so a crash anywhere is a reconnect. Core thread.
class Rejoining {
public:
    Rejoining(const CoreParts& parts, Follower& follower)
        : m_parts(parts)
        , m_follower(follower) {}
    Rejoining(const Rejoining&) = delete;
    Rejoining& operator=(const Rejoining&) = delete;

    /// Does the next step of a LOST group, if there is a connection and none is on its way.
    void pump(ConversationId conversation);
    /// After a new connection, when the inbox has been read: a Welcome may have come meanwhile.
    void pumpAll();

private:
    /// What this device knew of the group before it came in anew.
    struct Before;

    [[nodiscard]] Result<void> step(ConversationId conversation);
    Task<void> fetch(ConversationId conversation, wire::FetchRejoin request);
    [[nodiscard]] Result<void> takeFetched(ConversationId conversation, const wire::Rejoin& shown);
    [[nodiscard]] Result<storage::ConversationRecord>
    learnKind(const storage::ConversationRecord& conversation, const mls::PublicGroup& shown);
    [[nodiscard]] Result<void> checkShown(const storage::ConversationRecord& conversation,
                                          const mls::PublicGroup& shown);
    [[nodiscard]] Result<void> stage(const storage::ConversationRecord& conversation,
                                     const mls::StagedRejoin& staged);
    void sendStaged(const storage::ConversationRecord& conversation,
                    storage::StagedCommitRecord staged);
    Task<void> send(ConversationId conversation, IdempotencyKey key, wire::Append request);
    [[nodiscard]] Result<void> takeAnswer(ConversationId conversation, const IdempotencyKey& key,
                                          const wire::Answer& answer);
    [[nodiscard]] Result<void> install(const storage::ConversationRecord& conversation,
                                       const storage::StagedCommitRecord& staged, Seq seq);
    [[nodiscard]] Result<void> writeBack(storage::Transaction& transaction, Aftermath& aftermath,
                                         const Before& before, const mls::PublicGroup& group,
                                         Seq seq);
    [[nodiscard]] Result<void> tell(storage::Transaction& transaction, Aftermath& aftermath,
                                    const Before& before, const mls::PublicGroup& group, Seq seq);
    [[nodiscard]] Result<void> dropStaged(ConversationId conversation);
    [[nodiscard]] Result<void> leave(ConversationId conversation);

    /// A fault, or an answer that says no: tries again later, each time after longer.
    void tryLater(ConversationId conversation);
    void pause(ConversationId conversation, Milliseconds length);
    Task<void> wakeAfter(ConversationId conversation, Milliseconds length);

    CoreParts m_parts;
    Follower& m_follower;
    std::set<ConversationId> m_busy; ///< a request of ours is on its way
    std::set<ConversationId> m_pausing;
    std::map<ConversationId, Backoff> m_backoff; ///< of those that have failed since they were LOST
};

} // namespace kontor
