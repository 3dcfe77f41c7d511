#pragma once

#include "core/core_parts.h"

namespace kontor {

/// What was on its way waits again, in its order (OutboxStore::requeueAll).
[[nodiscard]] Result<void> requeue(const CoreParts& parts, storage::Transaction& transaction,
                                   ConversationId conversation, Aftermath& aftermath);

/// This device is in anew since `start`, by a Welcome or an external commit: what was on its way in
/// the group as it was before waits again, its bytes and its commit are void (rules 10, 12), and so
/// is what was noted of that state.
[[nodiscard]] Result<void> forgetOldState(const CoreParts& parts, storage::Transaction& transaction,
                                          ConversationId conversation, Seq start,
                                          Aftermath& aftermath);

/// A conversation goes on in another group (delivery.md, rule 11): the old group's state and commit
/// go, what waits keeps its place and waits for the new one. `cursor` 0: its Welcome has not come
/// yet. The caller tells the Follower after the commit.
[[nodiscard]] Result<void> moveConversation(const CoreParts& parts,
                                            storage::Transaction& transaction,
                                            const storage::ConversationRecord& conversation,
                                            const GroupId& group, Seq cursor, Aftermath& aftermath);

} // namespace kontor
