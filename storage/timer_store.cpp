#include "storage/timer_store.h"

#include "storage/erasure.h"
#include "storage/message_store.h"
#include "storage/rows.h"

#include <algorithm>

namespace kontor::storage {

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

Result<std::vector<MessageRow>> TimerStore::sweep(Transaction& transaction, Milliseconds now,
                                                  std::uint32_t most) {
    const auto time = advance(transaction, now);
    if (!time.ok())
        return time.error();
    Statement statement = transaction.connection().prepare(
        "SELECT message FROM timers WHERE deadline <= ?1 ORDER BY deadline, message LIMIT ?2");
    statement.bind(time.value()).bind(std::int64_t{most});
    const auto due = readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
    if (!due.ok())
        return due.error();
    auto gone = eraseMessages(transaction, due.value());
    if (!gone.ok())
        return gone;
    if (const auto left = leaveTimeline(transaction, gone.value()); !left.ok())
        return left.error();
    return gone;
}

} // namespace kontor::storage
