#pragma once

#include "core/core_parts.h"
#include "core/sync/aftermath.h"

namespace kontor {

/// The ways out of LIVE (delivery.md, 5, "Group"), each with what it means for what was on its way.
/// In the transaction of the entry or answer that causes it.

/// Met the own removal, or NOT_MEMBER after reading to the end: what waits has FAILED, intents are
/// refused, the group's secrets go.
[[nodiscard]] Result<void> enterLeft(const CoreParts& parts, storage::Transaction& transaction,
                                     const storage::ConversationRecord& conversation,
                                     Aftermath& aftermath);
/// Own state cannot follow: SEALED bytes are dropped (hash and key stay), intents stay.
[[nodiscard]] Result<void> enterLost(const CoreParts& parts, storage::Transaction& transaction,
                                     const storage::ConversationRecord& conversation,
                                     Aftermath& aftermath);
/// The group stops before this entry: GroupInvalid (the server took what our judge refuses) or
/// VersionUnknown. Everything stays as it is, for a version that can go on.
[[nodiscard]] Result<void> enterStopped(const CoreParts& parts, storage::Transaction& transaction,
                                        const storage::ConversationRecord& conversation,
                                        ErrorCode reason, Aftermath& aftermath);

/// Whoever waits for intents of this conversation is told so; the intents stay in the store.
[[nodiscard]] Result<void> answerIntents(const CoreParts& parts, ConversationId conversation,
                                         ErrorCode reason, Aftermath& aftermath);

} // namespace kontor
