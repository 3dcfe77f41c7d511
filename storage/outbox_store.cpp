#include "storage/outbox_store.h"

#include "base/log.h"
#include "storage/attachment_store.h"
#include "storage/message_store.h"
#include "storage/rows.h"
#include "storage/slots.h"

#include <array>

namespace kontor::storage {

namespace {

#define KONTOR_OUTBOX_COLUMNS                                                                      \
    "SELECT o.id, o.conversation, o.state, o.idempotency_key, o.message, c.value, s.value,"        \
    " o.epoch, o.seq, o.failure, o.hash, o.queued_at FROM outbox o"                                \
    " JOIN slots c ON c.id = o.content_slot LEFT JOIN slots s ON s.id = o.sealed_slot "

OutgoingRecord readOutgoing(Statement& row) {
    OutgoingRecord record;
    record.row = row.number<OutboxRow>();
    record.conversation = row.number<ConversationId>();
    record.state = row.enumeration<OutboxState>();
    record.key = row.id<IdempotencyKey>();
    record.message = row.optionalNumber<MessageRow>();
    record.content = bytesOfSlot(row);
    record.sealed = bytesOfSlot(row);
    record.epoch = row.number<Epoch>();
    record.seq = row.optionalNumber<Seq>();
    record.failure = row.optionalErrorCode();
    record.hash = row.optionalId<PayloadHash>();
    record.queuedAt = row.milliseconds();
    return record;
}

Result<void> runFor(Connection& connection, std::string_view sql, OutboxRow row) {
    Statement statement = connection.prepare(sql);
    return statement.bind(row).run();
}

struct Head {
    ConversationId conversation;
    OutboxState state = OutboxState::Queued;
    std::optional<MessageRow> message;
    SlotRow content;
    std::optional<SlotRow> sealed;
};

Result<std::optional<Head>> headOf(Connection& connection, OutboxRow row) {
    Statement statement = connection.prepare(
        "SELECT conversation, state, message, content_slot, sealed_slot FROM outbox WHERE id = ?1");
    statement.bind(row);
    return readOne(statement, [](Statement& columns) {
        Head head;
        head.conversation = columns.number<ConversationId>();
        head.state = columns.enumeration<OutboxState>();
        head.message = columns.optionalNumber<MessageRow>();
        head.content = columns.number<SlotRow>();
        head.sealed = columns.optionalNumber<SlotRow>();
        return head;
    });
}

/// A transition from another state is a bug of the caller: nothing may be written.
Result<Head> headIn(Connection& connection, OutboxRow row,
                    std::initializer_list<OutboxState> allowed) {
    const auto found = headOf(connection, row);
    if (!found.ok())
        return found.error();
    const bool fits =
        found.value() && std::ranges::find(allowed, found.value()->state) != allowed.end();
    if (!fits) {
        log::error(log::Category::Storage, "an outbox row is not in the state it should leave");
        return ErrorCode::Internal;
    }
    return *found.value();
}

Result<std::int64_t> nextPosition(Connection& connection) {
    Statement statement = connection.prepare("SELECT coalesce(max(position), 0) + 1 FROM outbox");
    return readInteger(statement);
}

Result<void> setMessageState(Transaction& transaction, const Head& head, MessageState state,
                             std::optional<ErrorCode> failure = {}) {
    if (!head.message)
        return {};
    return MessageStore(transaction.connection())
        .setState(transaction, *head.message, state, failure);
}

/// Back to QUEUED; place in the queue, key, content and hashes stay.
Result<void> dropSealed(Connection& connection, OutboxRow row, const Head& head) {
    Statement update = connection.prepare(
        "UPDATE outbox SET state = ?2, sealed_slot = NULL, epoch = NULL, seq = NULL, hash = NULL"
        " WHERE id = ?1");
    if (const auto done = update.bind(row).bind(OutboxState::Queued).run(); !done.ok())
        return done.error();
    if (!head.sealed)
        return {};
    return freeSlot(connection, *head.sealed);
}

Result<void> removeRow(Connection& connection, OutboxRow row) {
    const auto head = headOf(connection, row);
    if (!head.ok())
        return head.error();
    if (!head.value())
        return {};
    const auto hashes = runFor(connection, "DELETE FROM outbox_hashes WHERE outbox = ?1", row);
    if (!hashes.ok())
        return hashes.error();
    const auto action = runFor(connection, "DELETE FROM pending_actions WHERE outbox = ?1", row);
    if (!action.ok())
        return action.error();
    const auto vote = runFor(connection, "DELETE FROM pending_votes WHERE outbox = ?1", row);
    if (!vote.ok())
        return vote.error();
    const auto deleted = runFor(connection, "DELETE FROM outbox WHERE id = ?1", row);
    if (!deleted.ok())
        return deleted.error();
    if (head.value()->sealed) {
        const auto freed = freeSlot(connection, *head.value()->sealed);
        if (!freed.ok())
            return freed.error();
    }
    return freeSlot(connection, head.value()->content);
}

/// False: what it is about was erased.
Result<bool> hasContent(Connection& connection, const Head& head) {
    Statement ask = connection.prepare("SELECT value FROM slots WHERE id = ?1");
    const auto content = readOne(ask.bind(head.content), bytesOfSlot);
    if (!content.ok())
        return content.error();
    return content.value() && !content.value()->empty();
}

struct Sent {
    OutboxRow row;
    OutboxState state = OutboxState::Queued;
    /// Empty: its message was erased, there is nothing to send again.
    Bytes content;
};

Result<std::vector<Sent>> onItsWay(Connection& connection, ConversationId conversation) {
    Statement ask = connection.prepare(
        "SELECT o.id, o.state, c.value FROM outbox o JOIN slots c ON c.id = o.content_slot"
        " WHERE o.conversation = ?1 AND o.state IN (?2, ?3, ?4) ORDER BY o.position");
    ask.bind(conversation).bind(OutboxState::Queued);
    ask.bind(OutboxState::Sealed).bind(OutboxState::Accepted);
    return readAll(ask, [](Statement& columns) {
        Sent sent;
        sent.row = columns.number<OutboxRow>();
        sent.state = columns.enumeration<OutboxState>();
        sent.content = bytesOfSlot(columns);
        return sent;
    });
}

} // namespace

Result<OutboxRow> OutboxStore::enqueue(Transaction& transaction, const NewOutgoing& outgoing) {
    Connection& connection = transaction.connection();
    const auto position = nextPosition(connection);
    if (!position.ok())
        return position.error();
    const auto content = putIntoSlot(connection, outgoing.content);
    if (!content.ok())
        return content.error();
    Statement insert = connection.prepare(
        "INSERT INTO outbox(conversation, position, state, idempotency_key, message, content_slot,"
        " queued_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(outgoing.conversation).bind(position.value()).bind(OutboxState::Queued);
    insert.bind(outgoing.key).bind(outgoing.message).bind(content.value());
    if (const auto made = insert.bind(outgoing.queuedAt).run(); !made.ok())
        return made.error();
    return OutboxRow(connection.lastRow());
}

Result<void> OutboxStore::seal(Transaction& transaction, OutboxRow row, ByteView bytes,
                               const PayloadHash& hash, Epoch epoch) {
    Connection& connection = transaction.connection();
    const auto head = headIn(connection, row, {OutboxState::Queued});
    if (!head.ok())
        return head.error();
    const auto onItsWay = sealed(head.value().conversation);
    if (!onItsWay.ok())
        return onItsWay.error();
    if (onItsWay.value()) {
        log::error(log::Category::Storage, "two sealed messages in one group");
        return ErrorCode::Internal;
    }
    const auto slot = putIntoSlot(connection, bytes);
    if (!slot.ok())
        return slot.error();
    Statement update = connection.prepare(
        "UPDATE outbox SET state = ?2, epoch = ?3, hash = ?4, sealed_slot = ?5 WHERE id = ?1");
    update.bind(row).bind(OutboxState::Sealed).bind(epoch).bind(hash).bind(slot.value());
    if (const auto done = update.run(); !done.ok())
        return done.error();
    Statement note =
        connection.prepare("INSERT OR IGNORE INTO outbox_hashes(hash, outbox) VALUES (?1, ?2)");
    if (const auto done = note.bind(hash).bind(row).run(); !done.ok())
        return done.error();
    return setMessageState(transaction, head.value(), MessageState::Sealed);
}

Result<void> OutboxStore::accept(Transaction& transaction, OutboxRow row, Seq seq) {
    Connection& connection = transaction.connection();
    const auto head = headIn(connection, row, {OutboxState::Sealed});
    if (!head.ok())
        return head.error();
    Statement update = connection.prepare("UPDATE outbox SET state = ?2, seq = ?3 WHERE id = ?1");
    update.bind(row).bind(OutboxState::Accepted).bind(seq);
    if (const auto done = update.run(); !done.ok())
        return done.error();
    if (!head.value().message)
        return {};
    return MessageStore(connection).setAccepted(transaction, *head.value().message, seq);
}

Result<void> OutboxStore::unseal(Transaction& transaction, OutboxRow row) {
    Connection& connection = transaction.connection();
    const auto head = headIn(connection, row, {OutboxState::Sealed});
    if (!head.ok())
        return head.error();
    const auto content = hasContent(connection, head.value());
    if (!content.ok())
        return content.error();
    // Erased meanwhile: the server never takes those bytes, and there is nothing to seal anew.
    if (!content.value())
        return removeRow(connection, row);
    if (const auto dropped = dropSealed(connection, row, head.value()); !dropped.ok())
        return dropped.error();
    return setMessageState(transaction, head.value(), MessageState::Queued);
}

Result<std::vector<MessageRow>> OutboxStore::requeueAll(Transaction& transaction,
                                                        ConversationId conversation) {
    Connection& connection = transaction.connection();
    const auto rows = onItsWay(connection, conversation);
    if (!rows.ok())
        return rows.error();
    MessageStore messages(connection);
    std::vector<MessageRow> changed;
    bool moving = false;
    for (const Sent& sent : rows.value()) {
        if (sent.content.empty()) {
            if (const auto gone = removeRow(connection, sent.row); !gone.ok())
                return gone.error();
            continue;
        }
        // Whoever waited behind an accepted one goes behind it again; otherwise nobody moves.
        moving = moving || sent.state == OutboxState::Accepted;
        if (sent.state == OutboxState::Queued && !moving)
            continue;
        const auto head = headOf(connection, sent.row);
        if (!head.ok())
            return head.error();
        if (const auto dropped = dropSealed(connection, sent.row, *head.value()); !dropped.ok())
            return dropped.error();
        const auto queued = setMessageState(transaction, *head.value(), MessageState::Queued);
        if (!queued.ok())
            return queued.error();
        if (!head.value()->message)
            continue;
        changed.push_back(*head.value()->message);
        if (!moving)
            continue;
        const auto moved = messages.moveToEnd(transaction, *head.value()->message);
        if (!moved.ok())
            return moved.error();
    }
    return changed;
}

Result<void> OutboxStore::fail(Transaction& transaction, OutboxRow row, ErrorCode reason) {
    Connection& connection = transaction.connection();
    const auto head = headIn(connection, row, {OutboxState::Queued, OutboxState::Sealed});
    if (!head.ok())
        return head.error();
    if (const auto dropped = dropSealed(connection, row, head.value()); !dropped.ok())
        return dropped.error();
    Statement update =
        connection.prepare("UPDATE outbox SET state = ?2, failure = ?3 WHERE id = ?1");
    update.bind(row).bind(OutboxState::Failed).bind(reason);
    if (const auto done = update.run(); !done.ok())
        return done.error();
    return setMessageState(transaction, head.value(), MessageState::Failed, reason);
}

Result<void> OutboxStore::again(Transaction& transaction, OutboxRow row) {
    Connection& connection = transaction.connection();
    const auto head = headIn(connection, row, {OutboxState::Failed});
    if (!head.ok())
        return head.error();
    const auto position = nextPosition(connection);
    if (!position.ok())
        return position.error();
    Statement update = connection.prepare(
        "UPDATE outbox SET state = ?2, position = ?3, failure = NULL WHERE id = ?1");
    update.bind(row).bind(OutboxState::Queued).bind(position.value());
    if (const auto done = update.run(); !done.ok())
        return done.error();
    const auto queued = setMessageState(transaction, head.value(), MessageState::Queued);
    if (!queued.ok())
        return queued.error();
    if (!head.value().message)
        return {};
    return MessageStore(connection).moveToEnd(transaction, *head.value().message);
}

Result<void> OutboxStore::remove(Transaction& transaction, OutboxRow row) {
    return removeRow(transaction.connection(), row);
}

Result<void> OutboxStore::removeAll(Transaction& transaction, ConversationId conversation) {
    Connection& connection = transaction.connection();
    Statement ask = connection.prepare("SELECT id FROM outbox WHERE conversation = ?1");
    ask.bind(conversation);
    const auto rows = readAll(ask, [](Statement& columns) { return columns.number<OutboxRow>(); });
    if (!rows.ok())
        return rows.error();
    for (const OutboxRow row : rows.value()) {
        if (const auto gone = removeRow(connection, row); !gone.ok())
            return gone.error();
    }
    return {};
}

Result<std::optional<OutgoingRecord>> OutboxStore::find(OutboxRow row) const {
    Statement statement = m_connection->prepare(KONTOR_OUTBOX_COLUMNS "WHERE o.id = ?1");
    statement.bind(row);
    return readOne(statement, readOutgoing);
}

Result<std::optional<OutgoingRecord>> OutboxStore::findByMessage(MessageRow message) const {
    Statement statement = m_connection->prepare(KONTOR_OUTBOX_COLUMNS "WHERE o.message = ?1");
    statement.bind(message);
    return readOne(statement, readOutgoing);
}

Result<std::optional<OutgoingRecord>> OutboxStore::findByHash(ConversationId conversation,
                                                              const PayloadHash& hash) const {
    Statement statement =
        m_connection->prepare(KONTOR_OUTBOX_COLUMNS "JOIN outbox_hashes h ON h.outbox = o.id"
                                                    " WHERE h.hash = ?1 AND o.conversation = ?2");
    statement.bind(hash).bind(conversation);
    return readOne(statement, readOutgoing);
}

Result<std::vector<OutgoingRecord>> OutboxStore::unsent(ConversationId conversation) const {
    Statement statement =
        m_connection->prepare(KONTOR_OUTBOX_COLUMNS "WHERE o.conversation = ?1 AND o.state IN"
                                                    " (?2, ?3) ORDER BY o.position");
    statement.bind(conversation).bind(OutboxState::Queued).bind(OutboxState::Failed);
    return readAll(statement, readOutgoing);
}

Result<std::vector<OutgoingRecord>> OutboxStore::withoutMessage(ConversationId conversation) const {
    Statement statement =
        m_connection->prepare(KONTOR_OUTBOX_COLUMNS "WHERE o.conversation = ?1 AND o.state IN"
                                                    " (?2, ?3, ?4) AND o.message IS NULL"
                                                    " ORDER BY o.position");
    statement.bind(conversation)
        .bind(OutboxState::Queued)
        .bind(OutboxState::Sealed)
        .bind(OutboxState::Accepted);
    return readAll(statement, readOutgoing);
}

Result<std::optional<OutgoingRecord>> OutboxStore::firstQueued(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        KONTOR_OUTBOX_COLUMNS "WHERE o.conversation = ?1 AND o.state = ?2 AND NOT EXISTS (SELECT 1"
                              " FROM attachments a WHERE a.message = o.message AND a.state = ?3)"
                              " ORDER BY o.position LIMIT 1");
    statement.bind(conversation).bind(OutboxState::Queued).bind(AttachmentState::ToSend);
    return readOne(statement, readOutgoing);
}

Result<std::optional<OutgoingRecord>> OutboxStore::sealed(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        KONTOR_OUTBOX_COLUMNS "WHERE o.conversation = ?1 AND o.state = ?2 LIMIT 1");
    statement.bind(conversation).bind(OutboxState::Sealed);
    return readOne(statement, readOutgoing);
}

Result<std::vector<OutgoingRecord>> OutboxStore::acceptedUpTo(ConversationId conversation,
                                                              Seq cursor) const {
    Statement statement = m_connection->prepare(
        KONTOR_OUTBOX_COLUMNS "WHERE o.conversation = ?1 AND o.state = ?2 AND o.seq <= ?3"
                              " ORDER BY o.position");
    statement.bind(conversation).bind(OutboxState::Accepted).bind(cursor);
    return readAll(statement, readOutgoing);
}

#undef KONTOR_OUTBOX_COLUMNS

Result<std::vector<ConversationId>> OutboxStore::waiting() const {
    Statement statement = m_connection->prepare(
        "SELECT DISTINCT conversation FROM outbox WHERE state IN (?1, ?2) ORDER BY conversation");
    statement.bind(OutboxState::Queued).bind(OutboxState::Sealed);
    return readAll(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

Result<void> OutboxStore::noteAction(Transaction& transaction, OutboxRow row, MessageRow message) {
    Statement insert = transaction.connection().prepare(
        "INSERT INTO pending_actions(outbox, message) VALUES (?1, ?2)");
    return insert.bind(row).bind(message).run();
}

Result<std::optional<MessageRow>> OutboxStore::targetOf(OutboxRow row) const {
    Statement ask = m_connection->prepare("SELECT message FROM pending_actions WHERE outbox = ?1");
    return readOne(ask.bind(row), [](Statement& columns) { return columns.number<MessageRow>(); });
}

Result<bool> OutboxStore::hasActions(MessageRow message) const {
    Statement ask = m_connection->prepare(
        "SELECT count(*) FROM pending_actions WHERE message = ?1 AND silent = 0");
    const auto count = readInteger(ask.bind(message));
    return count.ok() ? Result<bool>(count.value() > 0) : Result<bool>(count.error());
}

/// Votes too. What is sealed stays until the server has answered, since its entry may stand in the
/// log; its content is erased already (content_places.cpp).
Result<void> OutboxStore::dropActions(Transaction& transaction, MessageRow message) {
    Statement waiting = m_connection->prepare(
        "SELECT o.id FROM pending_actions a JOIN outbox o ON o.id = a.outbox"
        " WHERE a.message = ?1 AND o.state = ?2"
        " UNION ALL SELECT o.id FROM pending_votes v JOIN outbox o ON o.id = v.outbox"
        " WHERE v.message = ?1 AND o.state = ?2");
    waiting.bind(message).bind(OutboxState::Queued);
    const auto rows = readAll(waiting, [](Statement& row) { return row.number<OutboxRow>(); });
    if (!rows.ok())
        return rows.error();
    for (const OutboxRow row : rows.value())
        if (const auto gone = remove(transaction, row); !gone.ok())
            return gone;
    return {};
}

} // namespace kontor::storage
