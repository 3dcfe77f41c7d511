#pragma once

#include "core/client.h"
#include "core/sync/commit_arbiter.h"

#include <list>

namespace kontor {

/// Adds, removes, leaves, names admins: verbs become intents, and are answered when the intents are
/// done or refused. Without a connection at once with NotReachable; when it breaks meanwhile, what
/// was not on its way yet is withdrawn, so that nobody waits for a change unseen. Core thread.
class Membership {
public:
    Membership(const CoreParts& parts, Follower& follower, CommitArbiter& arbiter)
        : m_parts(parts)
        , m_follower(follower)
        , m_arbiter(arbiter) {}

    void add(ConversationId conversation, const std::vector<UserId>& members, Reply<void> reply);
    void remove(ConversationId conversation, const UserId& member, Reply<void> reply);
    void leave(ConversationId conversation, Reply<void> reply);
    void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                 Reply<void> reply);

    void note(const std::vector<Aftermath::Settled>& settled);
    void disconnected();

private:
    struct Waiting {
        ConversationId conversation;
        std::set<storage::IntentRow> open;
        std::optional<ErrorCode> refused;
        Reply<void> reply;
    };
    void want(ConversationId conversation, const std::vector<Intent>& intents, Reply<void> reply);
    [[nodiscard]] Result<void> check(ConversationId conversation) const;
    [[nodiscard]] Result<void> withdraw(const Waiting& waiting);

    CoreParts m_parts;
    Follower& m_follower;
    CommitArbiter& m_arbiter;
    std::list<Waiting> m_waiting;
};

} // namespace kontor
