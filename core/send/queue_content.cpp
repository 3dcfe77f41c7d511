#include "core/send/queue_content.h"

#include "core/send/idempotency_key.h"
#include "storage/silent_actions.h"

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

Result<storage::OutboxRow> queueAboutPoll(const CoreParts& parts, storage::Transaction& transaction,
                                          ConversationId conversation,
                                          const content::Sealable& content, const MessageId& poll) {
    const auto about = parts.stores.polls.findById(poll);
    if (!about.ok())
        return about.error();
    if (!about.value())
        return ErrorCode::ConversationUnknown;
    auto row = queueContent(parts, transaction, conversation, content);
    if (!row.ok())
        return row;
    if (auto noted = storage::noteSilentAction(transaction, row.value(), *about.value());
        !noted.ok())
        return noted.error();
    return row;
}

content::Origin ownOrigin(const CoreParts& parts, const GroupId& group) {
    return {parts.own.certificate.organisation, parts.own.user(), group};
}

} // namespace kontor
