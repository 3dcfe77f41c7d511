#include "storage/reaction_store.h"

#include "base/limits.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/slots.h"
#include "storage/unread.h"

#include <algorithm>

namespace kontor::storage {
namespace {

struct Stored {
    std::int64_t row = 0;
    MessageRow message;
    SlotRow slot;
};

Stored readStored(Statement& columns) {
    Stored stored;
    stored.row = columns.integer();
    stored.message = columns.number<MessageRow>();
    stored.slot = columns.number<SlotRow>();
    return stored;
}

Result<void> removeStored(Connection& connection, const Stored& stored) {
    Statement gone = connection.prepare("DELETE FROM reactions WHERE id = ?1");
    if (const auto done = gone.bind(stored.row).run(); !done.ok())
        return done;
    return freeSlot(connection, stored.slot);
}

/// Where an entry of the message's conversation stands: behind all that the log has while it waits.
Result<std::int64_t> placeIn(Connection& connection, MessageRow message, std::optional<Seq> seq) {
    return seq ? storage::placeIn(connection, message, *seq) : Result<std::int64_t>(kFirstWaiting);
}

/// How many stand before that place.
Result<std::int64_t> countBefore(Connection& connection, MessageRow message, std::int64_t place) {
    Statement statement =
        connection.prepare("SELECT count(*) FROM reactions WHERE message = ?1 AND place < ?2");
    return readInteger(statement.bind(message).bind(place));
}

Result<std::optional<Stored>> findOf(Connection& connection, const UserId& user,
                                     const MessageId& id) {
    Statement statement = connection.prepare(
        "SELECT r.id, r.message, r.slot FROM reactions r JOIN users u ON u.id = r.user"
        " WHERE substr(r.reaction_id, 1, 8) = substr(?1, 1, 8) AND r.reaction_id = ?1"
        " AND u.user_id = ?2");
    statement.bind(id).bind(user);
    return readOne(statement, readStored);
}

} // namespace

Result<bool> ReactionStore::put(Transaction& transaction, const NewReaction& reaction) {
    Connection& connection = transaction.connection();
    const auto mine = of(reaction.message);
    if (!mine.ok())
        return mine.error();
    const auto same = std::ranges::find_if(mine.value(), [&](const ReactionRecord& record) {
        return record.user == reaction.user && record.emoji == reaction.emoji;
    });
    if (same != mine.value().end()) {
        Statement newer =
            connection.prepare("UPDATE reactions SET reaction_id = ?3 WHERE message = ?1"
                               " AND substr(reaction_id, 1, 8) = substr(?2, 1, 8)"
                               " AND reaction_id = ?2");
        newer.bind(reaction.message).bind(same->id).bind(reaction.id);
        const auto set = newer.run();
        return set.ok() ? Result<bool>(true) : Result<bool>(set.error());
    }
    const auto ofUser = static_cast<std::size_t>(
        std::ranges::count(mine.value(), reaction.user, &ReactionRecord::user));
    const auto place = placeIn(connection, reaction.message, reaction.seq);
    if (!place.ok())
        return place.error();
    const auto before = countBefore(connection, reaction.message, place.value());
    if (!before.ok())
        return before.error();
    if (ofUser >= limits::kReactionsOfUser ||
        static_cast<std::size_t>(before.value()) >= limits::kReactionsOfMessage)
        return false;
    const auto user = userNumber(connection, reaction.user);
    if (!user.ok())
        return user.error();
    const auto slot = putIntoSlot(connection, viewOf(reaction.emoji));
    if (!slot.ok())
        return slot.error();
    Statement insert = connection.prepare("INSERT INTO reactions(message, user, place, reaction_id,"
                                          " slot) VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(reaction.message).bind(user.value()).bind(place.value());
    if (const auto made = insert.bind(reaction.id).bind(slot.value()).run(); !made.ok())
        return made.error();
    return true;
}

Result<std::optional<MessageRow>> ReactionStore::accept(Transaction& transaction,
                                                        const MessageId& id, Seq seq) {
    Connection& connection = transaction.connection();
    Statement ask = connection.prepare(
        "SELECT id, message, slot FROM reactions WHERE substr(reaction_id, 1, 8) = substr(?1, 1, 8)"
        " AND reaction_id = ?1 AND place >= ?2");
    const auto stored = readOne(ask.bind(id).bind(kFirstWaiting), readStored);
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return std::optional<MessageRow>();
    const MessageRow message = stored.value()->message;
    const auto place = placeIn(connection, message, seq);
    if (!place.ok())
        return place.error();
    const auto before = countBefore(connection, message, place.value());
    if (!before.ok())
        return before.error();
    if (static_cast<std::size_t>(before.value()) >= limits::kReactionsOfMessage) {
        // The others pass it over, so does who put it.
        const auto gone = removeStored(connection, *stored.value());
        return gone.ok() ? Result<std::optional<MessageRow>>(message) : gone.error();
    }
    Statement set = connection.prepare("UPDATE reactions SET place = ?2 WHERE id = ?1");
    if (const auto done = set.bind(stored.value()->row).bind(place.value()).run(); !done.ok())
        return done.error();
    return std::optional(message);
}

Result<std::optional<MessageRow>> ReactionStore::remove(Transaction& transaction,
                                                        ConversationId conversation,
                                                        const UserId& user, const MessageId& id) {
    Connection& connection = transaction.connection();
    const auto stored = findOf(connection, user, id);
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return std::optional<MessageRow>();
    Statement where = connection.prepare("SELECT conversation FROM messages WHERE id = ?1");
    const auto found = readInteger(where.bind(stored.value()->message));
    if (!found.ok())
        return found.error();
    if (found.value() != conversation.value)
        return std::optional<MessageRow>();
    if (const auto gone = removeStored(connection, *stored.value()); !gone.ok())
        return gone.error();
    return std::optional(stored.value()->message);
}

Result<std::vector<ReactionRecord>> ReactionStore::of(MessageRow message) const {
    Statement statement = m_connection->prepare(
        "SELECT u.user_id, r.reaction_id, s.value FROM reactions r JOIN users u ON u.id = r.user"
        " JOIN slots s ON s.id = r.slot WHERE r.message = ?1 ORDER BY r.place, r.id");
    return readAll(statement.bind(message), [](Statement& columns) {
        ReactionRecord record;
        record.user = columns.id<UserId>();
        record.id = columns.id<MessageId>();
        record.emoji = std::string(textOf(bytesOfSlot(columns)));
        return record;
    });
}

Result<void> ReactionStore::eraseOf(Transaction& transaction, MessageRow message) {
    Connection& connection = transaction.connection();
    Statement which =
        connection.prepare("SELECT id, message, slot FROM reactions WHERE message = ?1");
    const auto doomed = readAll(which.bind(message), readStored);
    if (!doomed.ok())
        return doomed.error();
    for (const Stored& stored : doomed.value())
        if (const auto gone = removeStored(connection, stored); !gone.ok())
            return gone;
    return {};
}

} // namespace kontor::storage
