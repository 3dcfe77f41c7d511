#pragma once

#include "core/async/task.h"
#include "core/core_parts.h"
#include "core/sync/follower.h"

#include <map>

namespace kontor {

/// Sends what waits, each conversation in its order, by the states of delivery.md, 5: QUEUED is
/// sealed when the group is caught up, LIVE, trusted, and neither a commit nor a proposal nor
/// another sealed message is on its way; SEALED is sent, and sent again with the same bytes until
/// there is an answer; STALE seals the same content anew. Everything it decides by stands in the
/// store, so a crash anywhere is a reconnect. Core thread.
class SendQueue {
public:
    SendQueue(const CoreParts& parts, Follower& follower)
        : m_parts(parts)
        , m_follower(follower) {}
    SendQueue(const SendQueue&) = delete;
    SendQueue& operator=(const SendQueue&) = delete;

    /// Something about the conversation has changed: does the next step, if there is one.
    void pump(ConversationId conversation);
    /// After a new connection, and after a changed key was accepted.
    void pumpAll();

private:
    struct Step {
        enum class What : std::uint8_t { Nothing, Send } what = What::Nothing;
        storage::OutgoingRecord outgoing;
        GroupId group;
    };
    [[nodiscard]] Result<Step> nextStep(ConversationId conversation);
    [[nodiscard]] Result<Step> sealNext(const storage::ConversationRecord& conversation);
    [[nodiscard]] Result<void> seal(const storage::ConversationRecord& conversation,
                                    const storage::OutgoingRecord& outgoing);
    Task<void> send(ConversationId conversation, storage::OutboxRow row, wire::Append request);
    void takeAnswer(ConversationId conversation, storage::OutboxRow row,
                    const wire::Answer& answer);
    [[nodiscard]] Result<void> accept(ConversationId conversation, storage::OutboxRow row, Seq seq);
    [[nodiscard]] Result<void> fail(ConversationId conversation, storage::OutboxRow row,
                                    ErrorCode reason);
    [[nodiscard]] Result<void> unseal(storage::OutboxRow row);
    /// Nothing leaves for so long.
    void pause(ConversationId conversation, Milliseconds length);
    Task<void> pumpAfter(ConversationId conversation, Milliseconds length);

    CoreParts m_parts;
    Follower& m_follower;
    std::set<ConversationId> m_sending;
    std::set<ConversationId> m_pausing;
    /// Rows that the server called STALE, until the group is caught up.
    std::map<ConversationId, storage::OutboxRow> m_stale;
};

} // namespace kontor
