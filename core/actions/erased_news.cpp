#include "core/actions/erased_news.h"

#include "core/formatting/span_record.h"
#include "storage/erasure.h"

namespace kontor::actions {

Result<void> noteAnswers(const CoreParts& parts, const storage::MessageRecord& message,
                         Aftermath& aftermath) {
    if (!message.messageId)
        return {};
    const auto answers =
        parts.stores.messages.answersTo(message.conversation, *message.messageId, kAnswersTold);
    if (!answers.ok())
        return answers.error();
    for (const MessageRow answer : answers.value())
        aftermath.updated(message.conversation, answer);
    return {};
}

Result<void> noteErased(const CoreParts& parts, std::span<const MessageRow> rows,
                        TimelineDiff::Change change, Aftermath& aftermath) {
    aftermath.erased.insert(aftermath.erased.end(), rows.begin(), rows.end());
    for (const MessageRow row : rows) {
        const auto record = parts.stores.messages.find(row);
        if (!record.ok())
            return record.error();
        if (!record.value())
            continue;
        aftermath.note(record.value()->conversation, row, change);
        if (auto told = noteAnswers(parts, *record.value(), aftermath); !told.ok())
            return told;
        if (record.value()->kind != storage::MessageKind::Poll)
            continue;
        // The lines that told of its closing told its question as well.
        const auto lines = parts.stores.polls.linesOf(row);
        if (!lines.ok())
            return lines.error();
        for (const MessageRow line : lines.value())
            aftermath.updated(record.value()->conversation, line);
    }
    return {};
}

Result<void> erase(const CoreParts& parts, storage::Transaction& transaction, MessageRow row,
                   TimelineDiff::Change change, Aftermath& aftermath) {
    const auto erased = storage::eraseMessages(transaction, std::span(&row, 1));
    if (!erased.ok())
        return erased.error();
    if (erased.value().empty()) { // a tombstone: its place alone may still change
        const auto record = parts.stores.messages.find(row);
        if (!record.ok())
            return record.error();
        if (record.value())
            aftermath.note(record.value()->conversation, row, change);
        return {};
    }
    return noteErased(parts, erased.value(), change, aftermath);
}

Result<void> changeText(const CoreParts& parts, storage::Transaction& transaction,
                        const storage::MessageRecord& message, const content::Text& text,
                        Milliseconds at, Aftermath& aftermath) {
    if (auto changed = parts.stores.revisions.edit(transaction, message.row,
                                                   {text.text, encodeSpans(text.spans)}, at);
        !changed.ok())
        return changed;
    aftermath.note(message.conversation, message.row, TimelineDiff::Change::Updated);
    return noteAnswers(parts, message, aftermath);
}

} // namespace kontor::actions
