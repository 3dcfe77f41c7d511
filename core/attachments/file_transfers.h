#pragma once

#include "core/async/background.h"
#include "core/attachments/file_vault.h"
#include "core/connection/backoff.h"
#include "core/connection/blob_transport.h"
#include "core/connection/connection.h"
#include "core/core_parts.h"

#include <set>

namespace kontor {

/// Brings own files to the server, those of others here, and erased ones to their end. One at a
/// time each way; what waits stands in the store, so a crash anywhere is a reconnect: a transfer
/// that broke off begins anew. Whatever fails in passing is tried again, later and later, and at
/// once with a new connection. Core thread.
class FileTransfers {
public:
    struct Surroundings {
        ServerAddress server;
        FileVault vault;
        BlobTransportFactory transports;
        Background background;
    };
    /// `sent`: a conversation's message has its file on the server now and may leave.
    FileTransfers(const CoreParts& parts, Surroundings surroundings,
                  std::function<void(ConversationId)> sent);
    FileTransfers(const FileTransfers&) = delete;
    FileTransfers& operator=(const FileTransfers&) = delete;

    /// Files that no message knows go: a crash came before their message. Storage.
    [[nodiscard]] Result<void> start();
    /// A new connection: `session` says by which TLS keys the server is known.
    void loggedIn(const Session& session);
    void disconnected() { m_statement.reset(); }
    /// Something may wait.
    void pump();

    [[nodiscard]] const FileVault& vault() const { return m_surroundings.vault; }
    [[nodiscard]] const Background& background() const { return m_surroundings.background; }

private:
    using Record = storage::AttachmentRecord;
    enum class Way : std::uint8_t { Up, Down, Gone };

    void begin(Way way, Task<void> (FileTransfers::*run)());
    Task<void> sendFiles();
    Task<void> fetchFiles();
    Task<void> deleteFiles();
    Task<Result<void>> sendFile(Record record);
    Task<Result<void>> fetchFile(Record record);
    Task<Result<void>> deleteFile(storage::ErasedFile file);
    /// Of the first in that state; none: nothing waits.
    [[nodiscard]] std::optional<Record> next(storage::AttachmentState state) const;
    [[nodiscard]] Result<content::Attachment> attachmentOf(MessageRow message) const;
    [[nodiscard]] BlobTransfer transferOf(const wire::BlobTicket& ticket,
                                          const content::Attachment& attachment,
                                          const std::filesystem::path& file);
    [[nodiscard]] BlobTransport& transport();
    [[nodiscard]] Result<void> note(MessageRow message, storage::AttachmentState state);
    [[nodiscard]] Result<void> giveUp(MessageRow message, ErrorCode why);
    /// False: there is no connection, or the program ends.
    Task<bool> pauseAfter(Error why);

    CoreParts m_parts;
    Surroundings m_surroundings;
    std::function<void(ConversationId)> m_sent;
    std::unique_ptr<BlobTransport> m_transport;           ///< when it is first needed
    std::optional<identity::ServerStatement> m_statement; ///< none: no connection
    std::uint64_t m_connection = 0;                       ///< counts them
    std::set<Way> m_running;
    Backoff m_backoff;
};

} // namespace kontor
