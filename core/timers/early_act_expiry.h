#pragma once

#include "core/core_parts.h"
#include "core/timers/wall_ends.h"

namespace kontor {

/// Acts on polls that nobody has told of (core/polls/early_acts.h) do not wait for ever: they
/// go after EarlyPollStore::kKept, or as a message of their conversation would, and after the
/// longest life that the organisation allows at the latest. Core thread.
class EarlyActExpiry {
public:
    explicit EarlyActExpiry(const CoreParts& parts);

    /// After each transaction: one more may wait.
    void note(const Aftermath& aftermath) {
        if (aftermath.actKept)
            look();
    }
    /// Forgets those that have waited long enough, and comes back for the next. Also when the
    /// organisation's bound has changed.
    void look() { m_ends.look(); }

private:
    [[nodiscard]] Milliseconds kept() const;
    [[nodiscard]] Result<void> endDue(Milliseconds now);
    [[nodiscard]] Result<std::optional<Milliseconds>> next() const;

    CoreParts m_parts;
    WallEnds m_ends;
};

} // namespace kontor
