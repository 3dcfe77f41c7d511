#include "core/timers/card_expiry.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace kontor {

void CardExpiry::note(const Aftermath& aftermath) {
    if (!aftermath.statuses.empty())
        look();
}

void CardExpiry::look() {
    const Milliseconds now = m_parts.clock.sinceEpoch();
    const auto ended = endDue(now);
    const auto next = m_parts.stores.cards.nextEnd();
    if (!ended.ok() || !next.ok())
        log::warning(log::Category::Storage, "what people say could not be looked through");
    if (next.ok() && next.value())
        wakeFor(*next.value(), now);
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

void CardExpiry::wakeFor(Milliseconds end, Milliseconds now) {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    m_timer = m_parts.timers.afterWall(std::max(end - now, Milliseconds(1)), [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

} // namespace kontor
