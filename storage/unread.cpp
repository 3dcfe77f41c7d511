#include "storage/unread.h"

#include "storage/message_store.h"
#include "storage/rows.h"

namespace kontor::storage {

Result<std::int64_t> eraOf(Connection& connection, MessageRow message) {
    Statement statement = connection.prepare("SELECT c.era FROM messages m JOIN conversations c"
                                             " ON c.id = m.conversation WHERE m.id = ?1");
    return readInteger(statement.bind(message));
}

Result<std::int64_t> placeIn(Connection& connection, MessageRow message, Seq seq) {
    const auto era = eraOf(connection, message);
    return era.ok() ? placeOf(era.value(), seq) : era;
}

Result<void> recountUnread(Connection& connection, ConversationId conversation) {
    Statement statement = connection.prepare(
        "UPDATE conversations SET unread = (SELECT count(*) FROM messages m"
        " WHERE m.conversation = ?1 AND m.place > conversations.read_place AND m.state = ?2"
        " AND m.kind NOT IN (?3, ?4) AND m.erased = 0 AND NOT EXISTS (SELECT 1 FROM read_ranges r"
        " WHERE r.conversation = ?1 AND m.place BETWEEN r.first_place AND r.last_place))"
        " WHERE id = ?1");
    return statement.bind(conversation)
        .bind(MessageState::Received)
        .bind(kLineKinds[0])
        .bind(kLineKinds[1])
        .run();
}

Result<void> refreshLastMessage(Connection& connection, ConversationId conversation) {
    Statement statement =
        connection.prepare("UPDATE conversations SET last_message = (SELECT m.id FROM messages m"
                           " WHERE m.conversation = ?1 AND m.place >= 0"
                           " ORDER BY m.place DESC, m.id DESC LIMIT 1) WHERE id = ?1");
    return statement.bind(conversation).run();
}

} // namespace kontor::storage
