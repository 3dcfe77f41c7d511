#include "storage/revision_store.h"

#include "base/limits.h"
#include "storage/index_rows.h"
#include "storage/rows.h"

namespace kontor::storage {
namespace {

/// The oldest ones between the first text and those that are kept say nothing any more.
Result<void> forgetOldest(Connection& connection, MessageRow row) {
    Statement forget = connection.prepare(
        "UPDATE revisions SET body = NULL, detail = NULL WHERE message = ?1 AND body IS NOT NULL "
        "AND id NOT IN"
        " (SELECT id FROM revisions WHERE message = ?1 ORDER BY id DESC LIMIT ?2)");
    // The present one is among them, and is none of the earlier ones.
    return forget.bind(row).bind(static_cast<std::int64_t>(limits::kRevisions) + 1).run();
}

} // namespace

Result<void> RevisionStore::edit(Transaction& transaction, MessageRow row, const NewText& words,
                                 Milliseconds at) {
    Connection& connection = transaction.connection();
    auto indexed = indexedMessage(connection, row);
    if (!indexed.ok())
        return indexed.error();
    if (!indexed.value())
        return ErrorCode::ConversationUnknown;
    IndexedMessage& message = *indexed.value();
    if (const auto out = takeOutOfIndex(connection, {message}); !out.ok())
        return out;
    Statement insert = connection.prepare(
        "INSERT INTO revisions(message, since, body, detail) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(row).bind(at).bind(words.text).bind(words.detail);
    if (const auto made = insert.run(); !made.ok())
        return made;
    Statement name = connection.prepare("UPDATE messages SET revision = ?2 WHERE id = ?1");
    if (const auto named = name.bind(row).bind(connection.lastRow()).run(); !named.ok())
        return named;
    message.text = words.text;
    if (const auto put = putIntoIndex(connection, message); !put.ok())
        return put;
    return forgetOldest(connection, row);
}

Result<std::vector<EarlierText>> RevisionStore::earlier(MessageRow row) const {
    Statement statement = m_connection->prepare(
        "SELECT since, body FROM (SELECT 0 AS id, m.sent_at AS since, b.body FROM messages m"
        " JOIN bodies b ON b.id = m.id WHERE m.id = ?1 AND m.revision IS NOT NULL UNION ALL"
        " SELECT r.id, r.since, r.body FROM revisions r JOIN messages m ON m.id = r.message"
        " WHERE r.message = ?1 AND r.id <> m.revision) WHERE body IS NOT NULL ORDER BY id");
    return readAll(statement.bind(row), [](Statement& columns) {
        EarlierText revision;
        revision.since = columns.milliseconds();
        revision.text = columns.text();
        return revision;
    });
}

} // namespace kontor::storage
