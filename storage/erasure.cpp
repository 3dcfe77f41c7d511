#include "storage/erasure.h"

#include "storage/attachment_store.h"
#include "storage/content_places.h"
#include "storage/index_rows.h"
#include "storage/pin_store.h"
#include "storage/poll_store.h"
#include "storage/reaction_store.h"
#include "storage/rows.h"
#include "storage/unread.h"

#include <set>

namespace kontor::storage {

namespace {

struct Doomed {
    IndexedMessage indexed;
    MessageKind kind = MessageKind::Text;
};

/// None when it is erased already, or there is no such row.
Result<std::optional<Doomed>> look(Connection& connection, MessageRow row) {
    auto indexed = indexedMessage(connection, row);
    if (!indexed.ok())
        return indexed.error();
    if (!indexed.value())
        return std::optional<Doomed>();
    Statement statement = connection.prepare("SELECT kind FROM messages WHERE id = ?1");
    const auto kind = readInteger(statement.bind(row));
    if (!kind.ok())
        return kind.error();
    return std::optional(
        Doomed{*std::move(indexed).value(), static_cast<MessageKind>(kind.value())});
}

Result<void> eraseColumns(Connection& connection, MessageRow row) {
    for (const StoredPlace& place : storedPlaces()) {
        if (place.eraseMessage.empty())
            continue;
        Statement statement = connection.prepare(place.eraseMessage);
        if (const auto done = statement.bind(row).run(); !done.ok())
            return done.error();
    }
    Statement mark = connection.prepare("UPDATE messages SET erased = 1 WHERE id = ?1");
    if (const auto done = mark.bind(row).run(); !done.ok())
        return done.error();
    Statement timer = connection.prepare("DELETE FROM timers WHERE message = ?1");
    return timer.bind(row).run();
}

} // namespace

Result<void> leaveTimeline(Transaction& transaction, std::span<const MessageRow> rows) {
    Connection& connection = transaction.connection();
    std::set<ConversationId> conversations;
    for (const MessageRow row : rows) {
        Statement leave =
            connection.prepare("UPDATE messages SET place = -1 - place WHERE id = ?1 AND place >= 0"
                               " RETURNING conversation");
        const auto left = readAll(
            leave.bind(row), [](Statement& columns) { return columns.number<ConversationId>(); });
        if (!left.ok())
            return left.error();
        conversations.insert(left.value().begin(), left.value().end());
    }
    for (const ConversationId conversation : conversations)
        if (const auto shown = refreshLastMessage(connection, conversation); !shown.ok())
            return shown.error();
    return {};
}

Result<std::vector<MessageRow>> eraseMessages(Transaction& transaction,
                                              std::span<const MessageRow> rows) {
    Connection& connection = transaction.connection();
    std::vector<MessageRow> erased;
    std::vector<IndexedMessage> indexed;
    std::set<ConversationId> conversations;
    for (const MessageRow row : rows) {
        auto doomed = look(connection, row);
        if (!doomed.ok())
            return doomed.error();
        if (!doomed.value())
            continue;
        if (const auto done = eraseColumns(connection, row); !done.ok())
            return done.error();
        if (const auto done = OutboxStore(connection).dropActions(transaction, row); !done.ok())
            return done.error();
        if (const auto done = ReactionStore(connection).eraseOf(transaction, row); !done.ok())
            return done.error();
        if (const auto done = PinStore(connection).remove(transaction, row); !done.ok())
            return done.error();
        if (doomed.value()->kind == MessageKind::Poll) {
            if (const auto done = PollStore(connection).eraseVotes(transaction, row); !done.ok())
                return done.error();
        }
        if (doomed.value()->kind == MessageKind::Attachment) {
            if (const auto done = AttachmentStore(connection).erase(transaction, row); !done.ok())
                return done.error();
        }
        erased.push_back(row);
        conversations.insert(doomed.value()->indexed.conversation);
        if (isSearched(doomed.value()->kind))
            indexed.push_back(std::move(doomed.value()->indexed));
    }
    if (const auto out = takeOutOfIndex(connection, indexed); !out.ok())
        return out.error();
    for (const ConversationId conversation : conversations) {
        if (const auto counted = recountUnread(connection, conversation); !counted.ok())
            return counted.error();
    }
    return erased;
}

} // namespace kontor::storage
