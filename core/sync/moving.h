#pragma once

#include "core/core_parts.h"

namespace kontor {

/// A conversation goes on in another group (delivery.md, rule 11): the old group's state and commit
/// go, what waits is kept and waits for the new one. `cursor` 0: its Welcome has not come yet. The
/// caller tells the Follower after the commit.
[[nodiscard]] Result<void> moveConversation(const CoreParts& parts,
                                            storage::Transaction& transaction,
                                            const storage::ConversationRecord& conversation,
                                            const GroupId& group, Seq cursor);

} // namespace kontor
