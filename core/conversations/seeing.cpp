#include "core/conversations/seeing.h"

#include "core/send/owed_receipts.h"
#include "core/setting_names.h"
#include "core/timers/expiry.h"

#include <algorithm>

namespace kontor {
namespace {

bool isToBegin(const storage::MessageRecord& message) {
    return message.state == storage::MessageState::Received && message.lifetime > Milliseconds(0) &&
           !message.deadline && message.content == storage::MessageRecord::Content::Whole;
}

/// Those who said what was read are to be told, once each; sent by send/receipts.h.
Result<void> oweReading(const CoreParts& parts, storage::Transaction& transaction,
                        const storage::ConversationRecord& record, Seq upTo) {
    const auto told = tellsReading(parts.database.writer());
    if (!told.ok())
        return told.error();
    if (!told.value())
        return {};
    const auto ranges = parts.stores.messages.readable(record.id, record.readUpTo, upTo);
    if (!ranges.ok())
        return ranges.error();
    if (ranges.value().empty())
        return {};
    const std::string name = settings::ofConversation(settings::kOwedReceipts, record.id);
    const auto stored = parts.stores.settings.get(name);
    if (!stored.ok())
        return stored.error();
    auto owed = stored.value() ? OwedReceipts::parse(*stored.value()) : OwedReceipts();
    if (!owed.ok())
        return owed.error();
    for (const auto& range : ranges.value())
        owed.value().read.push_back({range.first, range.last});
    return parts.stores.settings.put(transaction, name, owed.value().encode());
}

} // namespace

Result<bool> tellsReading(storage::Connection& connection) {
    const auto choice = storage::SettingsStore(connection).text(settings::kReadReceipts);
    if (!choice.ok())
        return choice.error();
    return choice.value() != "off";
}

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
        if (auto owed = oweReading(parts, transaction, *record.value(), upTo); !owed.ok())
            return owed;
        return parts.stores.conversations.setReadUpTo(transaction, conversation, upTo);
    });
}

} // namespace kontor
