#include "storage/poll_store.h"

#include "storage/peers.h"
#include "storage/poll_secrets.h"
#include "storage/rows.h"
#include "storage/slots.h"
#include "storage/unread.h"
#include "storage/vote_rows.h"

#include <algorithm>

namespace kontor::storage {

Result<std::optional<PollRecord>> PollStore::find(MessageRow poll) const {
    Statement statement = m_connection->prepare(
        "SELECT p.message, p.closed_place, p.deadline, p.passed, p.quiet_until,"
        " p.result IS NOT NULL, s.value FROM polls p JOIN messages m ON m.id = p.message LEFT JOIN "
        "slots s ON s.id = p.result"
        " WHERE p.message = ?1 AND m.erased = 0");
    statement.bind(poll);
    return readOne(statement, [](Statement& row) {
        PollRecord record;
        record.message = row.number<MessageRow>();
        record.closedAt = row.optionalNumber<Place>();
        record.deadline = row.optionalMilliseconds();
        record.passed = row.integer() != 0;
        record.quietUntil = row.milliseconds();
        if (row.integer() != 0)
            record.result = bytesOfSlot(row);
        return record;
    });
}

Result<std::optional<MessageRow>> PollStore::findById(const MessageId& id) const {
    Statement statement = m_connection->prepare(
        "SELECT m.id FROM messages m JOIN polls p ON p.message = m.id"
        " WHERE substr(m.message_id, 1, 8) = substr(?1, 1, 8) AND m.message_id = ?1"
        " AND m.erased = 0");
    statement.bind(id);
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::vector<MessageRow>> PollStore::open(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        "SELECT p.message FROM polls p JOIN messages m ON m.id = p.message"
        " WHERE m.conversation = ?1 AND m.erased = 0 AND p.closed_place IS NULL ORDER BY m.id");
    statement.bind(conversation);
    return readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<void> PollStore::putVote(Transaction& transaction, MessageRow poll, const UserId& user,
                                Seq seq, ByteView choices, const std::optional<Bytes>& ballot) {
    Connection& connection = transaction.connection();
    const auto place = placeIn(connection, poll, seq);
    if (!place.ok())
        return place.error();
    const auto number = userNumber(connection, user);
    if (!number.ok())
        return number.error();
    Statement earlier = connection.prepare(
        "SELECT v.message, v.user, v.place, v.slot, v.ballot FROM votes v JOIN polls p ON "
        "p.message ="
        " v.message WHERE v.message = ?1 AND v.user = ?2"
        " AND (p.closed_place IS NULL OR (v.place > p.closed_place) = (?3 > p.closed_place))");
    earlier.bind(poll).bind(number.value()).bind(place.value());
    if (const auto gone = removeVotes(connection, earlier); !gone.ok())
        return gone.error();
    const auto slot = putIntoSlot(connection, choices);
    if (!slot.ok())
        return slot.error();
    std::optional<SlotRow> opened;
    if (ballot) {
        const auto second = putIntoSlot(connection, *ballot);
        if (!second.ok())
            return second.error();
        opened = second.value();
    }
    Statement insert = connection.prepare(
        "INSERT INTO votes(message, user, place, slot, ballot) VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(poll).bind(number.value()).bind(place.value());
    return insert.bind(slot.value()).bind(opened).run();
}

Result<std::vector<VoteRecord>> PollStore::votes(MessageRow poll) const {
    Statement statement = m_connection->prepare(
        "SELECT u.user_id, v.place, s.value, v.ballot IS NOT NULL, b.value FROM votes v"
        " JOIN users u ON u.id = v.user JOIN slots s ON s.id = v.slot"
        " LEFT JOIN slots b ON b.id = v.ballot WHERE v.message = ?1 ORDER BY v.place");
    statement.bind(poll);
    return readAll(statement, [](Statement& row) {
        VoteRecord vote;
        vote.user = row.id<UserId>();
        vote.place = row.number<Place>();
        vote.choices = bytesOfSlot(row);
        if (row.integer() != 0)
            vote.ballot = bytesOfSlot(row);
        return vote;
    });
}

Result<std::vector<MessageRow>>
PollStore::dropVotes(Transaction& transaction, ConversationId conversation, const UserId& user) {
    Connection& connection = transaction.connection();
    Statement which = connection.prepare(
        "SELECT v.message, v.user, v.place, v.slot, v.ballot FROM votes v JOIN polls p ON "
        "p.message ="
        " v.message JOIN messages m ON m.id = v.message JOIN users u ON u.id = v.user"
        " WHERE m.conversation = ?1 AND u.user_id = ?2 AND p.closed_place IS NULL"
        " ORDER BY v.message");
    which.bind(conversation).bind(user);
    return removeVotes(connection, which);
}

Result<void> PollStore::dropVotes(Transaction& transaction, MessageRow poll, const UserId& user) {
    Connection& connection = transaction.connection();
    Statement which = connection.prepare("SELECT v.message, v.user, v.place, v.slot, v.ballot FROM "
                                         "votes v JOIN users u ON u.id = v.user"
                                         " WHERE v.message = ?1 AND u.user_id = ?2");
    const auto gone = removeVotes(connection, which.bind(poll).bind(user));
    return gone.ok() ? Result<void>() : Result<void>(gone.error());
}

Result<void> PollStore::close(Transaction& transaction, MessageRow poll, Seq seq) {
    const auto place = placeIn(transaction.connection(), poll, seq);
    if (!place.ok())
        return place.error();
    Statement update = transaction.connection().prepare(
        "UPDATE polls SET closed_place = ?2 WHERE message = ?1 AND closed_place IS NULL");
    return update.bind(poll).bind(place.value()).run();
}

Result<void> PollStore::putResult(Transaction& transaction, MessageRow poll, ByteView result) {
    Connection& connection = transaction.connection();
    const auto slot = putIntoSlot(connection, result);
    if (!slot.ok())
        return slot.error();
    Statement update = connection.prepare("UPDATE polls SET result = ?2 WHERE message = ?1");
    return update.bind(poll).bind(slot.value()).run();
}

Result<void> PollStore::forgetResult(Connection& connection, MessageRow poll) {
    Statement ask =
        connection.prepare("SELECT result FROM polls WHERE message = ?1 AND result IS NOT NULL");
    const auto slot = readOne(ask.bind(poll), [](Statement& row) { return row.number<SlotRow>(); });
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return {};
    Statement update = connection.prepare("UPDATE polls SET result = NULL WHERE message = ?1");
    if (const auto done = update.bind(poll).run(); !done.ok())
        return done.error();
    return freeSlot(connection, *slot.value());
}

Result<void> PollStore::reopen(Transaction& transaction, MessageRow poll) {
    Connection& connection = transaction.connection();
    Statement late =
        connection.prepare("SELECT v.message, v.user, v.place, v.slot, v.ballot FROM votes v JOIN "
                           "polls p ON p.message ="
                           " v.message WHERE v.message = ?1 AND v.place > p.closed_place");
    if (const auto gone = removeVotes(connection, late.bind(poll)); !gone.ok())
        return gone.error();
    if (auto forgotten = forgetResult(connection, poll); !forgotten.ok())
        return forgotten;
    Statement update =
        connection.prepare("UPDATE polls SET closed_place = NULL, passed = 0 WHERE message = ?1");
    return update.bind(poll).run();
}

Result<void> PollStore::setDeadline(Transaction& transaction, MessageRow poll,
                                    std::optional<Milliseconds> deadline) {
    Statement update = transaction.connection().prepare(
        "UPDATE polls SET deadline = ?2, passed = 0 WHERE message = ?1");
    return update.bind(poll).bind(deadline).run();
}

Result<std::optional<Milliseconds>> PollStore::nextMoment() const {
    Statement ends = m_connection->prepare(
        "SELECT p.deadline FROM polls p JOIN messages m ON m.id = p.message"
        " WHERE p.deadline IS NOT NULL AND p.passed = 0 AND p.closed_place IS NULL AND m.erased = 0"
        " ORDER BY p.deadline LIMIT 1");
    const auto end = readOne(ends, [](Statement& row) { return row.milliseconds(); });
    if (!end.ok())
        return end;
    Statement silences = m_connection->prepare(
        "SELECT quiet_until FROM polls WHERE quiet_until > 0 ORDER BY quiet_until LIMIT 1");
    const auto silence = readOne(silences, [](Statement& row) { return row.milliseconds(); });
    if (!silence.ok() || !end.value())
        return silence;
    return silence.value() ? std::optional(std::min(*end.value(), *silence.value())) : end.value();
}

Result<std::vector<MessageRow>> PollStore::due(Milliseconds now) const {
    Statement statement = m_connection->prepare(
        "SELECT p.message FROM polls p JOIN messages m ON m.id = p.message"
        " WHERE p.deadline IS NOT NULL AND p.deadline <= ?1 AND p.passed = 0"
        " AND p.closed_place IS NULL AND m.erased = 0 ORDER BY p.deadline, p.message");
    statement.bind(now);
    return readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<void> PollStore::passDeadline(Transaction& transaction, MessageRow poll) {
    Statement update =
        transaction.connection().prepare("UPDATE polls SET passed = 1 WHERE message = ?1");
    return update.bind(poll).run();
}

Result<void> PollStore::keepQuiet(Transaction& transaction, MessageRow poll, Milliseconds until) {
    Statement update =
        transaction.connection().prepare("UPDATE polls SET quiet_until = ?2 WHERE message = ?1");
    return update.bind(poll).bind(until).run();
}

Result<std::vector<MessageRow>> PollStore::quietNoLonger(Milliseconds now) const {
    Statement statement = m_connection->prepare(
        "SELECT message FROM polls WHERE quiet_until > 0 AND quiet_until <= ?1 ORDER BY message");
    statement.bind(now);
    return readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::vector<MessageRow>> PollStore::list(ConversationId conversation,
                                                std::optional<MessageRow> after,
                                                std::uint32_t count) const {
    std::vector<std::int64_t> last{-1, 0, 0};
    if (after) {
        Statement ask = m_connection->prepare(
            "SELECT p.closed_place IS NOT NULL, m.place, m.id FROM polls p JOIN messages m"
            " ON m.id = p.message WHERE m.id = ?1 AND m.conversation = ?2 AND m.erased = 0");
        const auto found = readOne(ask.bind(*after).bind(conversation), [](Statement& row) {
            const auto closed = row.integer();
            const auto place = row.integer();
            return std::vector<std::int64_t>{closed, place, row.integer()};
        });
        if (!found.ok())
            return found.error();
        if (!found.value())
            return ErrorCode::ConversationUnknown;
        last = *found.value();
    }
    // Polls are few among many messages: they lead.
    Statement statement = m_connection->prepare(
        "SELECT m.id FROM polls p CROSS JOIN messages m ON m.id = p.message"
        " WHERE m.conversation = ?1 AND m.erased = 0 AND ((p.closed_place IS NOT NULL) > ?2"
        " OR ((p.closed_place IS NOT NULL) = ?2 AND (m.place, m.id) < (?3, ?4)))"
        " ORDER BY p.closed_place IS NOT NULL, m.place DESC, m.id DESC LIMIT ?5");
    statement.bind(conversation).bind(last[0]).bind(last[1]).bind(last[2]);
    return readAll(statement.bind(std::int64_t{count}),
                   [](Statement& row) { return row.number<MessageRow>(); });
}

Result<void> PollStore::notePending(Transaction& transaction, MessageRow poll, OutboxRow vote) {
    Statement insert = transaction.connection().prepare(
        "INSERT INTO pending_votes(outbox, message) VALUES (?1, ?2)");
    return insert.bind(vote).bind(poll).run();
}

Result<std::optional<Bytes>> PollStore::pending(MessageRow poll) const {
    Statement statement =
        m_connection->prepare("SELECT s.value FROM pending_votes v JOIN outbox o ON o.id = v.outbox"
                              " JOIN slots s ON s.id = o.content_slot WHERE v.message = ?1"
                              " ORDER BY o.position DESC LIMIT 1");
    statement.bind(poll);
    return readOne(statement, [](Statement& row) { return bytesOfSlot(row); });
}

Result<Seq> PollStore::seqOf(MessageRow poll, Place place) const {
    const auto era = eraOf(*m_connection, poll);
    if (!era.ok())
        return era.error();
    return eraOfPlace(place.value) == era.value() ? seqOfPlace(place.value) : Seq(0);
}

Result<std::vector<MessageRow>> PollStore::recent(ConversationId conversation,
                                                  Milliseconds since) const {
    Statement statement =
        m_connection->prepare("SELECT p.message FROM polls p JOIN messages m ON m.id = p.message"
                              " WHERE m.conversation = ?1 AND m.erased = 0"
                              " AND (p.closed_place IS NULL OR m.sent_at >= ?2) ORDER BY m.id");
    statement.bind(conversation).bind(since);
    return readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<void> PollStore::setToldBy(Transaction& transaction, MessageRow poll, const UserId& user) {
    const auto number = userNumber(transaction.connection(), user);
    if (!number.ok())
        return number.error();
    Statement update =
        transaction.connection().prepare("UPDATE polls SET told_by = ?2 WHERE message = ?1");
    return update.bind(poll).bind(number.value()).run();
}

Result<std::optional<UserId>> PollStore::toldBy(MessageRow poll) const {
    Statement statement = m_connection->prepare(
        "SELECT u.user_id FROM polls p JOIN users u ON u.id = p.told_by WHERE p.message = ?1");
    return readOne(statement.bind(poll), [](Statement& row) { return row.id<UserId>(); });
}

Result<std::vector<MessageRow>> PollStore::linesOf(MessageRow poll) const {
    // A line's detail is its version, its kind, and what it is about.
    Statement statement = m_connection->prepare(
        "SELECT m.id FROM messages p JOIN messages m ON m.conversation = p.conversation"
        " AND m.kind = 2 AND m.place > p.place JOIN bodies b ON b.id = m.id"
        " WHERE p.id = ?1 AND m.erased = 0 AND substr(b.detail, 3, 32) = p.message_id"
        " ORDER BY m.place");
    return readAll(statement.bind(poll), [](Statement& row) { return row.number<MessageRow>(); });
}

Result<void> PollStore::eraseVotes(Transaction& transaction, MessageRow poll) {
    Connection& connection = transaction.connection();
    Statement which = connection.prepare(
        "SELECT message, user, place, slot, ballot FROM votes WHERE message = ?1");
    if (const auto gone = removeVotes(connection, which.bind(poll)); !gone.ok())
        return gone.error();
    if (auto forgotten = forgetResult(connection, poll); !forgotten.ok())
        return forgotten;
    if (auto forgotten = PollSecrets(connection).erase(transaction, poll); !forgotten.ok())
        return forgotten;
    Statement forget = connection.prepare("DELETE FROM pending_votes WHERE message = ?1");
    return forget.bind(poll).run();
}

} // namespace kontor::storage
