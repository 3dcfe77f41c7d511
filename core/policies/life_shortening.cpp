#include "core/policies/life_shortening.h"

#include "base/log.h"
#include "core/actions/erased_news.h"
#include "core/policies/life_bounds.h"
#include "storage/timer_store.h"

#include <utility>

namespace kontor {

/// One that is not done yet holds as well: a later and longer one prolongs nothing.
Result<void> LifeShortening::order(storage::Transaction& transaction, Milliseconds longest) {
    auto pending = policies::pendingBounds(m_parts.stores.settings);
    if (!pending.ok())
        return pending.error();
    const auto now =
        storage::TimerStore(m_parts.database.writer()).advance(transaction, m_parts.lives.now());
    if (!now.ok())
        return now.error();
    const auto bound = storage::boundAll(m_parts.database.writer(), longest, now.value());
    if (!bound.ok())
        return bound.error();
    pending.value().push_back(bound.value());
    return policies::notePending(m_parts.stores.settings, transaction, pending.value());
}

void LifeShortening::goOn() {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    const auto done = slice();
    if (!done.ok())
        log::error(log::Category::Storage, "the lives of messages were not shortened",
                   {{"code", static_cast<int>(done.error().code)}});
    else if (done.value() == Left::Nothing)
        return;
    m_timer = m_parts.timers.at(m_parts.clock.steady() + (done.ok() ? kBetweenSlices : kTryAgain),
                                [this] {
                                    m_timer = Timers::Handle::None;
                                    goOn();
                                });
}

Result<LifeShortening::Left> LifeShortening::slice() {
    auto pending = policies::pendingBounds(m_parts.stores.settings);
    if (!pending.ok())
        return pending.error();
    if (pending.value().empty())
        return Left::Nothing;
    const std::uint32_t count = m_size.next();
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        storage::LifeBound& bound = pending.value().front();
        const auto shortened = storage::shorten(transaction, bound, count, m_parts.lives.now());
        if (!shortened.ok())
            return shortened.error();
        for (const auto& changed : shortened.value().rows)
            aftermath.updated(changed.conversation, changed.row);
        aftermath.livesBegun = !shortened.value().rows.empty();
        bound.after = shortened.value().after;
        if (bound.after >= bound.last)
            pending.value().erase(pending.value().begin());
        if (auto noted =
                policies::notePending(m_parts.stores.settings, transaction, pending.value());
            !noted.ok())
            return noted;
        return actions::noteErased(m_parts, shortened.value().erased, TimelineDiff::Change::Removed,
                                   aftermath);
    });
    if (!written.ok())
        return written.error();
    m_size.done();
    return pending.value().empty() ? Left::Nothing : Left::More;
}

} // namespace kontor
