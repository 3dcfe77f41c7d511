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

/// The oldest of the conversation until what is left fits.
Result<void> makeRoom(Connection& connection, ConversationId conversation) {
    Statement which = connection.prepare(
        "SELECT id, slot FROM (SELECT e.id, e.slot,"
        " count(*) OVER newest AS acts, sum(length(s.value)) OVER newest AS bytes"
        " FROM early_poll_acts e JOIN slots s ON s.id = e.slot WHERE e.conversation = ?1"
        " WINDOW newest AS (ORDER BY e.id DESC)) WHERE acts > ?2 OR bytes > ?3");
    which.bind(conversation).bind(static_cast<std::int64_t>(limits::kEarlyPollActs));
    which.bind(static_cast<std::int64_t>(limits::kEarlyPollBytes));
    return remove(connection, which);
}

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
    return makeRoom(connection, act.conversation);
}

Result<std::vector<EarlyPollAct>>
EarlyPollStore::take(Transaction& transaction, ConversationId conversation, const MessageId& poll) {
    Connection& connection = transaction.connection();
    Statement statement = connection.prepare(
        "SELECT u.user_id, d.device_id, e.seq, e.received_at, e.kind, s.value"
        " FROM early_poll_acts e JOIN users u ON u.id = e.user JOIN devices d ON d.id = e.device"
        " JOIN slots s ON s.id = e.slot WHERE e.conversation = ?1 AND e.poll_id = ?2"
        " ORDER BY e.seq, e.id");
    statement.bind(conversation).bind(poll);
    auto acts = readAll(statement, [&](Statement& row) {
        EarlyPollAct act;
        act.conversation = conversation;
        act.poll = poll;
        act.user = row.id<UserId>();
        act.device = row.id<DeviceId>();
        act.seq = row.number<Seq>();
        act.receivedAt = row.milliseconds();
        act.kind = row.enumeration<EarlyPollAct::Kind>();
        act.content = bytesOfSlot(row);
        return act;
    });
    if (!acts.ok())
        return acts;
    Statement which = connection.prepare(
        "SELECT id, slot FROM early_poll_acts WHERE conversation = ?1 AND poll_id = ?2");
    which.bind(conversation).bind(poll);
    if (auto gone = remove(connection, which); !gone.ok())
        return gone.error();
    return acts;
}

Result<void> EarlyPollStore::forget(Transaction& transaction, ConversationId conversation) {
    Statement which = transaction.connection().prepare(
        "SELECT id, slot FROM early_poll_acts WHERE conversation = ?1");
    which.bind(conversation);
    return remove(transaction.connection(), which);
}

Result<void> EarlyPollStore::forgetUntil(Transaction& transaction, Milliseconds receivedAt) {
    Statement which = transaction.connection().prepare(
        "SELECT id, slot FROM early_poll_acts WHERE received_at <= ?1");
    which.bind(receivedAt);
    return remove(transaction.connection(), which);
}

Result<std::optional<Milliseconds>> EarlyPollStore::oldest() const {
    Statement statement = m_connection->prepare(
        "SELECT received_at FROM early_poll_acts ORDER BY received_at LIMIT 1");
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

} // namespace kontor::storage
