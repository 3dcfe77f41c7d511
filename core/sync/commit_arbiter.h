#pragma once

#include "core/async/task.h"
#include "core/core_parts.h"
#include "core/sync/follower.h"
#include "core/sync/weigh_intents.h"

#include <map>

namespace kontor {

/// Gets what is wanted of a group into its log (delivery.md, 5 "Outgoing commit", rules 3, 7, 14):
/// weighs the intents against the group as it is, stages one commit at a time, sends it until there
/// is an answer, and after a lost race waits a little and weighs anew. Pending proposals of others
/// are committed after 0-2 s, when caught up. Everything it decides by stands in the store. Core
/// thread.
class CommitArbiter {
public:
    static constexpr Milliseconds kLeastAfterRace{50};
    static constexpr Milliseconds kGreatestAfterRace{400};
    static constexpr Milliseconds kGreatestBeforePending{2'000};

    class Listener {
    public:
        virtual ~Listener() = default;
        /// The creation of this conversation's group was refused for good; it is gone.
        virtual void creationRefused(ConversationId conversation, const Error& error) = 0;
        /// A direct conversation exists already, on the server: this one goes on in it.
        virtual void moved(ConversationId conversation) = 0;
    };

    CommitArbiter(const CoreParts& parts, Follower& follower, Listener& listener)
        : m_parts(parts)
        , m_follower(follower)
        , m_listener(listener) {}
    CommitArbiter(const CommitArbiter&) = delete;
    CommitArbiter& operator=(const CommitArbiter&) = delete;

    /// Something about the conversation has changed: does the next step, if there is one.
    void pump(ConversationId conversation);
    /// After a new connection: what was staged, intents that wait, others' pending proposals.
    void pumpAll();
    /// An own commit met another one first.
    void beaten(ConversationId conversation) { pause(conversation, afterRace()); }

private:
    [[nodiscard]] Result<void> step(ConversationId conversation);
    [[nodiscard]] Result<void> stopLiar(const storage::ConversationRecord& conversation);
    void sendStaged(const storage::ConversationRecord& conversation,
                    storage::StagedCommitRecord staged);
    Task<void> send(ConversationId conversation, IdempotencyKey key, wire::Append request);
    [[nodiscard]] Result<void> takeAnswer(ConversationId conversation, const IdempotencyKey& key,
                                          const wire::Answer& answer);
    [[nodiscard]] Result<void> moveToWinner(storage::Transaction& transaction,
                                            const storage::ConversationRecord& conversation,
                                            const GroupId& group, Aftermath& aftermath);
    [[nodiscard]] Result<void> takeRefusal(const storage::ConversationRecord& conversation,
                                           const storage::StagedCommitRecord& staged,
                                           const Error& error);
    [[nodiscard]] Result<void> takeStale(ConversationId conversation, const wire::Answer& answer);
    [[nodiscard]] Result<void> takeExists(const storage::ConversationRecord& conversation,
                                          const wire::Answer& answer);
    [[nodiscard]] Result<void> dropStale(ConversationId conversation);

    [[nodiscard]] Result<void> weigh(const storage::ConversationRecord& conversation);
    [[nodiscard]] Result<std::vector<Intent>> openIntents(ConversationId conversation) const;
    [[nodiscard]] Result<void> settle(const Weighed& weighed);
    [[nodiscard]] Result<void> stage(const storage::ConversationRecord& conversation,
                                     const Weighed& weighed);
    [[nodiscard]] Result<void> refuseCarried(const Weighed& weighed, ErrorCode reason);
    Task<void> claim(ConversationId conversation, std::vector<Weighed::Claim> claims);
    [[nodiscard]] Result<void> takeClaimed(const std::vector<Weighed::Claim>& claims,
                                           const wire::KeyPackages& claimed);
    [[nodiscard]] Result<void> proposeLeave(const storage::ConversationRecord& conversation);
    Task<void> sendProposal(ConversationId conversation, wire::Append request);

    /// Looks again after `length`, and not before.
    void pause(ConversationId conversation, Milliseconds length);
    Task<void> wakeAfter(ConversationId conversation, Milliseconds length, std::uint64_t ticket);
    [[nodiscard]] Milliseconds afterRace();
    [[nodiscard]] Milliseconds upTo(Milliseconds greatest);

    CoreParts m_parts;
    Follower& m_follower;
    Listener& m_listener;
    std::set<ConversationId> m_busy;                   ///< a request of ours is on its way
    std::map<ConversationId, std::uint64_t> m_pausing; ///< ticket of the pause that holds
    std::set<ConversationId> m_patient; ///< has waited before committing others' proposals
    std::set<ConversationId> m_stale;   ///< the staged commit is, when caught up
    std::uint64_t m_tickets = 0;
};

/// The group as weighIntents() looks at it.
[[nodiscard]] GroupView viewOf(const mls::Group& group, const UserId& self);

} // namespace kontor
