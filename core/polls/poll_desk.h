#pragma once

#include "core/content/poll.h"
#include "core/send/outgoing_text.h"

namespace kontor {

/// What a person does with polls: asks, votes, closes, opens again, reminds. All of it goes the way
/// of every message; what counts is what the log says (polls/poll_intake.h). Core thread.
class PollDesk {
public:
    PollDesk(const CoreParts& parts, OutgoingText& outgoing, SendQueue& queue)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_queue(queue) {}

    /// Errors as in Client, with what tells them apart: PollClosed "closing" (it is already),
    /// "gone" (erased); NotAllowed "silent" (nobody is), "reminded" (within a day); Malformed
    /// "deadline" (it is over), "date" (outside of the bounds of content/slot.h).
    [[nodiscard]] Result<MessageRow> ask(ConversationId conversation, const PollForm& form);
    [[nodiscard]] Result<void> vote(const VoteForm& form);
    [[nodiscard]] Result<void> close(MessageRow poll);
    [[nodiscard]] Result<void> reopen(MessageRow poll);
    [[nodiscard]] Result<MessageRow> remind(MessageRow poll, const QString& words);

    /// Its deadline has come: its author closes it, unless nothing can be said there any more.
    /// Sent by the next pump of the conversation; where that is LOST, when it is back.
    [[nodiscard]] Result<void> meetDeadline(storage::Transaction& transaction, Aftermath& aftermath,
                                            MessageRow poll);

private:
    struct Known {
        storage::MessageRecord message;
        storage::PollRecord record;
        storage::ConversationRecord conversation;
        content::Poll poll;
    };
    /// A poll in a conversation that can be written in.
    [[nodiscard]] Result<Known> known(MessageRow poll) const;
    [[nodiscard]] bool isOwn(const Known& known) const;
    /// Not by its author: by an admin, where she is no member any more.
    [[nodiscard]] Result<bool> isLeftToAdmin(const Known& known) const;
    /// In the open, or sealed for its author.
    [[nodiscard]] Result<content::Vote> voteFor(const Known& known,
                                                const content::Ballot& ballot) const;
    /// Something about a poll that shows no row, durable and on its way.
    [[nodiscard]] Result<void> queue(const Known& known, const content::Body& body);

    CoreParts m_parts;
    OutgoingText& m_outgoing;
    SendQueue& m_queue;
};

} // namespace kontor
