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
    /// What is left of a life, rounded up, as it stands beside a message's time: "27 d", "12 s".
    [[nodiscard]] static QString brief(Milliseconds left);
    /// After how long brief() says something else; `left` is above 0.
    [[nodiscard]] static Milliseconds untilBriefChanges(Milliseconds left);
};

} // namespace kontor
