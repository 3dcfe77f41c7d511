#include "storage/erasure.h"

#include "storage/attachment_store.h"
#include "storage/content_places.h"
#include "storage/index_rows.h"
#include "storage/poll_store.h"
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
    Statement statement = connection.prepare(
        "SELECT m.id, m.conversation, m.sender, m.lifetime_ms, m.kind, b.body FROM messages m"
        " JOIN bodies b ON b.id = m.id WHERE m.id = ?1 AND m.erased = 0");
    statement.bind(row);
    return readOne(statement, [](Statement& columns) {
        Doomed doomed;
        doomed.indexed.row = columns.number<MessageRow>();
        doomed.indexed.conversation = columns.number<ConversationId>();
        doomed.indexed.sender = columns.integer();
        doomed.indexed.life =
            columns.integer() > 0 ? IndexedMessage::Life::Timed : IndexedMessage::Life::Lasting;
        doomed.kind = columns.enumeration<MessageKind>();
        doomed.indexed.text = columns.text();
        return doomed;
    });
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
