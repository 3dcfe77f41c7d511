#include "storage/message_store.h"

#include "storage/index_rows.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/unread.h"

#include <algorithm>

namespace kontor::storage {

namespace {

struct Standing {
    std::int64_t era = 0;
    std::int64_t readPlace = 0;
};

Result<Standing> standingOf(Connection& connection, ConversationId conversation) {
    Statement statement =
        connection.prepare("SELECT era, read_place FROM conversations WHERE id = ?1");
    statement.bind(conversation);
    const auto found = readOne(statement, [](Statement& row) {
        Standing standing;
        standing.era = row.integer();
        standing.readPlace = row.integer();
        return standing;
    });
    if (!found.ok())
        return found.error();
    if (!found.value())
        return ErrorCode::ConversationUnknown;
    return *found.value();
}

Result<std::int64_t> waitingPlace(Connection& connection, ConversationId conversation) {
    Statement statement = connection.prepare("SELECT coalesce(max(place), ?2) + 1 FROM messages "
                                             "WHERE conversation = ?1 AND place >= ?2");
    statement.bind(conversation).bind(kFirstWaiting);
    return readInteger(statement);
}

Result<std::int64_t> placeFor(Connection& connection, const NewMessage& message, std::int64_t era) {
    if (message.seq)
        return placeOf(era, *message.seq);
    return waitingPlace(connection, message.conversation);
}

/// Sender and device as local numbers.
struct Author {
    std::int64_t user = 0;
    std::int64_t device = 0;
};

Result<Author> authorOf(Connection& connection, const NewMessage& message) {
    const auto user = userNumber(connection, message.sender);
    if (!user.ok())
        return user.error();
    const auto device = deviceNumber(connection, message.device, user.value());
    if (!device.ok())
        return device.error();
    return Author{user.value(), device.value()};
}

Result<MessageRow> insertRow(Connection& connection, const NewMessage& message,
                             const Author& author, std::int64_t place) {
    Statement insert = connection.prepare(
        "INSERT INTO messages(conversation, place, seq, sender, device, sent_at, received_at, kind,"
        " state, message_id, lifetime_ms, recipients, reply_to, delivered_to, read_by, erased)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0)");
    insert.bind(message.conversation).bind(place).bind(message.seq);
    insert.bind(author.user).bind(author.device);
    insert.bind(message.sentAt).bind(message.receivedAt);
    insert.bind(message.kind).bind(message.state).bind(message.messageId);
    insert.bind(message.lifetime).bind(static_cast<std::int64_t>(message.recipients));
    insert.bind(message.replyTo);
    if (const auto made = insert.run(); !made.ok())
        return made.error();
    const MessageRow row(connection.lastRow());
    Statement body = connection.prepare("INSERT INTO bodies(id, body, detail) VALUES (?1, ?2, ?3)");
    body.bind(row).bind(message.text).bind(message.detail);
    if (const auto made = body.run(); !made.ok())
        return made.error();
    if (message.kind == MessageKind::Poll) {
        Statement poll = connection.prepare("INSERT INTO polls(message) VALUES (?1)");
        if (const auto made = poll.bind(row).run(); !made.ok())
            return made.error();
    }
    return row;
}

Result<void> index(Connection& connection, const NewMessage& message, MessageRow row,
                   std::int64_t sender) {
    if (!isSearched(message.kind))
        return {};
    IndexedMessage indexed;
    indexed.row = row;
    indexed.conversation = message.conversation;
    indexed.sender = sender;
    indexed.text = message.text;
    indexed.life =
        message.lifetime.count() > 0 ? IndexedMessage::Life::Timed : IndexedMessage::Life::Lasting;
    return putIntoIndex(connection, indexed);
}

/// The sender's clock may run ahead: then our own decides.
Result<void> noteActivity(Connection& connection, const NewMessage& message, MessageRow row,
                          std::int64_t place, const Standing& standing) {
    const bool line = std::ranges::find(kLineKinds, message.kind) != kLineKinds.end();
    const bool unread =
        message.state == MessageState::Received && !line && place > standing.readPlace;
    const bool own = message.state != MessageState::Received;
    Statement update = connection.prepare(
        "UPDATE conversations SET last_activity = max(last_activity, ?2), unread = unread + ?3,"
        " shelf = CASE WHEN shelf = 0 AND ?4 AND (?5 OR muted_until = 0) THEN 1 ELSE shelf END,"
        " mention = coalesce(?6, mention) WHERE id = ?1");
    update.bind(message.conversation).bind(std::min(message.sentAt, message.receivedAt));
    update.bind(std::int64_t{unread ? 1 : 0}).bind(std::int64_t{line ? 0 : 1});
    update.bind(std::int64_t{own ? 1 : 0});
    const bool named = unread && message.namesSelf == NewMessage::NamesSelf::Yes;
    if (const auto noted = update.bind(named ? std::optional(row) : std::nullopt).run();
        !noted.ok())
        return noted.error();
    return refreshLastMessage(connection, message.conversation);
}

Result<ConversationId> conversationOf(Connection& connection, MessageRow row) {
    Statement statement = connection.prepare("SELECT conversation FROM messages WHERE id = ?1");
    statement.bind(row);
    const auto found =
        readOne(statement, [](Statement& columns) { return columns.number<ConversationId>(); });
    if (!found.ok())
        return found.error();
    if (!found.value())
        return ErrorCode::ConversationUnknown;
    return *found.value();
}

struct OwnMessage {
    MessageRow row;
    std::int32_t recipients = 0;
    std::int32_t deliveredTo = 0;
    std::int32_t readBy = 0;
};

Result<std::vector<OwnMessage>> ownInRange(Connection& connection, ConversationId conversation,
                                           std::int64_t first, std::int64_t last) {
    Statement statement = connection.prepare(
        "SELECT id, recipients, delivered_to, read_by FROM messages WHERE conversation = ?1"
        " AND place BETWEEN ?2 AND ?3 AND state IN (?4, ?5) ORDER BY place");
    statement.bind(conversation).bind(first).bind(last);
    statement.bind(MessageState::Accepted).bind(MessageState::Delivered);
    return readAll(statement, [](Statement& row) {
        OwnMessage message;
        message.row = row.number<MessageRow>();
        message.recipients = static_cast<std::int32_t>(row.integer());
        message.deliveredTo = static_cast<std::int32_t>(row.integer());
        message.readBy = static_cast<std::int32_t>(row.integer());
        return message;
    });
}

/// What one user's receipt is new about one message.
struct News {
    int delivered = 0;
    int read = 0;
};

Result<News> noteReceipt(Connection& connection, MessageRow row, std::int64_t user,
                         const Receipt& receipt) {
    const bool read = receipt.kind == ReceiptKind::Read;
    Statement ask = connection.prepare(
        "SELECT read_at IS NOT NULL FROM receipts WHERE message = ?1 AND user = ?2");
    ask.bind(row).bind(user);
    const auto known = readOne(ask, [](Statement& columns) { return columns.integer() != 0; });
    if (!known.ok())
        return known.error();
    News news;
    news.delivered = known.value() ? 0 : 1;
    news.read = read && !known.value().value_or(false) ? 1 : 0;
    if (news.delivered == 0 && news.read == 0)
        return news;
    Statement note = connection.prepare(
        "INSERT INTO receipts(message, user, delivered_at, read_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET read_at = ?4");
    note.bind(row).bind(user).bind(receipt.at);
    note.bind(read ? std::optional(receipt.at) : std::nullopt);
    if (const auto noted = note.run(); !noted.ok())
        return noted.error();
    return news;
}

} // namespace

Result<std::optional<MessageRow>> MessageStore::add(Transaction& transaction,
                                                    const NewMessage& message) {
    Connection& connection = transaction.connection();
    if (message.messageId) {
        const auto known = findById(message.conversation, message.sender, *message.messageId);
        if (!known.ok())
            return known.error();
        if (known.value())
            return std::optional<MessageRow>();
    }
    const auto standing = standingOf(connection, message.conversation);
    if (!standing.ok())
        return standing.error();
    const auto place = placeFor(connection, message, standing.value().era);
    if (!place.ok())
        return place.error();
    const auto author = authorOf(connection, message);
    if (!author.ok())
        return author.error();
    const auto row = insertRow(connection, message, author.value(), place.value());
    if (!row.ok())
        return row.error();
    const auto indexed = index(connection, message, row.value(), author.value().user);
    if (!indexed.ok())
        return indexed.error();
    const auto noted =
        noteActivity(connection, message, row.value(), place.value(), standing.value());
    if (!noted.ok())
        return noted.error();
    return std::optional(row.value());
}

Result<void> MessageStore::setAccepted(Transaction& transaction, MessageRow row, Seq seq) {
    Connection& connection = transaction.connection();
    const auto conversation = conversationOf(connection, row);
    if (!conversation.ok())
        return conversation.error();
    const auto standing = standingOf(connection, conversation.value());
    if (!standing.ok())
        return standing.error();
    const auto place = placeOf(standing.value().era, seq);
    if (!place.ok())
        return place.error();
    Statement update =
        connection.prepare("UPDATE messages SET place = ?2, seq = ?3, state = ?4, failure = NULL"
                           " WHERE id = ?1 AND erased = 0");
    update.bind(row).bind(place.value()).bind(seq).bind(MessageState::Accepted);
    if (const auto done = update.run(); !done.ok())
        return done.error();
    return refreshLastMessage(connection, conversation.value());
}

Result<void> MessageStore::setState(Transaction& transaction, MessageRow row, MessageState state,
                                    std::optional<ErrorCode> failure) {
    Connection& connection = transaction.connection();
    Statement ask = connection.prepare("SELECT seq IS NOT NULL FROM messages WHERE id = ?1");
    ask.bind(row);
    const auto placed = readInteger(ask);
    if (!placed.ok())
        return placed.error();
    const bool waits = state == MessageState::Queued || state == MessageState::Sealed ||
                       state == MessageState::Failed;
    if (placed.value() != 0 && waits) {
        if (const auto moved = moveToEnd(transaction, row); !moved.ok())
            return moved.error();
        Statement clock = connection.prepare("DELETE FROM timers WHERE message = ?1");
        if (const auto stopped = clock.bind(row).run(); !stopped.ok())
            return stopped.error();
    }
    Statement update =
        connection.prepare("UPDATE messages SET state = ?2, failure = ?3 WHERE id = ?1");
    return update.bind(row).bind(state).bind(failure).run();
}

Result<void> MessageStore::moveToEnd(Transaction& transaction, MessageRow row) {
    Connection& connection = transaction.connection();
    const auto conversation = conversationOf(connection, row);
    if (!conversation.ok())
        return conversation.error();
    const auto place = waitingPlace(connection, conversation.value());
    if (!place.ok())
        return place.error();
    Statement update =
        connection.prepare("UPDATE messages SET place = ?2, seq = NULL WHERE id = ?1");
    if (const auto moved = update.bind(row).bind(place.value()).run(); !moved.ok())
        return moved.error();
    return refreshLastMessage(connection, conversation.value());
}

Result<void> MessageStore::setMessageId(Transaction& transaction, MessageRow row,
                                        const MessageId& id) {
    Statement update =
        transaction.connection().prepare("UPDATE messages SET message_id = ?2 WHERE id = ?1");
    return update.bind(row).bind(id).run();
}

Result<std::vector<MessageRow>> MessageStore::applyReceipt(Transaction& transaction,
                                                           ConversationId conversation,
                                                           const Receipt& receipt) {
    Connection& connection = transaction.connection();
    const auto standing = standingOf(connection, conversation);
    if (!standing.ok())
        return standing.error();
    const auto first = placeOf(standing.value().era, receipt.first);
    if (!first.ok())
        return first.error();
    const auto last = placeOf(standing.value().era, receipt.last);
    if (!last.ok())
        return last.error();
    const auto user = userNumber(connection, receipt.user);
    if (!user.ok())
        return user.error();
    const auto own = ownInRange(connection, conversation, first.value(), last.value());
    if (!own.ok())
        return own.error();
    std::vector<MessageRow> changed;
    for (const OwnMessage& message : own.value()) {
        const auto news = noteReceipt(connection, message.row, user.value(), receipt);
        if (!news.ok())
            return news.error();
        if (news.value().delivered == 0 && news.value().read == 0)
            continue;
        const std::int32_t delivered = message.deliveredTo + news.value().delivered;
        const bool everybody = message.recipients > 0 && delivered >= message.recipients;
        Statement update = connection.prepare(
            "UPDATE messages SET delivered_to = ?2, read_by = ?3, state = ?4 WHERE id = ?1");
        update.bind(message.row).bind(std::int64_t{delivered});
        update.bind(std::int64_t{message.readBy + news.value().read});
        update.bind(everybody ? MessageState::Delivered : MessageState::Accepted);
        if (const auto done = update.run(); !done.ok())
            return done.error();
        changed.push_back(message.row);
    }
    return changed;
}

Result<std::optional<MessageRow>> MessageStore::findById(ConversationId conversation,
                                                         const UserId& sender,
                                                         const MessageId& id) const {
    Statement statement = m_connection->prepare(
        "SELECT m.id FROM messages m JOIN users u ON u.id = m.sender"
        " WHERE substr(m.message_id, 1, 8) = substr(?1, 1, 8) AND m.message_id = ?1"
        " AND m.conversation = ?2 AND u.user_id = ?3");
    statement.bind(id).bind(conversation).bind(sender);
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::optional<MessageRow>> MessageStore::findById(ConversationId conversation,
                                                         const MessageId& id) const {
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE substr(message_id, 1, 8) = substr(?1, 1, 8)"
        " AND message_id = ?1 AND conversation = ?2 ORDER BY id LIMIT 1");
    statement.bind(id).bind(conversation);
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::optional<MessageRow>> MessageStore::findById(const MessageId& id) const {
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE substr(message_id, 1, 8) = substr(?1, 1, 8)"
        " AND message_id = ?1 ORDER BY id LIMIT 1");
    return readOne(statement.bind(id), [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::vector<MessageRow>> MessageStore::answersTo(ConversationId conversation,
                                                        const MessageId& id,
                                                        std::uint32_t count) const {
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE substr(reply_to, 1, 8) = substr(?1, 1, 8)"
        " AND reply_to = ?1 AND conversation = ?2 ORDER BY id DESC LIMIT ?3");
    statement.bind(id).bind(conversation).bind(std::int64_t{count});
    return readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::vector<MessageStore::Range>>
MessageStore::newlyRead(ConversationId conversation, std::int64_t first, std::int64_t last) const {
    const auto standing = standingOf(*m_connection, conversation);
    if (!standing.ok())
        return standing.error();
    const std::int64_t begin =
        std::max({first, standing.value().readPlace + 1, standing.value().era << kSeqBits});
    Statement statement = m_connection->prepare(
        "SELECT seq, kind, EXISTS(SELECT 1 FROM read_ranges r WHERE r.conversation = ?1"
        " AND messages.place BETWEEN r.first_place AND r.last_place) FROM messages"
        " WHERE conversation = ?1 AND place >= ?2 AND place <= ?3"
        " AND state = ?4 AND seq IS NOT NULL ORDER BY place");
    statement.bind(conversation).bind(begin).bind(last).bind(MessageState::Received);
    struct Row {
        Seq seq;
        MessageKind kind = MessageKind::Text;
        bool known = false;
    };
    const auto rows = readAll(statement, [](Statement& columns) {
        Row row;
        row.seq = columns.number<Seq>();
        row.kind = columns.enumeration<MessageKind>();
        row.known = columns.integer() != 0;
        return row;
    });
    if (!rows.ok())
        return rows.error();
    std::vector<Range> ranges;
    bool open = false;
    for (const Row& row : rows.value()) {
        const bool told =
            row.known || row.kind == MessageKind::Undecryptable || row.kind == MessageKind::Unknown;
        const bool line = std::ranges::find(kLineKinds, row.kind) != kLineKinds.end();
        if (!told && !line && open)
            ranges.back().last = row.seq;
        else if (!told && !line)
            ranges.push_back({row.seq, row.seq});
        open = !told && (open || !line);
    }
    return ranges;
}

Result<std::optional<MessageRow>> MessageStore::findBySeq(ConversationId conversation,
                                                          Seq seq) const {
    const auto standing = standingOf(*m_connection, conversation);
    if (!standing.ok())
        return standing.error();
    const auto place = placeOf(standing.value().era, seq);
    if (!place.ok())
        return place.error();
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE conversation = ?1 AND place = ?2 ORDER BY id LIMIT 1");
    statement.bind(conversation).bind(place.value());
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::optional<MessageRow>> MessageStore::firstUnread(ConversationId conversation) const {
    const auto standing = standingOf(*m_connection, conversation);
    if (!standing.ok())
        return standing.error();
    Statement statement = m_connection->prepare(
        "SELECT id FROM messages WHERE conversation = ?1 AND place > ?2 AND state = ?3"
        " AND kind NOT IN (?4, ?5) AND erased = 0 AND NOT EXISTS (SELECT 1 FROM read_ranges r"
        " WHERE r.conversation = ?1 AND messages.place BETWEEN r.first_place AND r.last_place)"
        " ORDER BY place, id LIMIT 1");
    statement.bind(conversation).bind(standing.value().readPlace);
    statement.bind(MessageState::Received).bind(kLineKinds[0]).bind(kLineKinds[1]);
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

/// By halves: nothing has an index of moments, and what stands further down was said later.
Result<std::optional<MessageRow>> MessageStore::firstSince(ConversationId conversation,
                                                           Milliseconds moment) const {
    struct Found {
        std::int64_t place;
        MessageRow row;
        std::int64_t sentAt;
    };
    const auto from = [&](std::int64_t place) {
        Statement statement = m_connection->prepare(
            "SELECT place, id, sent_at FROM messages WHERE conversation = ?1 AND place >= ?2"
            " ORDER BY place, id LIMIT 1");
        statement.bind(conversation).bind(place);
        return readOne(statement, [](Statement& row) {
            Found found{};
            found.place = row.integer();
            found.row = row.number<MessageRow>();
            found.sentAt = row.integer();
            return found;
        });
    };
    std::int64_t low = 0; // everything before it was said before
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    std::optional<MessageRow> first;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        const auto found = from(middle);
        if (!found.ok())
            return found.error();
        if (!found.value()) {
            high = middle;
        } else if (found.value()->sentAt >= moment.count()) {
            first = found.value()->row;
            high = middle;
        } else {
            low = found.value()->place + 1;
        }
    }
    return first;
}

Result<std::int64_t> MessageStore::count(ConversationId conversation) const {
    Statement statement =
        m_connection->prepare("SELECT count(*) FROM messages WHERE conversation = ?1");
    statement.bind(conversation);
    return readInteger(statement);
}

Result<std::vector<StoredReceipt>> MessageStore::receiptsOf(MessageRow row) const {
    Statement statement = m_connection->prepare(
        "SELECT u.user_id, r.delivered_at, r.read_at FROM receipts r JOIN users u ON u.id = r.user"
        " WHERE r.message = ?1 ORDER BY u.user_id");
    return readAll(statement.bind(row), [](Statement& columns) {
        StoredReceipt receipt;
        receipt.user = columns.id<UserId>();
        receipt.deliveredAt = columns.milliseconds();
        receipt.readAt = columns.optionalMilliseconds();
        return receipt;
    });
}

Result<std::vector<Bytes>> MessageStore::linesAfter(MessageRow row) const {
    Statement statement = m_connection->prepare(
        "SELECT b.detail FROM messages o JOIN messages m ON m.conversation = o.conversation"
        " AND m.kind = 2 AND m.place > o.place JOIN bodies b ON b.id = m.id"
        " WHERE o.id = ?1 AND m.erased = 0 ORDER BY m.place");
    return readAll(statement.bind(row), [](Statement& columns) { return columns.blob(); });
}

} // namespace kontor::storage
