#include "storage/attachment_store.h"

#include "storage/rows.h"

namespace kontor::storage {
namespace {

AttachmentRecord readAttachment(Statement& row) {
    AttachmentRecord record;
    record.message = row.number<MessageRow>();
    record.blob = row.id<BlobId>();
    record.state = row.enumeration<AttachmentState>();
    return record;
}

} // namespace

Result<void> AttachmentStore::add(Transaction& transaction, MessageRow message, const BlobId& blob,
                                  ErasedFile::Whose whose) {
    const bool own = whose == ErasedFile::Whose::Own;
    Statement insert = transaction.connection().prepare(
        "INSERT INTO attachments(message, blob_id, own, state) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(message).bind(blob).bind(whose);
    return insert.bind(own ? AttachmentState::ToSend : AttachmentState::Wanted).run();
}

Result<void> AttachmentStore::setState(Transaction& transaction, MessageRow message,
                                       AttachmentState state) {
    Statement update =
        transaction.connection().prepare("UPDATE attachments SET state = ?2 WHERE message = ?1");
    return update.bind(message).bind(state).run();
}

Result<std::optional<AttachmentRecord>> AttachmentStore::find(MessageRow message) const {
    Statement statement =
        m_connection->prepare("SELECT message, blob_id, state FROM attachments WHERE message = ?1");
    statement.bind(message);
    return readOne(statement, readAttachment);
}

Result<std::optional<MessageRow>> AttachmentStore::findById(const MessageId& id) const {
    Statement statement = m_connection->prepare(
        "SELECT m.id FROM messages m JOIN attachments a ON a.message = m.id"
        " WHERE substr(m.message_id, 1, 8) = substr(?1, 1, 8) AND m.message_id = ?1");
    statement.bind(id);
    return readOne(statement, [](Statement& row) { return row.number<MessageRow>(); });
}

Result<std::vector<AttachmentRecord>> AttachmentStore::in(AttachmentState state) const {
    Statement statement = m_connection->prepare(
        "SELECT a.message, a.blob_id, a.state FROM attachments a JOIN messages m ON m.id ="
        " a.message WHERE a.state = ?1 AND m.state <> ?2 ORDER BY a.message");
    statement.bind(state).bind(MessageState::Failed);
    return readAll(statement, readAttachment);
}

Result<bool> AttachmentStore::knows(const BlobId& blob) const {
    Statement statement =
        m_connection->prepare("SELECT count(*) FROM attachments WHERE blob_id = ?1");
    const auto count = readInteger(statement.bind(blob));
    if (!count.ok())
        return count.error();
    return count.value() > 0;
}

Result<std::vector<ErasedFile>> AttachmentStore::erasedFiles() const {
    Statement statement =
        m_connection->prepare("SELECT blob_id, own FROM erased_files ORDER BY blob_id");
    return readAll(statement, [](Statement& row) {
        ErasedFile file;
        file.blob = row.id<BlobId>();
        file.whose = row.enumeration<ErasedFile::Whose>();
        return file;
    });
}

Result<void> AttachmentStore::forgetErased(Transaction& transaction, const BlobId& blob) {
    Statement gone =
        transaction.connection().prepare("DELETE FROM erased_files WHERE blob_id = ?1");
    return gone.bind(blob).run();
}

Result<void> AttachmentStore::erase(Transaction& transaction, MessageRow message) {
    Connection& connection = transaction.connection();
    // Somebody who is away is to find it: then the server's month ends it.
    Statement note = connection.prepare(
        "INSERT INTO erased_files(blob_id, own) SELECT a.blob_id, a.own AND (m.seq IS NULL"
        " OR m.delivered_to >= m.recipients) FROM attachments a JOIN messages m ON m.id = a.message"
        " WHERE a.message = ?1 ON CONFLICT DO UPDATE SET own = max(own, excluded.own)");
    if (const auto noted = note.bind(message).run(); !noted.ok())
        return noted.error();
    Statement gone = connection.prepare("DELETE FROM attachments WHERE message = ?1");
    return gone.bind(message).run();
}

} // namespace kontor::storage
