#include "storage/card_store.h"

#include "storage/conversation_store.h"
#include "storage/peers.h"
#include "storage/rows.h"

namespace kontor::storage {

Result<void> CardStore::putStatus(Transaction& transaction, const UserId& user, std::int64_t number,
                                  const StatusRecord& status) {
    const auto row = userNumber(transaction.connection(), user);
    if (!row.ok())
        return row.error();
    Statement put = transaction.connection().prepare(
        "INSERT INTO cards(user, status_number, availability, line, until)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET"
        " status_number = ?2, availability = ?3, line = ?4, until = ?5");
    put.bind(row.value()).bind(number).bind(status.availability);
    return put.bind(status.line).bind(status.until).run();
}

Result<void> CardStore::putAvatar(Transaction& transaction, const UserId& user, std::int64_t number,
                                  ByteView picture) {
    const auto row = userNumber(transaction.connection(), user);
    if (!row.ok())
        return row.error();
    Statement put = transaction.connection().prepare(
        "INSERT INTO cards(user, avatar_number, avatar) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET avatar_number = ?2, avatar = ?3");
    return put.bind(row.value()).bind(number).bind(picture).run();
}

Result<CardRecord> CardStore::find(const UserId& user) const {
    Statement statement = m_connection->prepare(
        "SELECT status_number, availability, line, until, avatar_number FROM cards"
        " WHERE user = (SELECT id FROM users WHERE user_id = ?1)");
    const auto found = readOne(statement.bind(user), [](Statement& row) {
        CardRecord card;
        card.statusNumber = row.integer();
        card.status.availability = row.enumeration<StatusRecord::Availability>();
        card.status.line = row.text();
        card.status.until = row.milliseconds();
        card.avatarNumber = row.integer();
        return card;
    });
    if (!found.ok())
        return found.error();
    return found.value().value_or(CardRecord());
}

Result<Bytes> CardStore::avatar(const UserId& user) const {
    Statement statement = m_connection->prepare(
        "SELECT avatar FROM cards WHERE user = (SELECT id FROM users WHERE user_id = ?1)");
    const auto found = readOne(statement.bind(user), [](Statement& row) { return row.blob(); });
    if (!found.ok())
        return found.error();
    return found.value().value_or(Bytes());
}

Result<std::vector<UserId>> CardStore::endedBy(Milliseconds now) const {
    Statement statement =
        m_connection->prepare("SELECT u.user_id FROM cards c JOIN users u ON u.id = c.user"
                              " WHERE c.until > 0 AND c.until <= ?1 ORDER BY c.until, c.user");
    return readAll(statement.bind(now), [](Statement& row) { return row.id<UserId>(); });
}

Result<std::optional<Milliseconds>> CardStore::nextEnd() const {
    Statement statement =
        m_connection->prepare("SELECT until FROM cards WHERE until > 0 ORDER BY until LIMIT 1");
    return readOne(statement, [](Statement& row) { return row.milliseconds(); });
}

Result<void> CardStore::endStatus(Transaction& transaction, const UserId& user) {
    Statement end =
        transaction.connection().prepare("UPDATE cards SET availability = 0, line = '', until = 0"
                                         " WHERE user = (SELECT id FROM users WHERE user_id = ?1)");
    return end.bind(user).run();
}

// A company's group has everybody: so where somebody was told is looked up among her own rows.
Result<std::optional<ConversationId>> CardStore::mostUntold(const News& news) const {
    Statement statement = m_connection->prepare(
        "WITH told AS MATERIALIZED (SELECT t.device, t.number, EXISTS("
        "   SELECT 1 FROM members x JOIN conversations y ON y.id = x.conversation"
        "   WHERE x.user = (SELECT d.user FROM devices d WHERE d.id = t.device)"
        "   AND +x.conversation = t.conversation AND x.device = t.device AND y.state = ?4) AS holds"
        " FROM told_cards t WHERE t.what = ?1)"
        " SELECT m.conversation FROM members m JOIN conversations c ON c.id = m.conversation"
        " JOIN devices d ON d.id = m.device LEFT JOIN told ON told.device = m.device"
        " WHERE c.state = ?4 AND c.kind <> ?5 AND d.device_id <> ?3"
        " AND (told.device IS NULL OR told.number < ?2 OR NOT told.holds)"
        " AND (?6 = 0 OR told.number < ?2)"
        " GROUP BY m.conversation ORDER BY count(*) DESC, m.conversation LIMIT 1");
    statement.bind(news.part).bind(news.number).bind(news.own);
    statement.bind(ConversationState::Live).bind(ConversationKind::Self).bind(news.whom);
    return readOne(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

Result<void> CardStore::noteTold(Transaction& transaction, ConversationId conversation,
                                 CardPart part, std::int64_t number) {
    Statement note = transaction.connection().prepare(
        "INSERT INTO told_cards(device, what, number, conversation)"
        " SELECT DISTINCT device, ?2, ?3, ?1 FROM members WHERE conversation = ?1"
        " ON CONFLICT DO UPDATE SET number = ?3, conversation = ?1");
    return note.bind(conversation).bind(part).bind(number).run();
}

Result<void> CardStore::forgetTold(Transaction& transaction, const DeviceId& device) {
    Statement gone =
        transaction.connection().prepare("UPDATE told_cards SET number = 0 WHERE device ="
                                         " (SELECT id FROM devices WHERE device_id = ?1)");
    return gone.bind(device).run();
}

Result<void> CardStore::forgetToldIn(Transaction& transaction, ConversationId conversation) {
    Statement gone = transaction.connection().prepare(
        "UPDATE told_cards SET number = 0 WHERE conversation = ?1");
    return gone.bind(conversation).run();
}

// The number goes, not the row: that something was told once is still true (News::Whom).
Result<void> CardStore::forgetToldOutside(Transaction& transaction, ConversationId conversation,
                                          const DeviceId& own) {
    Statement gone = transaction.connection().prepare(
        "UPDATE told_cards SET number = 0 WHERE conversation = ?1"
        " AND (device NOT IN (SELECT device FROM members WHERE conversation = ?1)"
        " OR NOT EXISTS (SELECT 1 FROM members m JOIN devices d ON d.id = m.device"
        " WHERE m.conversation = ?1 AND d.device_id = ?2))");
    return gone.bind(conversation).bind(own).run();
}

} // namespace kontor::storage
