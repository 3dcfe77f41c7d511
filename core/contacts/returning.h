#pragma once

#include "base/clock.h"
#include "core/stores.h"

namespace kontor {

/// Members of a conversation whose key has changed (settings::kReturning): their old computer
/// leaves the group, and they come in again by the new one once somebody has accepted its key.
[[nodiscard]] Result<std::vector<UserId>> returningIn(const storage::SettingsStore& settings,
                                                      ConversationId conversation);
[[nodiscard]] Result<void> noteReturning(Stores& stores, storage::Transaction& transaction,
                                         ConversationId conversation, const UserId& user);
/// She is none there any more; nor was she, perhaps.
[[nodiscard]] Result<void> forgetReturning(Stores& stores, storage::Transaction& transaction,
                                           ConversationId conversation, const UserId& user);
/// Where the user was one: it is forgotten.
[[nodiscard]] Result<std::vector<ConversationId>>
takeReturning(Stores& stores, storage::Transaction& transaction, const UserId& user);

/// Wants an ordinary Add of her, where the conversation is alive. Several may want it: the first
/// one does it, and who is in already is not added (sync/weigh_intents.h).
[[nodiscard]] Result<void> bringBack(Stores& stores, storage::Transaction& transaction,
                                     ConversationId conversation, const UserId& user,
                                     Milliseconds now);

} // namespace kontor
