#include "core/actions/forwarding.h"

namespace kontor {

void Forwarding::forward(MessageRow row, const std::vector<ConversationId>& to,
                         const Reply<std::vector<MessageRow>>& reply) {
    const auto message = m_parts.stores.messages.find(row);
    if (!message.ok())
        return reply(message.error());
    if (!message.value() || message.value()->content != storage::MessageRecord::Content::Whole)
        return reply(ErrorCode::ConversationUnknown);
    if (to.empty())
        return reply(std::vector<MessageRow>());
    // All or none: before the first one leaves.
    for (const ConversationId conversation : to)
        if (const auto writable = m_outgoing.writable(conversation); !writable.ok())
            return reply(writable.error());
    if (message.value()->kind == storage::MessageKind::Text)
        return reply(sendText(message.value()->text, to));
    if (message.value()->kind == storage::MessageKind::Attachment)
        return m_files.forward(row, to, reply);
    reply(ErrorCode::NotAllowed);
}

Result<std::vector<MessageRow>> Forwarding::sendText(const std::string& text,
                                                     const std::vector<ConversationId>& to) {
    std::vector<MessageRow> rows;
    for (const ConversationId conversation : to) {
        const auto sent = m_outgoing.send(conversation, text);
        if (!sent.ok())
            return sent.error();
        rows.push_back(sent.value());
    }
    return rows;
}

} // namespace kontor
