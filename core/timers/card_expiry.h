#pragma once

#include "core/core_parts.h"
#include "core/timers/wall_ends.h"

namespace kontor {

/// The end of what people say of themselves, oneself included, by the wall clock: so whoever reads
/// the store needs none. Core thread.
class CardExpiry {
public:
    explicit CardExpiry(const CoreParts& parts);

    /// After each transaction: somebody may have said until when.
    void note(const Aftermath& aftermath);
    /// Ends what is over, and comes back for the next.
    void look() { m_ends.look(); }

private:
    [[nodiscard]] Result<void> endDue(Milliseconds now);

    CoreParts m_parts;
    WallEnds m_ends;
};

} // namespace kontor
