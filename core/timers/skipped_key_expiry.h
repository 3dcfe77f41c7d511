#pragma once

#include "core/core_parts.h"

namespace kontor {

/// Drops the keys of messages that have not come within two days (base/limits.h), of groups that
/// nobody touches meanwhile too. Core thread.
class SkippedKeyExpiry {
public:
    explicit SkippedKeyExpiry(const CoreParts& parts)
        : m_parts(parts) {}

    /// Returns how long it has nothing to do.
    [[nodiscard]] Milliseconds drop();

private:
    [[nodiscard]] Result<Milliseconds> dropDue(Milliseconds now);

    CoreParts m_parts;
};

} // namespace kontor
