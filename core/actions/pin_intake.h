#pragma once

#include "core/content/pin.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

/// Messages on top of their conversation. Whoever may write pins and unpins; it holds once the log
/// has it, for everybody in the same order, and a pin shows a line that says who did it. What
/// concerns a message that is not here, or is pinned already, is passed over in silence.
namespace kontor::actions {

/// One's own too, when it comes back.
[[nodiscard]] Result<void> takePin(const CoreParts& parts, EntryInHand& hand, const Author& author,
                                   const content::Pin& pin);

} // namespace kontor::actions
