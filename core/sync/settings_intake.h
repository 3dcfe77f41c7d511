#pragma once

#include "core/content/settings.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// A settings message from the log (delivery.md, 1): whole state each time, valid by the sender's
/// role where it stands, the last one in log order wins; one that repeats older ones counts only
/// where none of that seq or later is known. A line in the timeline for each thing that somebody
/// changed. In the entry's transaction.
[[nodiscard]] Result<void> takeSettings(const CoreParts& parts, EntryInHand& hand,
                                        const Author& author, const content::Settings& settings);

/// What somebody who is added now is told of the settings.
[[nodiscard]] Result<content::JoinerView> settingsView(const CoreParts& parts,
                                                       ConversationId conversation);
/// Makes them those that hold.
[[nodiscard]] Result<void> putSettings(const CoreParts& parts, storage::Transaction& transaction,
                                       ConversationId conversation,
                                       const content::JoinerView& view);

} // namespace kontor
