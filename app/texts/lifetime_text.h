#pragma once

#include "base/clock.h"

#include <QCoreApplication>

namespace kontor {

/// How long messages live, in words.
class LifetimeText {
    Q_DECLARE_TR_FUNCTIONS(kontor::LifetimeText)

public:
    /// "30 seconds", "1 hour", "4 weeks": in the greatest unit that says it whole, as it stands
    /// behind "after". Not for 0.
    [[nodiscard]] static QString length(Milliseconds lifetime);
};

} // namespace kontor
