#pragma once

#include "core/content/poll.h"
#include "core/send/outgoing_text.h"

namespace kontor {

/// What a person does with polls: asks, votes, closes. All of it goes the way of every message;
/// what counts is what the log says (polls/poll_intake.h). Core thread.
class PollDesk {
public:
    PollDesk(const CoreParts& parts, OutgoingText& outgoing, SendQueue& queue)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_queue(queue) {}

    /// Errors as in Client.
    [[nodiscard]] Result<MessageRow> ask(ConversationId conversation, const PollForm& form);
    [[nodiscard]] Result<void> vote(const VoteForm& form);
    [[nodiscard]] Result<void> close(MessageRow poll);

private:
    struct Open {
        storage::MessageRecord message;
        storage::ConversationRecord conversation;
        content::Poll poll;
    };
    /// A poll that can still be voted in, in a conversation that can be written in.
    [[nodiscard]] Result<Open> open(MessageRow poll) const;

    CoreParts m_parts;
    OutgoingText& m_outgoing;
    SendQueue& m_queue;
};

} // namespace kontor
