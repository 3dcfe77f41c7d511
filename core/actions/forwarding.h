#pragma once

#include "core/attachments/file_desk.h"

namespace kontor {

/// Sends what a message says into other conversations, as a message of one's own: nothing of it
/// tells where it came from. A file is sealed anew, with a key and a blob of its own. Core thread.
class Forwarding {
public:
    Forwarding(const CoreParts& parts, OutgoingText& outgoing, FileDesk& files)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_files(files) {}

    /// Errors as in Client.
    void forward(MessageRow row, const std::vector<ConversationId>& to,
                 const Reply<std::vector<MessageRow>>& reply);

private:
    [[nodiscard]] Result<std::vector<MessageRow>> sendText(const storage::MessageRecord& message,
                                                           const std::vector<ConversationId>& to);

    CoreParts m_parts;
    OutgoingText& m_outgoing;
    FileDesk& m_files;
};

} // namespace kontor
