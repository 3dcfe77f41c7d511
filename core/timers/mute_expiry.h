#pragma once

#include "core/core_parts.h"
#include "core/timers/wall_ends.h"

namespace kontor {

/// Conversations that were muted on this device, and the end of that by the wall clock. Core
/// thread.
class MuteExpiry {
public:
    explicit MuteExpiry(const CoreParts& parts);

    /// Until that time; 0: not any more. ConversationUnknown.
    [[nodiscard]] Result<void> mute(ConversationId conversation, Milliseconds until);
    /// Ends what is over, and comes back for the next.
    void look() { m_ends.look(); }

private:
    [[nodiscard]] Result<void> endDue(Milliseconds now);
    [[nodiscard]] Result<std::optional<Milliseconds>> next() const;

    CoreParts m_parts;
    WallEnds m_ends;
};

} // namespace kontor
