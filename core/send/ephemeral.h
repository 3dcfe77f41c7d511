#pragma once

#include "core/content/mimi_content.h"
#include "core/core_parts.h"

namespace kontor {

/// Ephemeral messages (delivery.md, 1): sealed for the members who are connected now, never stored.
/// Lost in silence where there is no connection. NotAllowed: no living group.
[[nodiscard]] Result<void> sendEphemeral(const CoreParts& parts,
                                         const storage::ConversationRecord& record,
                                         const content::SinglePart& part);

struct HeardEphemeral {
    storage::ConversationRecord conversation;
    UserId sender; ///< somebody else
    content::SinglePart part;
};
/// None: not for us, not of this epoch, not signed, or not understood; all of that in silence.
[[nodiscard]] std::optional<HeardEphemeral> openEphemeral(const CoreParts& parts,
                                                          const wire::Ephemeral& message);

} // namespace kontor
