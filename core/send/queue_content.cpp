#include "core/send/queue_content.h"

#include "core/send/idempotency_key.h"

namespace kontor {

Result<storage::OutboxRow> queueContent(const CoreParts& parts, storage::Transaction& transaction,
                                        ConversationId conversation,
                                        const content::Sealable& content,
                                        std::optional<MessageRow> message) {
    storage::NewOutgoing outgoing;
    outgoing.conversation = conversation;
    outgoing.key = freshKey(parts.clock, parts.random);
    outgoing.message = message;
    outgoing.content = content.bytes;
    outgoing.queuedAt = parts.clock.sinceEpoch();
    return parts.stores.outbox.enqueue(transaction, outgoing);
}

content::Origin ownOrigin(const CoreParts& parts, const GroupId& group) {
    return {parts.own.certificate.organisation, parts.own.user(), group};
}

} // namespace kontor
