#include "core/conversations/shelving.h"

#include "core/conversations/seeing.h"
#include "storage/unread.h"

namespace kontor {
namespace {

Result<storage::ConversationRecord> recordOf(const CoreParts& parts, ConversationId conversation) {
    auto record = parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    return std::move(*record.value());
}

storage::Shelf stored(Shelf shelf) {
    switch (shelf) {
    case Shelf::Archive:
        return storage::Shelf::Archive;
    case Shelf::Favourites:
        return storage::Shelf::Favourites;
    case Shelf::List:
        break;
    }
    return storage::Shelf::List;
}

} // namespace

Result<void> shelve(const CoreParts& parts, ConversationId conversation, Shelf shelf) {
    const auto record = recordOf(parts, conversation);
    if (!record.ok())
        return record.error();
    return write(parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.summaries.insert(conversation);
        return parts.stores.conversations.setShelf(transaction, conversation, stored(shelf));
    });
}

Result<void> markUnread(const CoreParts& parts, ConversationId conversation) {
    const auto record = recordOf(parts, conversation);
    if (!record.ok())
        return record.error();
    return write(parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.summaries.insert(conversation);
        return parts.stores.conversations.setMark(transaction, conversation,
                                                  storage::UnreadMark::Set);
    });
}

Result<void> markRead(const CoreParts& parts, ConversationId conversation) {
    const auto record = recordOf(parts, conversation);
    if (!record.ok())
        return record.error();
    const auto newest = storage::placeOf(record.value().era, record.value().cursor);
    if (!newest.ok())
        return newest.error();
    return write(parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.summaries.insert(conversation);
        return noteRead(parts, transaction, record.value(), 0, newest.value());
    });
}

} // namespace kontor
