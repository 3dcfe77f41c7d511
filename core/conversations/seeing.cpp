#include "core/conversations/seeing.h"

#include "core/send/owed_receipts.h"
#include "core/setting_names.h"
#include "core/timers/expiry.h"
#include "storage/unread.h"

#include <algorithm>

namespace kontor {
namespace {

bool isToBegin(const storage::MessageRecord& message) {
    return message.state == storage::MessageState::Received && message.lifetime > Milliseconds(0) &&
           !message.deadline && message.content == storage::MessageRecord::Content::Whole;
}

/// Those who said what was read are to be told, once each; sent by send/receipts.h.
Result<void> oweReading(const CoreParts& parts, storage::Transaction& transaction,
                        const storage::ConversationRecord& record, std::int64_t first,
                        std::int64_t last) {
    const auto told = tellsReading(parts.database.writer());
    if (!told.ok())
        return told.error();
    if (!told.value())
        return {};
    const auto ranges = parts.stores.messages.newlyRead(record.id, first, last);
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
        owed.value().addRead({range.first, range.last});
    return parts.stores.settings.put(transaction, name, owed.value().encode());
}

struct Stretch {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool any = false;
    std::vector<MessageRow> beginning;
};

Result<Stretch> stretchOf(const CoreParts& parts, const storage::ConversationRecord& record,
                          const std::vector<MessageRow>& onScreen) {
    const auto newest = storage::placeOf(record.era, record.cursor);
    if (!newest.ok())
        return newest.error();
    Stretch stretch;
    for (const MessageRow row : onScreen) {
        const auto message = parts.stores.messages.find(row);
        if (!message.ok())
            return message.error();
        if (!message.value() || message.value()->conversation != record.id ||
            message.value()->place.value < 0)
            continue;
        // What waits here stands behind everything that came.
        const std::int64_t place = std::min(message.value()->place.value, newest.value());
        stretch.first = stretch.any ? std::min(stretch.first, place) : place;
        stretch.last = std::max(stretch.last, place);
        stretch.any = true;
        if (isToBegin(*message.value()))
            stretch.beginning.push_back(row);
    }
    return stretch;
}

} // namespace

Result<void> noteRead(const CoreParts& parts, storage::Transaction& transaction,
                      const storage::ConversationRecord& record, std::int64_t first,
                      std::int64_t last) {
    if (auto owed = oweReading(parts, transaction, record, first, last); !owed.ok())
        return owed;
    if (auto read = parts.stores.conversations.addRead(transaction, record.id, first, last);
        !read.ok())
        return read;
    if (record.mark == storage::UnreadMark::None)
        return {};
    return parts.stores.conversations.setMark(transaction, record.id, storage::UnreadMark::None);
}

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
    const auto stretch = stretchOf(parts, *record.value(), onScreen);
    if (!stretch.ok())
        return stretch.error();
    const bool marked = record.value()->mark == storage::UnreadMark::Set;
    // Where nothing is unread the place alone would move: it does with what comes next.
    const bool read = stretch.value().any && (marked || record.value()->unread > 0);
    if (!read && stretch.value().beginning.empty())
        return {};
    return write(parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const MessageRow row : stretch.value().beginning) {
            if (auto begun = beginLife(parts, transaction, row, aftermath); !begun.ok())
                return begun;
            aftermath.updated(conversation, row);
        }
        if (!read)
            return {};
        aftermath.summaries.insert(conversation);
        return noteRead(parts, transaction, *record.value(), stretch.value().first,
                        stretch.value().last);
    });
}

} // namespace kontor
