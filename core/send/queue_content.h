#pragma once

#include "core/content/content.h"
#include "core/core_parts.h"

namespace kontor {

/// Puts `content` at the end of a conversation's queue, in the caller's transaction: it is sealed
/// and sent by send/send_queue.h, the same bytes each time. `message` is the row that shows it;
/// none for what shows no row (receipts, settings, votes).
[[nodiscard]] Result<storage::OutboxRow>
queueContent(const CoreParts& parts, storage::Transaction& transaction, ConversationId conversation,
             const content::Sealable& content, std::optional<MessageRow> message = {});

/// The same for what is said about a poll and shows no row: if the poll is erased before it is sent
/// it goes as well. ConversationUnknown: the poll is not there.
[[nodiscard]] Result<storage::OutboxRow> queueAboutPoll(const CoreParts& parts,
                                                        storage::Transaction& transaction,
                                                        ConversationId conversation,
                                                        const content::Sealable& content,
                                                        const MessageId& poll);

/// What this device says in a group: the origin of its contents.
[[nodiscard]] content::Origin ownOrigin(const CoreParts& parts, const GroupId& group);

} // namespace kontor
