#include "storage/index_rows.h"

#include "storage/fold.h"
#include "storage/message_store.h"
#include "storage/rows.h"

#include <algorithm>
#include <array>
#include <span>

namespace kontor::storage {

namespace {

struct IndexText {
    std::string_view put;
    std::string_view takeOut;
    std::string_view empty;
};
constexpr IndexText kLasting{
    "INSERT INTO search(rowid, t, c, s, p) VALUES (?1, ?2, ?3, ?4, '')",
    "INSERT INTO search(search, rowid, t, c, s, p) VALUES ('delete', ?1, ?2, ?3, ?4, '')",
    "INSERT INTO search(search) VALUES ('delete-all')"};
constexpr IndexText kTimed{
    "INSERT INTO search_timed(rowid, t, c, s, p) VALUES (?1, ?2, ?3, ?4, '')",
    "INSERT INTO search_timed(search_timed, rowid, t, c, s, p)"
    " VALUES ('delete', ?1, ?2, ?3, ?4, '')",
    "INSERT INTO search_timed(search_timed) VALUES ('delete-all')"};

const IndexText& indexOf(IndexedMessage::Life life) {
    return life == IndexedMessage::Life::Timed ? kTimed : kLasting;
}

/// Rewriting the small index, which a sweep does once, costs as much for each so many messages in
/// it as taking out one by itself (kontor-bench timers).
constexpr std::int64_t kSweptLikeOne = 500;
/// What meta.fold_version says of an index that was emptied on purpose.
constexpr std::int64_t kEmptied = 0;

std::string gram(char32_t kind, std::int64_t number) {
    constexpr std::int64_t kBase = 4096;
    if (number < 0 || number >= kBase * kBase)
        return {};
    std::string text;
    appendUtf8(text, 0xF000 + kind);
    appendUtf8(text, 0xE000 + static_cast<char32_t>(number / kBase));
    appendUtf8(text, 0xE000 + static_cast<char32_t>(number % kBase));
    return text;
}

Result<void> runOne(Connection& connection, std::string_view sql, const IndexedMessage& message) {
    const std::string folded = foldText(message.text);
    if (folded.empty()) // nothing to find, and it was never put in
        return {};
    Statement statement = connection.prepare(sql);
    return statement.bind(message.row)
        .bind(folded)
        .bind(conversationGram(message.conversation))
        .bind(senderGram(message.sender))
        .run();
}

IndexedMessage readIndexed(Statement& columns) {
    IndexedMessage message;
    message.row = columns.number<MessageRow>();
    message.conversation = columns.number<ConversationId>();
    message.sender = columns.integer();
    message.life =
        columns.integer() > 0 ? IndexedMessage::Life::Timed : IndexedMessage::Life::Lasting;
    message.text = columns.text();
    return message;
}

/// FTS5's record 1 of a table begins with the number of its rows.
Result<std::int64_t> timedRows(Connection& connection) {
    Statement ask = connection.prepare("SELECT block FROM search_timed_data WHERE id = 1");
    const auto record = readOne(ask, [](Statement& row) { return row.blob(); });
    if (!record.ok())
        return record.error();
    std::int64_t rows = 0;
    if (!record.value())
        return rows;
    constexpr std::size_t kLongest = 5; // more rows than any store has
    for (const std::uint8_t byte :
         std::span(*record.value()).first(std::min(kLongest, record.value()->size()))) {
        rows = rows * 128 + (byte & 0x7F);
        if ((byte & 0x80) == 0)
            break;
    }
    return rows;
}

Result<bool> isSweepCheaper(Connection& connection, std::int64_t timed) {
    if (timed == 0)
        return false;
    const auto rows = timedRows(connection);
    if (!rows.ok())
        return rows.error();
    return timed * kSweptLikeOne >= rows.value();
}

Result<bool> isEmptied(Connection& connection) {
    Statement ask = connection.prepare("SELECT fold_version FROM meta");
    const auto version = readInteger(ask);
    return version.ok() ? Result<bool>(version.value() == kEmptied) : Result<bool>(version.error());
}

Result<void> emptyBoth(Connection& connection) {
    for (const IndexText& index : {kLasting, kTimed})
        if (auto emptied = connection.prepare(index.empty).run(); !emptied.ok())
            return emptied;
    return {};
}

Result<void> setTimedSecureDelete(Connection& connection, std::int64_t value) {
    Statement statement =
        connection.prepare("INSERT INTO search_timed(search_timed, rank) VALUES (?1, ?2)");
    return statement.bind("secure-delete").bind(value).run();
}

} // namespace

std::string conversationGram(ConversationId conversation) {
    return gram(0, conversation.value);
}

std::string senderGram(std::int64_t sender) {
    return gram(1, sender);
}

Result<std::optional<IndexedMessage>> indexedMessage(Connection& connection, MessageRow row) {
    Statement statement = connection.prepare(
        "SELECT m.id, m.conversation, m.sender, m.lifetime_ms, coalesce(r.body, b.body)"
        " FROM messages m JOIN bodies b ON b.id = m.id LEFT JOIN revisions r ON r.id = m.revision"
        " WHERE m.id = ?1 AND m.erased = 0");
    return readOne(statement.bind(row), readIndexed);
}

Result<void> putIntoIndex(Connection& connection, const IndexedMessage& message) {
    return runOne(connection, indexOf(message.life).put, message);
}

Result<void> takeOutOfIndex(Connection& connection, const std::vector<IndexedMessage>& messages) {
    const auto emptied = isEmptied(connection);
    if (!emptied.ok())
        return emptied.error();
    if (emptied.value())
        return {};
    const auto sweep =
        isSweepCheaper(connection, std::ranges::count(messages, IndexedMessage::Life::Timed,
                                                      &IndexedMessage::life));
    if (!sweep.ok())
        return sweep.error();
    if (sweep.value()) {
        if (const auto off = setTimedSecureDelete(connection, 0); !off.ok())
            return off.error();
    }
    for (const IndexedMessage& message : messages) {
        const auto out = runOne(connection, indexOf(message.life).takeOut, message);
        if (!out.ok())
            return out.error();
    }
    if (!sweep.value())
        return {};
    Statement optimize =
        connection.prepare("INSERT INTO search_timed(search_timed) VALUES ('optimize')");
    if (const auto done = optimize.run(); !done.ok())
        return done.error();
    return setTimedSecureDelete(connection, 1);
}

Result<void> emptyIndex(Connection& connection) {
    if (auto emptied = emptyBoth(connection); !emptied.ok())
        return emptied;
    Statement version = connection.prepare("UPDATE meta SET fold_version = ?1");
    return version.bind(kEmptied).run();
}

Result<void> refillIndex(Connection& connection) {
    if (auto emptied = emptyBoth(connection); !emptied.ok())
        return emptied;
    Statement messages = connection.prepare(
        "SELECT m.id, m.conversation, m.sender, m.lifetime_ms, coalesce(r.body, b.body)"
        " FROM messages m JOIN bodies b ON b.id = m.id"
        " LEFT JOIN revisions r ON r.id = m.revision WHERE m.kind IN (?1, ?2, ?3) AND m.erased = 0"
        " AND b.body IS NOT NULL ORDER BY m.id");
    messages.bind(MessageKind::Text).bind(MessageKind::Poll).bind(MessageKind::Attachment);
    static_assert(isSearched(MessageKind::Text) && isSearched(MessageKind::Poll) &&
                  isSearched(MessageKind::Attachment));
    for (;;) {
        const auto row = readOne(messages, readIndexed);
        if (!row.ok())
            return row.error();
        if (!row.value())
            break;
        if (const auto put = putIntoIndex(connection, *row.value()); !put.ok())
            return put.error();
    }
    Statement version = connection.prepare("UPDATE meta SET fold_version = ?1");
    return version.bind(foldVersion()).run();
}

} // namespace kontor::storage
