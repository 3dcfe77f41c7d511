#pragma once

#include "core/core_parts.h"

namespace kontor {

/// The end of what people say of themselves, oneself included, by the wall clock: so whoever reads
/// the store needs none. Wakes for the next one, and when that clock was set. Core thread.
class CardExpiry {
public:
    explicit CardExpiry(const CoreParts& parts)
        : m_parts(parts) {}
    CardExpiry(const CardExpiry&) = delete;
    CardExpiry& operator=(const CardExpiry&) = delete;
    ~CardExpiry() { m_parts.timers.cancel(m_timer); }

    /// After each transaction: somebody may have said until when.
    void note(const Aftermath& aftermath);
    /// Ends what is over, and comes back for the next.
    void look();

private:
    [[nodiscard]] Result<void> endDue(Milliseconds now);
    void wakeFor(Milliseconds end, Milliseconds now);

    CoreParts m_parts;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
