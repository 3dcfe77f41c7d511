#include "storage/early_poll_store.h"

#include "base/limits.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/slots.h"

namespace kontor::storage {
namespace {

struct Doomed {
    std::int64_t id = 0;
    SlotRow slot;
};

/// The rows that `which` selects as (id, slot) go, with what their slots hold.
Result<void> remove(Connection& connection, Statement& which) {
    const auto doomed = readAll(which, [](Statement& row) {
        Doomed act;
        act.id = row.integer();
        act.slot = row.number<SlotRow>();
        return act;
    });
    if (!doomed.ok())
        return doomed.error();
    for (const Doomed& act : doomed.value()) {
        Statement gone = connection.prepare("DELETE FROM early_poll_acts WHERE id = ?1");
        if (const auto done = gone.bind(act.id).run(); !done.ok())
            return done;
        if (const auto freed = freeSlot(connection, act.slot); !freed.ok())
            return freed;
    }
    return {};
}

/// The oldest until what is left fits: of one person, then of the conversation.
Result<void> makeRoom(Connection& connection, ConversationId conversation, std::int64_t user) {
    constexpr std::string_view kTooMany =
        "SELECT id, slot FROM (SELECT e.id, e.slot,"
        " count(*) OVER newest AS acts, sum(length(s.value)) OVER newest AS bytes"
        " FROM early_poll_acts e JOIN slots s ON s.id = e.slot"
        " WHERE e.conversation = ?1 AND (?4 = 0 OR e.user = ?4)"
        " WINDOW newest AS (ORDER BY e.id DESC)) WHERE acts > ?2 OR bytes > ?3";
    struct Room {
        std::size_t acts, bytes;
        std::int64_t user;
    };
    for (const Room& room : {Room{limits::kEarlyPollActsOfOne, limits::kEarlyPollBytesOfOne, user},
                             Room{limits::kEarlyPollActs, limits::kEarlyPollBytes, 0}}) {
        Statement which = connection.prepare(kTooMany);
        which.bind(conversation).bind(static_cast<std::int64_t>(room.acts));
        which.bind(static_cast<std::int64_t>(room.bytes)).bind(room.user);
        if (auto gone = remove(connection, which); !gone.ok())
            return gone;
    }
    return {};
}

EarlyPollAct readAct(Statement& row) {
    EarlyPollAct act;
    act.conversation = row.number<ConversationId>();
    act.poll = row.id<MessageId>();
    act.user = row.id<UserId>();
    act.device = row.id<DeviceId>();
    act.seq = row.number<Seq>();
    act.receivedAt = row.milliseconds();
    act.kind = row.enumeration<EarlyPollAct::Kind>();
    act.content = bytesOfSlot(row);
    return act;
}

#define KONTOR_EARLY_ACTS                                                                          \
    "SELECT e.conversation, e.poll_id, u.user_id, d.device_id, e.seq, e.received_at, e.kind,"      \
    " s.value FROM early_poll_acts e JOIN users u ON u.id = e.user"                                \
    " JOIN devices d ON d.id = e.device JOIN slots s ON s.id = e.slot WHERE e.conversation = ?1 "
/// When an act is due; ?1: what is kept at most.
#define KONTOR_DUE                                                                                 \
    "e.received_at + CASE WHEN c.lifetime_ms > 0 THEN min(c.lifetime_ms, ?1) ELSE ?1 END AS due"   \
    " FROM early_poll_acts e JOIN conversations c ON c.id = e.conversation"

} // namespace

Result<void> EarlyPollStore::put(Transaction& transaction, const EarlyPollAct& act) {
    Connection& connection = transaction.connection();
    const auto user = userNumber(connection, act.user);
    if (!user.ok())
        return user.error();
    const auto device = deviceNumber(connection, act.device, user.value());
    if (!device.ok())
        return device.error();
    const auto slot = putIntoSlot(connection, act.content);
    if (!slot.ok())
        return slot.error();
    Statement insert = connection.prepare(
        "INSERT INTO early_poll_acts(conversation, poll_id, user, device, seq, received_at, kind,"
        " slot) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    insert.bind(act.conversation).bind(act.poll).bind(user.value()).bind(device.value());
    insert.bind(act.seq).bind(act.receivedAt).bind(act.kind).bind(slot.value());
    if (auto made = insert.run(); !made.ok())
        return made;
    return makeRoom(connection, act.conversation, user.value());
}

Result<std::vector<EarlyPollAct>>
EarlyPollStore::take(Transaction& transaction, ConversationId conversation, const MessageId& poll) {
    Connection& connection = transaction.connection();
    Statement statement = connection.prepare(
        KONTOR_EARLY_ACTS "AND (e.poll_id = ?2 OR e.kind >= ?3) ORDER BY e.seq, e.id");
    statement.bind(conversation).bind(poll).bind(EarlyPollAct::Kind::Leaving);
    auto acts = readAll(statement, readAct);
    if (!acts.ok())
        return acts;
    Statement which = connection.prepare(
        "SELECT id, slot FROM early_poll_acts WHERE conversation = ?1 AND poll_id = ?2"
        " AND kind < ?3");
    which.bind(conversation).bind(poll).bind(EarlyPollAct::Kind::Leaving);
    if (auto gone = remove(connection, which); !gone.ok())
        return gone.error();
    return acts;
}

Result<std::vector<EarlyPollAct>> EarlyPollStore::departures(ConversationId conversation) const {
    Statement statement =
        m_connection->prepare(KONTOR_EARLY_ACTS "AND e.kind >= ?2 ORDER BY e.seq, e.id");
    statement.bind(conversation).bind(EarlyPollAct::Kind::Leaving);
    return readAll(statement, readAct);
}

Result<bool> EarlyPollStore::isDeleted(ConversationId conversation, const MessageId& poll,
                                       const UserId& author, Seq after) const {
    Statement statement = m_connection->prepare(
        "SELECT count(*) FROM early_poll_acts e JOIN users u ON u.id = e.user"
        " WHERE e.conversation = ?1 AND e.poll_id = ?2 AND e.kind = ?3 AND u.user_id = ?4"
        " AND e.seq > ?5");
    statement.bind(conversation).bind(poll).bind(EarlyPollAct::Kind::Deletion);
    const auto count = readInteger(statement.bind(author).bind(after));
    return count.ok() ? Result<bool>(count.value() != 0) : Result<bool>(count.error());
}

Result<void> EarlyPollStore::forget(Transaction& transaction, ConversationId conversation) {
    Statement which = transaction.connection().prepare(
        "SELECT id, slot FROM early_poll_acts WHERE conversation = ?1");
    which.bind(conversation);
    return remove(transaction.connection(), which);
}

Result<void> EarlyPollStore::forgetDue(Transaction& transaction, Milliseconds now,
                                       Milliseconds kept) {
    Statement which = transaction.connection().prepare(
        "SELECT id, slot FROM (SELECT e.id, e.slot, " KONTOR_DUE ") WHERE due <= ?2");
    which.bind(kept).bind(now);
    return remove(transaction.connection(), which);
}

Result<std::optional<Milliseconds>> EarlyPollStore::nextDue(Milliseconds kept) const {
    Statement statement = m_connection->prepare("SELECT " KONTOR_DUE " ORDER BY 1 LIMIT 1");
    statement.bind(kept);
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

} // namespace kontor::storage
