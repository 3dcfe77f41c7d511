#include "core/timers/card_expiry.h"

namespace kontor {

CardExpiry::CardExpiry(const CoreParts& parts)
    : m_parts(parts)
    , m_ends(parts.clock, parts.timers,
             {[this](Milliseconds now) { return endDue(now); },
              [this] { return m_parts.stores.cards.nextEnd(); },
              "what people say could not be looked through"}) {}

void CardExpiry::note(const Aftermath& aftermath) {
    if (!aftermath.statuses.empty())
        look();
}

Result<void> CardExpiry::endDue(Milliseconds now) {
    const auto due = m_parts.stores.cards.endedBy(now);
    if (!due.ok())
        return due.error();
    if (due.value().empty())
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const UserId& user : due.value()) {
            aftermath.statuses.insert(user);
            if (auto ended = m_parts.stores.cards.endStatus(transaction, user); !ended.ok())
                return ended;
        }
        return {};
    });
}

} // namespace kontor
