#pragma once

#include "core/send/outgoing_text.h"

namespace kontor {

/// What a person does to messages: changes, deletes, reacts. It is shown here at once and goes the
/// way of every message; what the log says later only gives it its place (actions/action_intake.h).
/// That agrees with everybody else's picture, because only the author of each of them can undo it,
/// and her messages arrive in the order in which she sent them. Core thread.
class MessageActions {
public:
    MessageActions(const CoreParts& parts, OutgoingText& outgoing, SendQueue& queue)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_queue(queue) {}

    /// Errors as in Client.
    [[nodiscard]] Result<void> edit(MessageRow row, const Draft& draft);
    [[nodiscard]] Result<void> deleteForAll(MessageRow row);
    [[nodiscard]] Result<void> deleteHere(MessageRow row);
    [[nodiscard]] Result<void> react(MessageRow row, const std::string& emoji,
                                     ReactionView::Mine mine);
    /// Holds once the log has it (pin_intake.h).
    [[nodiscard]] Result<void> pin(MessageRow row, TimelineEntry::Pin pin);

private:
    struct Target {
        storage::MessageRecord message;
        storage::ConversationRecord conversation;
    };
    /// A message that the log has, in a conversation that can be written in.
    [[nodiscard]] Result<Target> target(MessageRow row) const;
    /// The same, and oneself has sent it.
    [[nodiscard]] Result<Target> ownTarget(MessageRow row) const;
    /// Queues `body` with `work`, all in one transaction: `work(transaction, aftermath, id)`.
    template <typename Work>
    [[nodiscard]] Result<void> send(const Target& target, const content::Body& body,
                                    const content::Envelope& envelope, const Work& work);
    [[nodiscard]] Result<void> putReaction(const Target& target, const std::string& emoji);
    [[nodiscard]] Result<void> takeReactionBack(const Target& target, const MessageId& id);

    CoreParts m_parts;
    OutgoingText& m_outgoing;
    SendQueue& m_queue;
};

} // namespace kontor
