#include "storage/timer_store.h"

#include "storage/erasure.h"
#include "storage/message_store.h"
#include "storage/rows.h"
#include "storage/unread.h"

#include <algorithm>
#include <set>

namespace kontor::storage {

namespace {

/// What nobody may read any more is no line that says so, either.
Result<void> leaveTimeline(Connection& connection, const std::vector<MessageRow>& rows) {
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

} // namespace

Result<Milliseconds> TimerStore::effective(Milliseconds now) const {
    Statement statement = m_connection->prepare("SELECT greatest_time FROM meta");
    const auto greatest = readInteger(statement);
    if (!greatest.ok())
        return greatest.error();
    return std::max(now, Milliseconds(greatest.value()));
}

Result<Milliseconds> TimerStore::advance(Transaction& transaction, Milliseconds now) {
    const auto time = effective(now);
    if (!time.ok())
        return time.error();
    Statement update = transaction.connection().prepare("UPDATE meta SET greatest_time = ?1");
    if (const auto noted = update.bind(time.value()).run(); !noted.ok())
        return noted.error();
    return time.value();
}

Result<void> TimerStore::start(Transaction& transaction, MessageRow message,
                               Milliseconds deadline) {
    Statement statement =
        transaction.connection().prepare("INSERT INTO timers(message, deadline) VALUES (?1, ?2)"
                                         " ON CONFLICT DO UPDATE SET deadline = min(deadline, ?2)");
    return statement.bind(message).bind(deadline).run();
}

Result<std::optional<Milliseconds>> TimerStore::deadlineOf(MessageRow message) const {
    Statement statement = m_connection->prepare("SELECT deadline FROM timers WHERE message = ?1");
    statement.bind(message);
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

Result<std::optional<Milliseconds>> TimerStore::earliest() const {
    Statement statement =
        m_connection->prepare("SELECT deadline FROM timers ORDER BY deadline LIMIT 1");
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

Result<std::vector<MessageRow>> TimerStore::sweep(Transaction& transaction, Milliseconds now) {
    const auto time = advance(transaction, now);
    if (!time.ok())
        return time.error();
    Statement statement = transaction.connection().prepare(
        "SELECT message FROM timers WHERE deadline <= ?1 ORDER BY deadline, message");
    statement.bind(time.value());
    const auto due = readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
    if (!due.ok())
        return due.error();
    auto gone = eraseMessages(transaction, due.value());
    if (!gone.ok())
        return gone;
    if (const auto left = leaveTimeline(transaction.connection(), gone.value()); !left.ok())
        return left.error();
    return gone;
}

} // namespace kontor::storage
