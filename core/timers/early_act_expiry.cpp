#include "core/timers/early_act_expiry.h"

#include "core/policies/longest_life.h"

namespace kontor {

EarlyActExpiry::EarlyActExpiry(const CoreParts& parts)
    : m_parts(parts)
    , m_ends(parts.clock, parts.timers,
             {[this](Milliseconds now) { return endDue(now); }, [this] { return next(); },
              "what was done to unknown polls could not be looked through"}) {}

Milliseconds EarlyActExpiry::kept() const {
    return policies::shortened(storage::EarlyPollStore::kKept, m_parts.policies);
}

Result<void> EarlyActExpiry::endDue(Milliseconds now) {
    const auto due = next();
    if (!due.ok())
        return due.error();
    if (!due.value() || *due.value() > now)
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.earlyPolls.forgetDue(transaction, now, kept());
    });
}

Result<std::optional<Milliseconds>> EarlyActExpiry::next() const {
    return m_parts.stores.earlyPolls.nextDue(kept());
}

} // namespace kontor
