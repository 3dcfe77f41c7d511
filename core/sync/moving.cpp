#include "core/sync/moving.h"

namespace kontor {

Result<void> moveConversation(const CoreParts& parts, storage::Transaction& transaction,
                              const storage::ConversationRecord& conversation, const GroupId& group,
                              Seq cursor) {
    auto& stores = parts.stores;
    if (auto gone = stores.commits.unstage(transaction, conversation.id); !gone.ok())
        return gone;
    if (auto back = stores.outbox.requeueAll(transaction, conversation.id); !back.ok())
        return back;
    parts.groups.drop(conversation.group);
    return stores.conversations.moveToGroup(transaction, conversation.id, group, cursor);
}

} // namespace kontor
