#pragma once

#include "core/content/content.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

/// What the log says that people did to messages. What concerns a message that is not here, or that
/// somebody else has sent, is passed over in silence: by everybody alike.
namespace kontor::actions {

/// Does it change another message instead of being one? Then it was taken.
[[nodiscard]] Result<bool> take(const CoreParts& parts, EntryInHand& hand, const Author& author,
                                const content::Received& received);
/// One's own came back: it was done when it was sent, and has its place now.
[[nodiscard]] Result<void> finishOwn(const CoreParts& parts, EntryInHand& hand,
                                     const content::Received& received);

} // namespace kontor::actions
