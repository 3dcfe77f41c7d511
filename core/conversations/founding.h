#pragma once

#include "core/async/task.h"
#include "core/client.h"
#include "core/sync/commit_arbiter.h"

#include <map>

namespace kontor {

/// Begins conversations: direct, note-to-self, group (delivery.md, rule 11). The group is made here
/// with its first commit, which carries the creation; from then on it is on its way like any staged
/// commit. Core thread.
class Founding {
public:
    Founding(const CoreParts& parts, Follower& follower, CommitArbiter& arbiter)
        : m_parts(parts)
        , m_follower(follower)
        , m_arbiter(arbiter) {}

    /// The one that exists, or a new one. KeyPackageMissing, IdentityChanged, NotReachable,
    /// UserUnknown.
    void startDirect(const UserId& peer, Reply<ConversationId> reply);
    void noteToSelf(Reply<ConversationId> reply);
    /// As above; NameInvalid, GroupFull.
    void createGroup(const std::string& name, std::vector<UserId> members,
                     Reply<ConversationId> reply);

    /// The log or the inbox has moved it on: answers whoever waits for it.
    void note(const std::set<ConversationId>& changed);
    void refused(ConversationId conversation, const Error& error);
    /// Nobody is kept waiting: what is staged goes on by itself on the next connection.
    void disconnected();

private:
    struct Plan {
        storage::ConversationKind kind = storage::ConversationKind::Group;
        std::string name;
        std::vector<UserId> others;
    };
    Task<void> found(Plan plan, Reply<ConversationId> reply);
    [[nodiscard]] Result<std::vector<Bytes>> choose(const Plan& plan,
                                                    const wire::KeyPackages& claimed);
    [[nodiscard]] Result<ConversationId> create(const Plan& plan,
                                                const std::vector<Bytes>& keyPackages);
    [[nodiscard]] Result<ConversationId> writeCreation(storage::Transaction& transaction,
                                                       const Plan& plan,
                                                       const std::vector<Bytes>& keyPackages,
                                                       const GroupId& group);
    [[nodiscard]] Result<std::optional<ConversationId>> existing(const Plan& plan) const;
    /// True: there was something to answer.
    [[nodiscard]] bool answerExisting(const Plan& plan, const Reply<ConversationId>& reply) const;

    CoreParts m_parts;
    Follower& m_follower;
    CommitArbiter& m_arbiter;
    std::map<ConversationId, std::vector<Reply<ConversationId>>> m_waiting;
};

} // namespace kontor
