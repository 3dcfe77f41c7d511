#include "storage/message_store.h"
#include "storage/rows.h"

#include <algorithm>
#include <iterator>
#include <limits>

// Reading a timeline: pages by place, each in one short read transaction with its revision.
namespace kontor::storage {

namespace {

// CROSS JOIN: the messages of the page first, what hangs on each afterwards.
#define KONTOR_MESSAGE_COLUMNS                                                                     \
    "SELECT m.id, m.conversation, m.place, m.seq, u.user_id, d.device_id, m.sent_at,"              \
    " m.received_at, m.kind, m.state, m.message_id, coalesce(r.body, b.body),"                     \
    " CASE WHEN r.id IS NULL THEN b.detail ELSE r.detail END,"                                     \
    " m.lifetime_ms, m.recipients, m.delivered_to, m.read_by, m.failure, m.erased, t.deadline,"    \
    " m.reply_to, r.since FROM messages m CROSS JOIN bodies b ON b.id = m.id"                      \
    " CROSS JOIN users u ON u.id = m.sender CROSS JOIN devices d ON d.id = m.device"               \
    " LEFT JOIN timers t ON t.message = m.id LEFT JOIN revisions r ON r.id = m.revision "

constexpr std::string_view kOlder =
    KONTOR_MESSAGE_COLUMNS "WHERE m.conversation = ?1 AND (m.place, m.id) < (?2, ?3)"
                           " AND m.place >= 0 ORDER BY m.place DESC, m.id DESC LIMIT ?4";
constexpr std::string_view kNewer =
    KONTOR_MESSAGE_COLUMNS "WHERE m.conversation = ?1 AND (m.place, m.id) > (?2, ?3)"
                           " ORDER BY m.place, m.id LIMIT ?4";
constexpr std::string_view kOne = KONTOR_MESSAGE_COLUMNS "WHERE m.id = ?1";

#undef KONTOR_MESSAGE_COLUMNS

MessageRecord readMessage(Statement& row) {
    MessageRecord record;
    record.row = row.number<MessageRow>();
    record.conversation = row.number<ConversationId>();
    record.place = row.number<Place>();
    record.seq = row.optionalNumber<Seq>();
    record.sender = row.id<UserId>();
    record.device = row.id<DeviceId>();
    record.sentAt = row.milliseconds();
    record.receivedAt = row.milliseconds();
    record.kind = row.enumeration<MessageKind>();
    record.state = row.enumeration<MessageState>();
    record.messageId = row.optionalId<MessageId>();
    record.text = row.text();
    record.detail = row.blob();
    record.lifetime = row.milliseconds();
    record.recipients = static_cast<std::int32_t>(row.integer());
    record.deliveredTo = static_cast<std::int32_t>(row.integer());
    record.readBy = static_cast<std::int32_t>(row.integer());
    record.failure = row.optionalErrorCode();
    if (row.integer() != 0)
        record.content = record.place.value < 0 ? MessageRecord::Content::Expired
                                                : MessageRecord::Content::Erased;
    record.deadline = row.optionalMilliseconds();
    record.replyTo = row.optionalId<MessageId>();
    record.editedAt = row.optionalMilliseconds();
    return record;
}

struct Position {
    ConversationId conversation;
    Place place;
    MessageRow row;
};

/// That of what has expired is where it stood: a page that begins there goes on.
Result<Position> positionOf(Connection& connection, MessageRow row) {
    Statement statement = connection.prepare(
        "SELECT conversation, max(place, -1 - place), id FROM messages WHERE id = ?1");
    statement.bind(row);
    const auto found = readOne(statement, [](Statement& columns) {
        Position position;
        position.conversation = columns.number<ConversationId>();
        position.place = columns.number<Place>();
        position.row = columns.number<MessageRow>();
        return position;
    });
    if (!found.ok())
        return found.error();
    if (!found.value())
        return ErrorCode::ConversationUnknown;
    return *found.value();
}

enum class Side : std::uint8_t { Older, Newer };

struct Stretch {
    std::vector<MessageRecord> messages; ///< nearest to the position first
    bool reachesEnd = false;
};

Result<Stretch> read(Connection& connection, const Position& from, Side side, std::uint32_t count) {
    Statement statement = connection.prepare(side == Side::Older ? kOlder : kNewer);
    statement.bind(from.conversation).bind(from.place).bind(from.row);
    statement.bind(std::int64_t{count} + 1); // one more shows whether the end is reached
    auto rows = readAll(statement, readMessage);
    if (!rows.ok())
        return rows.error();
    Stretch stretch;
    stretch.messages = std::move(rows).value();
    stretch.reachesEnd = stretch.messages.size() <= count;
    if (!stretch.reachesEnd)
        stretch.messages.pop_back();
    return stretch;
}

/// Everything of the conversation is older.
Position beyondNewest(ConversationId conversation) {
    constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
    return {conversation, Place(kGreatest), MessageRow(kGreatest)};
}

} // namespace

Result<std::optional<MessageRecord>> MessageStore::find(MessageRow row) const {
    Statement statement = m_connection->prepare(kOne);
    statement.bind(row);
    return readOne(statement, readMessage);
}

Result<std::optional<MessageRow>> MessageStore::newerNeighbour(MessageRow row) const {
    const auto position = positionOf(*m_connection, row);
    if (!position.ok())
        return position.error();
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE conversation = ?1 AND (place, id) > (?2, ?3)"
        " ORDER BY place, id LIMIT 1");
    statement.bind(position.value().conversation).bind(position.value().place).bind(row);
    return readOne(statement, [](Statement& columns) { return columns.number<MessageRow>(); });
}

Result<MessagePage> MessageStore::newest(ConversationId conversation, std::uint32_t count) const {
    const auto snapshot = Snapshot::begin(*m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto revision = m_connection->revision();
    if (!revision.ok())
        return revision.error();
    auto older = read(*m_connection, beyondNewest(conversation), Side::Older, count);
    if (!older.ok())
        return older.error();
    MessagePage page;
    page.revision = revision.value();
    page.reachesNewest = true;
    page.reachesOldest = older.value().reachesEnd;
    page.messages = std::move(older.value().messages);
    return page;
}

Result<MessagePage> MessageStore::olderThan(MessageRow row, std::uint32_t count) const {
    const auto snapshot = Snapshot::begin(*m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto position = positionOf(*m_connection, row);
    if (!position.ok())
        return position.error();
    const auto revision = m_connection->revision();
    if (!revision.ok())
        return revision.error();
    auto older = read(*m_connection, position.value(), Side::Older, count);
    if (!older.ok())
        return older.error();
    MessagePage page;
    page.revision = revision.value();
    page.reachesOldest = older.value().reachesEnd;
    page.messages = std::move(older.value().messages);
    return page;
}

Result<MessagePage> MessageStore::newerThan(MessageRow row, std::uint32_t count) const {
    const auto snapshot = Snapshot::begin(*m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto position = positionOf(*m_connection, row);
    if (!position.ok())
        return position.error();
    const auto revision = m_connection->revision();
    if (!revision.ok())
        return revision.error();
    auto newer = read(*m_connection, position.value(), Side::Newer, count);
    if (!newer.ok())
        return newer.error();
    MessagePage page;
    page.revision = revision.value();
    page.reachesNewest = newer.value().reachesEnd;
    page.messages = std::move(newer.value().messages);
    std::ranges::reverse(page.messages);
    return page;
}

Result<MessagePage> MessageStore::around(MessageRow row, std::uint32_t count) const {
    const auto snapshot = Snapshot::begin(*m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto middle = find(row);
    if (!middle.ok())
        return middle.error();
    auto page = newerThan(row, count / 2);
    if (!page.ok())
        return page.error();
    auto older = olderThan(row, count - count / 2);
    if (!older.ok())
        return older.error();
    auto& messages = page.value().messages;
    if (middle.value()->content != MessageRecord::Content::Expired)
        messages.push_back(*middle.value());
    std::ranges::move(older.value().messages, std::back_inserter(messages));
    page.value().reachesOldest = older.value().reachesOldest;
    return page;
}

} // namespace kontor::storage
