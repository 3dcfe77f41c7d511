#include "core/actions/forwarding.h"

#include "core/formatting/span_record.h"

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
        return reply(sendText(*message.value(), to));
    if (message.value()->kind == storage::MessageKind::Attachment)
        return m_files.forward(row, to, reply);
    reply(ErrorCode::NotAllowed);
}

Result<std::vector<MessageRow>> Forwarding::sendText(const storage::MessageRecord& message,
                                                     const std::vector<ConversationId>& to) {
    content::Text text;
    text.text = message.text;
    // Its looks go along; whom it names is not called again. What cannot be read is words alone.
    if (auto spans = parseSpans(message.detail, QString::fromStdString(message.text).size());
        spans.ok())
        text.spans = std::move(spans).value();
    std::erase_if(text.spans,
                  [](const TextSpan& span) { return span.kind == TextSpan::Kind::Mention; });
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
