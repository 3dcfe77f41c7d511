#pragma once

#include "core/attachments/file_transfers.h"
#include "core/client.h"
#include "core/send/outgoing_text.h"

namespace kontor {

/// What a person does with pictures and other files: sends them, opens them. A file is cleaned
/// (clean_picture.h) and sealed beside the core thread, then its message goes the way of every
/// message, once the server has the file (file_transfers.h). Core thread.
class FileDesk {
public:
    FileDesk(const CoreParts& parts, OutgoingText& outgoing, FileTransfers& transfers)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_transfers(transfers) {}

    /// Errors as in Client.
    void send(ConversationId conversation, PictureForm form, Reply<MessageRow> reply);
    void open(MessageRow row, Reply<QByteArray> reply);
    /// The file of a message and what is said about it, once more for each of them.
    void forward(MessageRow row, std::vector<ConversationId> to,
                 Reply<std::vector<MessageRow>> reply);

private:
    using Sealed = std::shared_ptr<const content::Attachment>;
    Task<void> sealAndSay(ConversationId conversation, PictureForm form, Reply<MessageRow> reply);
    Task<void> openSealed(content::Attachment attachment, Reply<QByteArray> reply);
    Task<void> openAndSend(content::Attachment attachment, std::vector<ConversationId> to,
                           Reply<std::vector<MessageRow>> reply);
    [[nodiscard]] Result<MessageRow>
    say(ConversationId conversation, const content::Attachment& attachment, Milliseconds lifetime);
    [[nodiscard]] Result<content::Attachment> attachmentHere(MessageRow row) const;

    CoreParts m_parts;
    OutgoingText& m_outgoing;
    FileTransfers& m_transfers;
};

} // namespace kontor
