#pragma once

#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// Own messages that the server has accepted at a seq which the cursor passes without having met
/// them (delivery.md, 5, ACCEPTED): done where retention dropped the entry or it stands before the
/// commit that brought us in; an alarm otherwise, and the group stops. In the transaction that
/// moves the cursor, or that learns of such a seq.
[[nodiscard]] Result<Taken> checkPassedOver(const CoreParts& parts,
                                            storage::Transaction& transaction,
                                            const storage::ConversationRecord& conversation,
                                            Seq cursor, Aftermath& aftermath);

} // namespace kontor
