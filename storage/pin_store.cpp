#include "storage/pin_store.h"

#include "base/limits.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/unread.h"

namespace kontor::storage {
namespace {

struct Home {
    ConversationId conversation;
    std::int64_t era = 0;
};

Result<Home> homeOf(Connection& connection, MessageRow message) {
    Statement statement = connection.prepare("SELECT c.id, c.era FROM messages m JOIN conversations"
                                             " c ON c.id = m.conversation WHERE m.id = ?1");
    const auto home = readOne(statement.bind(message), [](Statement& row) {
        Home found;
        found.conversation = row.number<ConversationId>();
        found.era = row.integer();
        return found;
    });
    if (!home.ok())
        return home.error();
    return home.value() ? Result<Home>(*home.value()) : Result<Home>(ErrorCode::Internal);
}

/// The one that was pinned first, when there are too many.
Result<std::optional<MessageRow>> oneTooMany(Connection& connection, ConversationId conversation) {
    Statement statement =
        connection.prepare("SELECT message FROM pins WHERE conversation = ?1"
                           " ORDER BY place DESC, message DESC LIMIT 1 OFFSET ?2");
    statement.bind(conversation).bind(static_cast<std::int64_t>(limits::kPinsOfConversation));
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

} // namespace

Result<PinStore::Put> PinStore::put(Transaction& transaction, const NewPin& pin) {
    Connection& connection = transaction.connection();
    Put put;
    const auto known = has(pin.message);
    if (!known.ok())
        return known.error();
    if (known.value())
        return put;
    const auto home = homeOf(connection, pin.message);
    if (!home.ok())
        return home.error();
    const auto place = placeOf(home.value().era, pin.seq);
    if (!place.ok())
        return place.error();
    const auto user = userNumber(connection, pin.user);
    if (!user.ok())
        return user.error();
    Statement insert = connection.prepare(
        "INSERT INTO pins(message, conversation, user, place) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(pin.message).bind(home.value().conversation).bind(user.value());
    if (const auto made = insert.bind(place.value()).run(); !made.ok())
        return made.error();
    put.fresh = true;
    const auto first = oneTooMany(connection, home.value().conversation);
    if (!first.ok())
        return first.error();
    put.madeRoom = first.value();
    if (put.madeRoom)
        if (const auto gone = remove(transaction, *put.madeRoom); !gone.ok())
            return gone.error();
    return put;
}

Result<bool> PinStore::remove(Transaction& transaction, MessageRow message) {
    Statement gone =
        transaction.connection().prepare("DELETE FROM pins WHERE message = ?1 RETURNING message");
    const auto rows =
        readAll(gone.bind(message), [](Statement& row) { return row.number<MessageRow>(); });
    return rows.ok() ? Result<bool>(!rows.value().empty()) : Result<bool>(rows.error());
}

Result<bool> PinStore::has(MessageRow message) const {
    Statement statement = m_connection->prepare("SELECT count(*) FROM pins WHERE message = ?1");
    const auto count = readInteger(statement.bind(message));
    return count.ok() ? Result<bool>(count.value() != 0) : Result<bool>(count.error());
}

Result<std::vector<PinRecord>> PinStore::of(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        "SELECT p.message, u.user_id FROM pins p JOIN users u ON u.id = p.user"
        " WHERE p.conversation = ?1 ORDER BY p.place DESC, p.message DESC");
    return readAll(statement.bind(conversation), [](Statement& row) {
        PinRecord record;
        record.message = row.number<MessageRow>();
        record.user = row.id<UserId>();
        return record;
    });
}

} // namespace kontor::storage
