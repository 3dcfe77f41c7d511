#pragma once

#include "core/core_parts.h"
#include "crypto/mls/public_group.h"

namespace kontor {

/// Writes who is in a group, as its public state says now: member rows, admins, and each identity
/// key beside the known one (core/contacts/key_change.h). In the transaction that made
/// the state.
[[nodiscard]] Result<void> writeRoster(const CoreParts& parts, storage::Transaction& transaction,
                                       Aftermath& aftermath, ConversationId conversation,
                                       const mls::PublicGroup& group);

/// Those devices are members no longer, before a state of the group says so: on the way out, or the
/// state is none that this device is in. Each whose leaf is among them goes, nobody else changes.
[[nodiscard]] Result<void> dropFromRoster(const CoreParts& parts, storage::Transaction& transaction,
                                          ConversationId conversation,
                                          const std::vector<DeviceId>& devices);

/// Other users of the group, without doubles.
[[nodiscard]] std::vector<UserId> othersOf(const mls::PublicGroup& group, const UserId& self);

} // namespace kontor
