#include "storage/life_bound.h"

#include "storage/erasure.h"
#include "storage/index_rows.h"
#include "storage/message_store.h"
#include "storage/rows.h"
#include "storage/timer_store.h"

#include <algorithm>

namespace kontor::storage {

namespace {

/// Rows that one call looks at, however few of them live too long.
constexpr std::int64_t kLookedAt = 10'000;

struct LongLived {
    Shortened::Row row;
    MessageKind kind = MessageKind::Text;
    enum class Life : std::uint8_t { ForEver, TooLong } life = Life::ForEver;
    enum class Time : std::uint8_t { ToCome, Runs } time = Time::ToCome;
};

/// What was read has no time that runs when it lived for ever: it is as if it began now.
constexpr std::string_view kLongLived =
    "SELECT m.id, m.conversation, m.kind, m.lifetime_ms,"
    " t.deadline IS NOT NULL OR m.state IN (?5, ?6)"
    " OR (m.state = ?7 AND m.lifetime_ms = 0 AND (m.place <= c.read_place OR EXISTS"
    "  (SELECT 1 FROM read_ranges r WHERE r.conversation = m.conversation"
    "   AND m.place BETWEEN r.first_place AND r.last_place)))"
    " FROM messages m JOIN conversations c ON c.id = m.conversation"
    " LEFT JOIN timers t ON t.message = m.id"
    " WHERE m.id > ?1 AND m.id <= ?2 AND m.erased = 0 AND m.kind IN (?8, ?9, ?10, ?11)"
    " AND (m.lifetime_ms = 0 OR m.lifetime_ms > ?3) ORDER BY m.id LIMIT ?4";

Result<std::vector<LongLived>> longLived(Connection& connection, const LifeBound& bound,
                                         MessageRow last, std::uint32_t count) {
    Statement statement = connection.prepare(kLongLived);
    statement.bind(bound.after).bind(last).bind(bound.longest).bind(std::int64_t{count});
    statement.bind(MessageState::Accepted).bind(MessageState::Delivered);
    statement.bind(MessageState::Received);
    statement.bind(MessageKind::Text).bind(MessageKind::Poll);
    statement.bind(MessageKind::Attachment).bind(MessageKind::Unknown);
    return readAll(statement, [](Statement& row) {
        LongLived message;
        message.row.row = row.number<MessageRow>();
        message.row.conversation = row.number<ConversationId>();
        message.kind = static_cast<MessageKind>(row.integer());
        message.life = row.integer() == 0 ? LongLived::Life::ForEver : LongLived::Life::TooLong;
        message.time = row.integer() != 0 ? LongLived::Time::Runs : LongLived::Time::ToCome;
        return message;
    });
}

/// Before its life is written: that decides which index it is taken out of.
Result<void> leaveLastingIndex(Connection& connection, const LongLived& message) {
    if (message.life != LongLived::Life::ForEver || !isSearched(message.kind))
        return {};
    auto indexed = indexedMessage(connection, message.row.row);
    if (!indexed.ok())
        return indexed.error();
    if (!indexed.value())
        return {};
    const std::vector<IndexedMessage> one{*indexed.value()};
    if (auto out = takeOutOfIndex(connection, one); !out.ok())
        return out;
    indexed.value()->life = IndexedMessage::Life::Timed;
    return putIntoIndex(connection, *indexed.value());
}

Result<void> shortenOne(Transaction& transaction, const LifeBound& bound,
                        const LongLived& message) {
    Connection& connection = transaction.connection();
    if (auto moved = leaveLastingIndex(connection, message); !moved.ok())
        return moved;
    Statement life = connection.prepare("UPDATE messages SET lifetime_ms = ?2 WHERE id = ?1");
    if (auto set = life.bind(message.row.row).bind(bound.longest).run(); !set.ok())
        return set;
    if (message.time == LongLived::Time::ToCome)
        return {};
    return TimerStore(connection).start(transaction, message.row.row, bound.since + bound.longest);
}

} // namespace

Result<LifeBound> boundAll(Connection& connection, Milliseconds longest, Milliseconds since) {
    Statement newest = connection.prepare("SELECT coalesce(max(id), 0) FROM messages");
    const auto last = readInteger(newest);
    if (!last.ok())
        return last.error();
    return LifeBound{MessageRow(0), MessageRow(last.value()), longest, since};
}

Result<Shortened> shorten(Transaction& transaction, const LifeBound& bound, std::uint32_t count,
                          Milliseconds now) {
    const MessageRow last = std::min(bound.last, MessageRow(bound.after.value + kLookedAt));
    const auto found = longLived(transaction.connection(), bound, last, count);
    if (!found.ok())
        return found.error();
    Shortened shortened;
    shortened.after = found.value().size() < count ? last : found.value().back().row.row;
    std::vector<MessageRow> ended;
    for (const LongLived& message : found.value()) {
        if (message.time == LongLived::Time::Runs && isOver(bound, now)) {
            ended.push_back(message.row.row);
            continue;
        }
        if (auto done = shortenOne(transaction, bound, message); !done.ok())
            return done.error();
        shortened.rows.push_back(message.row);
    }
    auto erased = eraseMessages(transaction, ended);
    if (!erased.ok())
        return erased.error();
    shortened.erased = std::move(erased).value();
    if (auto left = leaveTimeline(transaction, shortened.erased); !left.ok())
        return left.error();
    return shortened;
}

} // namespace kontor::storage
