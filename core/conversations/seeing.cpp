#include "core/conversations/seeing.h"

#include "core/timers/expiry.h"

#include <algorithm>

namespace kontor {
namespace {

bool isToBegin(const storage::MessageRecord& message) {
    return message.state == storage::MessageState::Received && message.lifetime > Milliseconds(0) &&
           !message.deadline && message.content == storage::MessageRecord::Content::Whole;
}

} // namespace

Result<void> markSeen(const CoreParts& parts, ConversationId conversation,
                      const std::vector<MessageRow>& onScreen) {
    const auto record = parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    Seq upTo;
    std::vector<MessageRow> beginning;
    for (const MessageRow row : onScreen) {
        const auto message = parts.stores.messages.find(row);
        if (!message.ok())
            return message.error();
        if (!message.value() || message.value()->conversation != conversation)
            continue;
        // What waits here stands behind everything that came.
        upTo = std::max(upTo, message.value()->seq.value_or(record.value()->cursor));
        if (isToBegin(*message.value()))
            beginning.push_back(row);
    }
    const bool read = upTo > record.value()->readUpTo;
    if (!read && beginning.empty())
        return {};
    return write(parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const MessageRow row : beginning) {
            if (auto begun = beginLife(parts, transaction, row, aftermath); !begun.ok())
                return begun;
            aftermath.updated(conversation, row);
        }
        if (!read)
            return {};
        aftermath.summaries.insert(conversation);
        return parts.stores.conversations.setReadUpTo(transaction, conversation, upTo);
    });
}

} // namespace kontor
