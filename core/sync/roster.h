#pragma once

#include "core/core_parts.h"
#include "crypto/mls/public_group.h"

namespace kontor {

/// Writes who is in a group, as its public state says now: member rows, admins, and each identity
/// key beside the known one (a changed one is noted: the trust gate). In the transaction that made
/// the state.
[[nodiscard]] Result<void> writeRoster(const CoreParts& parts, storage::Transaction& transaction,
                                       ConversationId conversation, const mls::PublicGroup& group);

/// Other users of the group, without doubles.
[[nodiscard]] std::vector<UserId> othersOf(const mls::PublicGroup& group, const UserId& self);

} // namespace kontor
