#include "storage/conversation_store.h"

#include "storage/commit_store.h"
#include "storage/erasure.h"
#include "storage/group_store_sql.h"
#include "storage/message_store.h"
#include "storage/outbox_store.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/unread.h"

#include <algorithm>

namespace kontor::storage {

namespace {

#define KONTOR_CONVERSATION_COLUMNS                                                                \
    "SELECT c.id, g.group_id, c.kind, p.user_id, c.state, c.reason, c.name, c.description,"        \
    " c.settings_seq, c.lifetime_ms, c.cursor, c.era, c.read_place, c.unread, c.created_at,"       \
    " c.last_activity, c.last_message, c.muted_until, c.shelf, c.marked_unread, c.mention FROM "   \
    "conversations c"                                                                              \
    " JOIN groups g ON g.id = c.group_number LEFT JOIN users p ON p.id = c.peer "

ConversationRecord readConversation(Statement& row) {
    ConversationRecord record;
    record.id = row.number<ConversationId>();
    record.group = row.id<GroupId>();
    record.kind = row.enumeration<ConversationKind>();
    record.peer = row.optionalId<UserId>();
    record.state = row.enumeration<ConversationState>();
    record.reason = row.optionalErrorCode();
    record.name = row.text();
    record.description = row.text();
    record.settingsSeq = row.number<Seq>();
    record.lifetime = row.milliseconds();
    record.cursor = row.number<Seq>();
    const std::int64_t era = row.integer();
    const std::int64_t readPlace = row.integer();
    record.readUpTo = eraOfPlace(readPlace) == era ? seqOfPlace(readPlace) : Seq();
    record.unread = static_cast<std::int32_t>(row.integer());
    record.createdAt = row.milliseconds();
    record.lastActivity = row.milliseconds();
    record.lastMessage = row.optionalNumber<MessageRow>();
    record.mutedUntil = row.milliseconds();
    record.shelf = row.enumeration<Shelf>();
    record.mark = row.enumeration<UnreadMark>();
    record.era = era;
    record.mention = row.optionalNumber<MessageRow>();
    return record;
}

Result<std::optional<std::int64_t>> numberOfPeer(Connection& connection,
                                                 const std::optional<UserId>& peer) {
    if (!peer)
        return std::optional<std::int64_t>();
    const auto number = userNumber(connection, *peer);
    if (!number.ok())
        return number.error();
    return std::optional(number.value());
}

Result<void> runFor(Connection& connection, std::string_view sql, ConversationId conversation) {
    Statement statement = connection.prepare(sql);
    return statement.bind(conversation).run();
}

/// What hangs on a conversation and on no message, in an order that foreign keys allow.
constexpr auto kDeletions = std::to_array<std::string_view>({
    "DELETE FROM timers WHERE message IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM receipts WHERE message IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM polls WHERE message IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM pins WHERE conversation = ?1",
    "DELETE FROM reactions WHERE message IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM revisions WHERE message IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM bodies WHERE id IN (SELECT id FROM messages WHERE conversation = ?1)",
    "DELETE FROM messages WHERE conversation = ?1",
    "DELETE FROM intents WHERE conversation = ?1",
    "DELETE FROM log_gaps WHERE conversation = ?1",
    "DELETE FROM read_ranges WHERE conversation = ?1",
    "DELETE FROM told_cards WHERE conversation = ?1",
    "DELETE FROM members WHERE conversation = ?1",
    "DELETE FROM conversations WHERE id = ?1",
});

/// Entries of others in a stretch that are to be read by somebody, both ends left out.
Result<bool> anythingBetween(Connection& connection, ConversationId conversation,
                             std::int64_t after, std::int64_t before) {
    Statement statement = connection.prepare(
        "SELECT EXISTS(SELECT 1 FROM messages WHERE conversation = ?1 AND place > ?2 AND place < ?3"
        " AND state = ?4 AND kind NOT IN (?5, ?6) AND erased = 0)");
    statement.bind(conversation).bind(after).bind(before).bind(MessageState::Received);
    const auto found = readInteger(statement.bind(kLineKinds[0]).bind(kLineKinds[1]));
    if (!found.ok())
        return found.error();
    return found.value() != 0;
}

struct ReadRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

Result<std::vector<ReadRange>> readRanges(Connection& connection, ConversationId conversation) {
    Statement statement = connection.prepare("SELECT first_place, last_place FROM read_ranges"
                                             " WHERE conversation = ?1 ORDER BY first_place");
    statement.bind(conversation);
    return readAll(statement, [](Statement& row) {
        ReadRange range;
        range.first = row.integer();
        range.last = row.integer();
        return range;
    });
}

Result<std::int64_t> readPlaceOf(Connection& connection, ConversationId conversation) {
    Statement statement = connection.prepare("SELECT read_place FROM conversations WHERE id = ?1");
    return readInteger(statement.bind(conversation));
}

/// Stretches with nothing unread in between become one; the first may belong to read_place.
Result<std::vector<ReadRange>> joined(Connection& connection, ConversationId conversation,
                                      const std::vector<ReadRange>& ranges, std::int64_t& upTo) {
    std::vector<ReadRange> kept;
    for (const ReadRange& range : ranges) {
        std::int64_t& end = kept.empty() ? upTo : kept.back().last;
        if (range.first > end + 1) {
            const auto apart = anythingBetween(connection, conversation, end, range.first);
            if (!apart.ok())
                return apart.error();
            if (apart.value()) {
                kept.push_back(range);
                continue;
            }
        }
        end = std::max(end, range.last);
    }
    return kept;
}

Result<void> joinReadRanges(Connection& connection, ConversationId conversation) {
    const auto ranges = readRanges(connection, conversation);
    if (!ranges.ok())
        return ranges.error();
    auto upTo = readPlaceOf(connection, conversation);
    if (!upTo.ok())
        return upTo.error();
    const auto kept = joined(connection, conversation, ranges.value(), upTo.value());
    if (!kept.ok())
        return kept.error();
    if (auto gone =
            runFor(connection, "DELETE FROM read_ranges WHERE conversation = ?1", conversation);
        !gone.ok())
        return gone;
    for (const ReadRange& range : kept.value()) {
        Statement insert = connection.prepare(
            "INSERT INTO read_ranges(conversation, first_place, last_place) VALUES (?1, ?2, ?3)");
        if (auto put = insert.bind(conversation).bind(range.first).bind(range.last).run();
            !put.ok())
            return put;
    }
    Statement move = connection.prepare("UPDATE conversations SET read_place = ?2 WHERE id = ?1");
    if (auto moved = move.bind(conversation).bind(upTo.value()).run(); !moved.ok())
        return moved;
    return recountUnread(connection, conversation);
}

} // namespace

Result<ConversationId> ConversationStore::create(Transaction& transaction,
                                                 const NewConversation& conversation) {
    Connection& connection = transaction.connection();
    const auto known = findByGroup(conversation.group);
    if (!known.ok())
        return known.error();
    if (known.value())
        return ErrorCode::GroupExists;
    const auto readPlace = placeOf(1, conversation.cursor);
    if (!readPlace.ok())
        return readPlace.error();
    const auto group = groupNumber(connection, conversation.group);
    if (!group.ok())
        return group.error();
    const auto peer = numberOfPeer(connection, conversation.peer);
    if (!peer.ok())
        return peer.error();
    Statement insert = connection.prepare(
        "INSERT INTO conversations(group_number, era, kind, peer, state, name, description,"
        " settings_seq, lifetime_ms, cursor, read_place, unread, created_at, last_activity)"
        " VALUES (?1, 1, ?2, ?3, ?4, ?5, '', 0, 0, ?6, ?7, 0, ?8, ?8)");
    insert.bind(group.value()).bind(conversation.kind).bind(peer.value());
    insert.bind(ConversationState::Live).bind(conversation.name).bind(conversation.cursor);
    insert.bind(readPlace.value()).bind(conversation.createdAt);
    if (const auto made = insert.run(); !made.ok())
        return made.error();
    return ConversationId(connection.lastRow());
}

Result<void> ConversationStore::moveToGroup(Transaction& transaction, ConversationId conversation,
                                            const GroupId& group, Seq cursor) {
    Connection& connection = transaction.connection();
    const auto present = find(conversation);
    if (!present.ok())
        return present.error();
    if (!present.value())
        return ErrorCode::ConversationUnknown;
    GroupStoreSql oldRows(transaction, present.value()->group);
    if (const auto gone = oldRows.eraseGroup(); !gone.ok())
        return gone.error();
    const auto number = groupNumber(connection, group);
    if (!number.ok())
        return number.error();
    Statement update = connection.prepare(
        "UPDATE conversations SET group_number = ?2, era = era + 1, state = ?3, reason = NULL,"
        " cursor = ?4, settings_seq = 0 WHERE id = ?1");
    update.bind(conversation).bind(number.value()).bind(ConversationState::Live).bind(cursor);
    if (const auto moved = update.run(); !moved.ok())
        return moved.error();
    const auto gaps =
        runFor(connection, "DELETE FROM log_gaps WHERE conversation = ?1", conversation);
    if (!gaps.ok())
        return gaps.error();
    return runFor(connection, "DELETE FROM members WHERE conversation = ?1", conversation);
}

Result<void> ConversationStore::beginEra(Transaction& transaction, ConversationId conversation) {
    Connection& connection = transaction.connection();
    if (auto begun = runFor(connection,
                            "UPDATE conversations SET era = era + 1, settings_seq = 0"
                            " WHERE id = ?1",
                            conversation);
        !begun.ok())
        return begun;
    return runFor(connection, "DELETE FROM log_gaps WHERE conversation = ?1", conversation);
}

Result<std::vector<MessageRow>> ConversationStore::remove(Transaction& transaction,
                                                          ConversationId conversation) {
    Connection& connection = transaction.connection();
    const auto present = find(conversation);
    if (!present.ok())
        return present.error();
    if (!present.value())
        return std::vector<MessageRow>();
    Statement statement = connection.prepare("SELECT id FROM messages WHERE conversation = ?1");
    statement.bind(conversation);
    const auto rows = readAll(statement, [](Statement& row) { return row.number<MessageRow>(); });
    if (!rows.ok())
        return rows.error();
    auto erased = eraseMessages(transaction, rows.value());
    if (!erased.ok())
        return erased;
    if (const auto sent = OutboxStore(connection).removeAll(transaction, conversation); !sent.ok())
        return sent.error();
    if (const auto gone = CommitStore(connection).unstage(transaction, conversation); !gone.ok())
        return gone.error();
    for (const std::string_view sql : kDeletions) {
        if (const auto done = runFor(connection, sql, conversation); !done.ok())
            return done.error();
    }
    GroupStoreSql groupRows(transaction, present.value()->group);
    if (const auto gone = groupRows.eraseGroup(); !gone.ok())
        return gone.error();
    return erased;
}

Result<std::optional<ConversationRecord>>
ConversationStore::find(ConversationId conversation) const {
    Statement statement = m_connection->prepare(KONTOR_CONVERSATION_COLUMNS "WHERE c.id = ?1");
    statement.bind(conversation);
    return readOne(statement, readConversation);
}

Result<std::optional<ConversationRecord>>
ConversationStore::findByGroup(const GroupId& group) const {
    Statement statement =
        m_connection->prepare(KONTOR_CONVERSATION_COLUMNS "WHERE g.group_id = ?1");
    statement.bind(group);
    return readOne(statement, readConversation);
}

Result<std::optional<ConversationRecord>> ConversationStore::findDirect(const UserId& peer) const {
    Statement statement = m_connection->prepare(
        KONTOR_CONVERSATION_COLUMNS "WHERE p.user_id = ?1 AND c.kind = ?2 ORDER BY c.id LIMIT 1");
    statement.bind(peer).bind(ConversationKind::Direct);
    return readOne(statement, readConversation);
}

Result<std::optional<ConversationRecord>> ConversationStore::findSelf() const {
    Statement statement = m_connection->prepare(KONTOR_CONVERSATION_COLUMNS
                                                "WHERE c.kind = ?1 ORDER BY c.id LIMIT 1");
    statement.bind(ConversationKind::Self);
    return readOne(statement, readConversation);
}

Result<std::vector<ConversationRecord>> ConversationStore::list(std::uint32_t offset,
                                                                std::uint32_t count) const {
    Statement statement = m_connection->prepare(
        KONTOR_CONVERSATION_COLUMNS "WHERE c.shelf > 0 ORDER BY c.shelf DESC, c.last_activity DESC,"
                                    " c.id DESC LIMIT ?1 OFFSET ?2");
    statement.bind(static_cast<std::int64_t>(count)).bind(static_cast<std::int64_t>(offset));
    return readAll(statement, readConversation);
}

Result<std::vector<ConversationRecord>> ConversationStore::archive(std::uint32_t offset,
                                                                   std::uint32_t count) const {
    Statement statement = m_connection->prepare(
        KONTOR_CONVERSATION_COLUMNS "WHERE c.shelf = 0 ORDER BY c.last_activity DESC, c.id DESC"
                                    " LIMIT ?1 OFFSET ?2");
    statement.bind(static_cast<std::int64_t>(count)).bind(static_cast<std::int64_t>(offset));
    return readAll(statement, readConversation);
}

Result<std::int64_t> ConversationStore::countArchived() const {
    Statement statement =
        m_connection->prepare("SELECT count(*) FROM conversations WHERE shelf = 0");
    return readInteger(statement);
}

Result<std::vector<ConversationRecord>> ConversationStore::all() const {
    Statement statement = m_connection->prepare(KONTOR_CONVERSATION_COLUMNS "ORDER BY c.id");
    return readAll(statement, readConversation);
}

Result<std::vector<ConversationRecord>>
ConversationStore::withGroupPart(mls::StatePart part) const {
    Statement statement = m_connection->prepare(KONTOR_CONVERSATION_COLUMNS
                                                "WHERE EXISTS (SELECT 1 FROM group_rows r WHERE"
                                                " r.group_number = c.group_number AND r.part = ?1)"
                                                " ORDER BY c.id");
    statement.bind(part);
    return readAll(statement, readConversation);
}

#undef KONTOR_CONVERSATION_COLUMNS

Result<void> ConversationStore::setState(Transaction& transaction, ConversationId conversation,
                                         ConversationState state, std::optional<ErrorCode> reason) {
    Statement update = transaction.connection().prepare(
        "UPDATE conversations SET state = ?2, reason = ?3 WHERE id = ?1");
    return update.bind(conversation).bind(state).bind(reason).run();
}

Result<void> ConversationStore::setSettings(Transaction& transaction, ConversationId conversation,
                                            const Settings& settings) {
    Statement update = transaction.connection().prepare(
        "UPDATE conversations SET name = ?2, description = ?3, lifetime_ms = ?4,"
        " settings_seq = ?5 WHERE id = ?1");
    update.bind(conversation).bind(settings.name).bind(settings.description);
    return update.bind(settings.lifetime).bind(settings.seq).run();
}

Result<void> ConversationStore::setCursor(Transaction& transaction, ConversationId conversation,
                                          Seq cursor) {
    Statement update =
        transaction.connection().prepare("UPDATE conversations SET cursor = ?2 WHERE id = ?1");
    return update.bind(conversation).bind(cursor).run();
}

Result<void> ConversationStore::noteActivity(Transaction& transaction, ConversationId conversation,
                                             Milliseconds at) {
    Statement update = transaction.connection().prepare(
        "UPDATE conversations SET last_activity = ?2 WHERE id = ?1 AND last_activity < ?2");
    return update.bind(conversation).bind(at).run();
}

Result<void> ConversationStore::setReadUpTo(Transaction& transaction, ConversationId conversation,
                                            Seq seq) {
    Connection& connection = transaction.connection();
    const auto inEra = placeOf(0, seq);
    if (!inEra.ok())
        return inEra.error();
    Statement update = connection.prepare(
        "UPDATE conversations SET read_place = max(read_place, (era << 40) | ?2) WHERE id = ?1");
    if (const auto moved = update.bind(conversation).bind(inEra.value()).run(); !moved.ok())
        return moved.error();
    return joinReadRanges(connection, conversation);
}

Result<void> ConversationStore::addRead(Transaction& transaction, ConversationId conversation,
                                        std::int64_t first, std::int64_t last) {
    Connection& connection = transaction.connection();
    Statement insert = connection.prepare(
        "INSERT INTO read_ranges(conversation, first_place, last_place) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET last_place = max(last_place, ?3)");
    if (const auto added = insert.bind(conversation).bind(first).bind(last).run(); !added.ok())
        return added.error();
    return joinReadRanges(connection, conversation);
}

Result<void> ConversationStore::setKind(Transaction& transaction, ConversationId conversation,
                                        ConversationKind kind, const std::optional<UserId>& peer) {
    Connection& connection = transaction.connection();
    const auto number = numberOfPeer(connection, peer);
    if (!number.ok())
        return number.error();
    Statement update =
        connection.prepare("UPDATE conversations SET kind = ?2, peer = ?3 WHERE id = ?1");
    return update.bind(conversation).bind(kind).bind(number.value()).run();
}

Result<void> ConversationStore::setShelf(Transaction& transaction, ConversationId conversation,
                                         Shelf shelf) {
    Statement update =
        transaction.connection().prepare("UPDATE conversations SET shelf = ?2 WHERE id = ?1");
    return update.bind(conversation).bind(shelf).run();
}

Result<void> ConversationStore::setMark(Transaction& transaction, ConversationId conversation,
                                        UnreadMark mark) {
    Statement update = transaction.connection().prepare(
        "UPDATE conversations SET marked_unread = ?2 WHERE id = ?1");
    return update.bind(conversation).bind(mark).run();
}

Result<void> ConversationStore::setMembers(Transaction& transaction, ConversationId conversation,
                                           const std::vector<MemberRecord>& members) {
    Connection& connection = transaction.connection();
    const auto cleared =
        runFor(connection, "DELETE FROM members WHERE conversation = ?1", conversation);
    if (!cleared.ok())
        return cleared.error();
    for (const MemberRecord& member : members) {
        const auto user = userNumber(connection, member.user);
        if (!user.ok())
            return user.error();
        const auto device = deviceNumber(connection, member.device, user.value());
        if (!device.ok())
            return device.error();
        Statement insert = connection.prepare(
            "INSERT INTO members(conversation, leaf, user, device) VALUES (?1, ?2, ?3, ?4)");
        insert.bind(conversation).bind(static_cast<std::int64_t>(member.leaf));
        const auto added = insert.bind(user.value()).bind(device.value()).run();
        if (!added.ok())
            return added.error();
    }
    return {};
}

Result<std::vector<MemberRecord>> ConversationStore::members(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        "SELECT u.user_id, d.device_id, m.leaf FROM members m JOIN users u ON u.id = m.user"
        " JOIN devices d ON d.id = m.device WHERE m.conversation = ?1 ORDER BY m.leaf");
    statement.bind(conversation);
    return readAll(statement, [](Statement& row) {
        MemberRecord member;
        member.user = row.id<UserId>();
        member.device = row.id<DeviceId>();
        member.leaf = static_cast<std::uint32_t>(row.integer());
        return member;
    });
}

Result<std::vector<ConversationId>> ConversationStore::withMember(const UserId& user) const {
    Statement statement = m_connection->prepare(
        "SELECT DISTINCT m.conversation FROM members m JOIN users u ON u.id = m.user"
        " WHERE u.user_id = ?1 ORDER BY m.conversation");
    statement.bind(user);
    return readAll(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

Result<void> ConversationStore::addGap(Transaction& transaction, ConversationId conversation,
                                       LogGap gap) {
    Statement insert = transaction.connection().prepare(
        "INSERT INTO log_gaps(conversation, first_seq, last_seq) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET last_seq = max(last_seq, ?3)");
    return insert.bind(conversation).bind(gap.first).bind(gap.last).run();
}

Result<bool> ConversationStore::inGap(ConversationId conversation, Seq seq) const {
    Statement statement = m_connection->prepare(
        "SELECT EXISTS(SELECT 1 FROM log_gaps WHERE conversation = ?1 AND first_seq <= ?2"
        " AND last_seq >= ?2)");
    statement.bind(conversation).bind(seq);
    const auto found = readInteger(statement);
    if (!found.ok())
        return found.error();
    return found.value() != 0;
}

Result<void> ConversationStore::setMutedUntil(Transaction& transaction, ConversationId conversation,
                                              Milliseconds until) {
    Statement update =
        transaction.connection().prepare("UPDATE conversations SET muted_until = ?2 WHERE id = ?1");
    return update.bind(conversation).bind(until).run();
}

Result<std::vector<ConversationId>> ConversationStore::mutedUntilBefore(Milliseconds now) const {
    Statement statement = m_connection->prepare(
        "SELECT id FROM conversations WHERE muted_until BETWEEN 1 AND ?1 ORDER BY id");
    statement.bind(now);
    return readAll(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

Result<std::optional<Milliseconds>> ConversationStore::nextUnmute() const {
    Statement statement = m_connection->prepare("SELECT muted_until FROM conversations"
                                                " WHERE muted_until > 0 ORDER BY 1 LIMIT 1");
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

Result<std::int64_t> ConversationStore::totalUnread() const {
    Statement statement =
        m_connection->prepare("SELECT sum(max(unread, marked_unread)) FROM conversations"
                              " WHERE muted_until = 0 AND shelf > 0");
    return readInteger(statement);
}

} // namespace kontor::storage
