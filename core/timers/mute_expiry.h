#pragma once

#include "core/core_parts.h"

namespace kontor {

/// Conversations that were muted on this device, and the end of that by the wall clock: it wakes
/// for the next one, and when that clock was set. Core thread.
class MuteExpiry {
public:
    explicit MuteExpiry(const CoreParts& parts)
        : m_parts(parts) {}
    MuteExpiry(const MuteExpiry&) = delete;
    MuteExpiry& operator=(const MuteExpiry&) = delete;
    ~MuteExpiry() { m_parts.timers.cancel(m_timer); }

    /// Until that time; 0: not any more. ConversationUnknown.
    [[nodiscard]] Result<void> mute(ConversationId conversation, Milliseconds until);
    /// Ends what is over, and comes back for the next.
    void look();

private:
    [[nodiscard]] Result<void> endDue(Milliseconds now);
    void wakeFor(Milliseconds end, Milliseconds now);

    CoreParts m_parts;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
