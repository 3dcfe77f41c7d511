#pragma once

#include "core/core_parts.h"

namespace kontor {

/// Conversations that were muted on this device, and the end of that by the wall clock. While one
/// waits for its end it looks now and then: a computer that slept, or a clock that was set, is
/// noticed within kLook. Core thread.
class MuteExpiry {
public:
    static constexpr Milliseconds kLook = std::chrono::minutes(10);

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
