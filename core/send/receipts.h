#pragma once

#include "core/async/task.h"
#include "core/core_parts.h"
#include "core/send/send_queue.h"

namespace kontor {

/// Tells senders what is in our store, and what of it was read (design.md, 7): ranges, at most one
/// message a conversation in 2 s, none in groups above 50 users, none to oneself. What is owed was
/// written with the messages themselves, so it is told after their transaction, and after a crash
/// too. Core thread.
class Receipts {
public:
    Receipts(const CoreParts& parts, Follower& follower, SendQueue& queue)
        : m_parts(parts)
        , m_follower(follower)
        , m_queue(queue) {}

    /// The conversation is caught up: is something owed?
    void pump(ConversationId conversation);
    /// After a new connection: what was owed before it, or before a restart.
    void pumpAll();

private:
    [[nodiscard]] Result<void> enqueue(ConversationId conversation);
    Task<void> pumpLater(ConversationId conversation, Milliseconds deadline);

    CoreParts m_parts;
    Follower& m_follower;
    SendQueue& m_queue;
    std::map<ConversationId, Milliseconds> m_nextAt; ///< Clock::steady()
    std::set<ConversationId> m_waiting;
};

} // namespace kontor
