#pragma once

#include "core/client.h"
#include "core/content/content.h"
#include "core/send/send_queue.h"

namespace kontor {

/// Something that is said, and the row that shows it here at once.
struct Saying {
    content::Body body;
    storage::MessageKind kind = storage::MessageKind::Text;
    std::string text;             ///< shown, searched and erased
    Bytes detail;                 ///< the rest of it
    std::optional<BlobId> file{}; ///< its sealed file, which has to be on the server first
    std::optional<MessageId> replyTo{};
    Milliseconds lifetime{0}; ///< of it alone; 0: its conversation's
    /// Written with its row, in the same transaction.
    std::function<Result<void>(storage::Transaction&, Aftermath&, MessageRow)> along{};
};

/// What a person says becomes a message row and a row of the outbox, in one transaction
/// (design.md, path i). Core thread.
class OutgoingText {
public:
    OutgoingText(const CoreParts& parts, SendQueue& queue)
        : m_parts(parts)
        , m_queue(queue) {}

    /// Durable when it returns. `to`: what it answers. TooLarge; NotAllowed (left, lost, on the way
    /// out); Malformed (empty); ConversationUnknown (what it answers is not there).
    [[nodiscard]] Result<MessageRow> send(ConversationId conversation, const Draft& draft,
                                          std::optional<MessageRow> to = {});
    /// Words with their looks, as they are to arrive. The same errors.
    [[nodiscard]] Result<MessageRow> send(ConversationId conversation, content::Text text,
                                          std::optional<MessageId> replyTo = {},
                                          Milliseconds lifetime = Milliseconds(0));
    /// The same for any kind of message. Malformed and TooLarge as content::encode() says.
    [[nodiscard]] Result<MessageRow> say(ConversationId conversation, const Saying& saying);
    /// NotAllowed when nothing can be said there (left, lost, on the way out).
    [[nodiscard]] Result<storage::ConversationRecord> writable(ConversationId conversation) const;
    /// A Failed message: same content, same id, end of the queue. ConversationUnknown when there is
    /// none.
    [[nodiscard]] Result<void> again(MessageRow row);
    /// A Failed message, thrown away: nothing of it stays.
    [[nodiscard]] Result<void> discard(MessageRow row);

private:
    /// Other users who are to get it.
    [[nodiscard]] Result<std::int32_t>
    recipients(const storage::ConversationRecord& conversation) const;
    /// The own leaf's key is older than a week of use: the next commit brings a fresh one.
    [[nodiscard]] Result<void> freshenLeaf(storage::Transaction& transaction,
                                           ConversationId conversation);
    /// That of a message that is written now: what was set here last counts, on its way too. The
    /// message's own counts where it is shorter. Malformed: that is outside of its bounds.
    [[nodiscard]] Result<Milliseconds>
    lifetimeOfNew(const storage::ConversationRecord& conversation, Milliseconds own) const;
    [[nodiscard]] Result<storage::OutgoingRecord> failed(MessageRow row) const;

    CoreParts m_parts;
    SendQueue& m_queue;
};

} // namespace kontor
