#include "core/policies/life_shortening.h"

#include "base/log.h"
#include "core/setting_names.h"
#include "crypto/mls/tls_codec.h"
#include "storage/timer_store.h"

#include <utility>

namespace kontor {
namespace {

using storage::LifeBound;

void encode(mls::tls::Writer& w, const LifeBound& bound) {
    for (const std::int64_t number :
         {bound.after.value, bound.last.value, static_cast<std::int64_t>(bound.longest.count()),
          static_cast<std::int64_t>(bound.since.count())})
        w.u64(static_cast<std::uint64_t>(number));
}

LifeBound decode(mls::tls::Reader& r) {
    const auto next = [&r] { return static_cast<std::int64_t>(r.u64()); };
    LifeBound bound;
    bound.after = MessageRow(next());
    bound.last = MessageRow(next());
    bound.longest = Milliseconds(next());
    bound.since = Milliseconds(next());
    return bound;
}

} // namespace

Result<std::vector<LifeBound>> LifeShortening::orders() const {
    const auto bytes = m_parts.stores.settings.get(settings::kLifeBounds);
    if (!bytes.ok())
        return bytes.error();
    std::vector<LifeBound> orders;
    if (!bytes.value())
        return orders;
    mls::tls::Reader r(*bytes.value());
    while (r.ok() && !r.atEnd())
        orders.push_back(decode(r));
    if (!r.ok())
        return ErrorCode::Storage;
    return orders;
}

Result<void> LifeShortening::note(storage::Transaction& transaction,
                                  const std::vector<LifeBound>& orders) {
    if (orders.empty())
        return m_parts.stores.settings.remove(transaction, settings::kLifeBounds);
    mls::tls::Writer w;
    for (const LifeBound& bound : orders)
        encode(w, bound);
    return m_parts.stores.settings.put(transaction, settings::kLifeBounds, w.view());
}

/// One that is not done yet holds as well: a later and longer one prolongs nothing.
Result<void> LifeShortening::order(storage::Transaction& transaction, Milliseconds longest) {
    auto pending = orders();
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
    return note(transaction, pending.value());
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
    auto pending = orders();
    if (!pending.ok())
        return pending.error();
    if (pending.value().empty())
        return Left::Nothing;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        LifeBound& bound = pending.value().front();
        const auto shortened = storage::shorten(transaction, bound, kSlice);
        if (!shortened.ok())
            return shortened.error();
        for (const auto& changed : shortened.value().rows)
            aftermath.updated(changed.conversation, changed.row);
        aftermath.livesBegun = !shortened.value().rows.empty();
        bound.after = shortened.value().after;
        if (bound.after >= bound.last)
            pending.value().erase(pending.value().begin());
        return note(transaction, pending.value());
    });
    if (!written.ok())
        return written.error();
    return pending.value().empty() ? Left::Nothing : Left::More;
}

} // namespace kontor
