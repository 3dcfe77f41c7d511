#include "core/sync/arrival.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/setting_names.h"

namespace kontor {

Task<Result<void>> Arrival::run(Session session) {
    const Incarnation& incarnation = session.greeting.incarnation;
    const auto history = historyOf(incarnation);
    if (!history.ok())
        co_return history.error();
    const auto inbox = co_await m_joining.readInbox();
    if (!inbox.ok())
        co_return inbox;
    const auto groups = co_await m_parts.requests.listGroups();
    if (!groups.ok())
        co_return groups.error();
    if (auto begun = m_follower.begin(groups.value(), history.value()); !begun.ok())
        co_return begun;
    // Only now: what a restored server means for each group is decided.
    if (auto noted = note(incarnation); !noted.ok())
        co_return noted;
    KeyPackageOrder order = orderFor(session.loggedIn);
    if (auto weighed = replaceLost(order); !weighed.ok())
        co_return weighed;
    m_parts.scope.spawn(supplyKeyPackages(order));
    co_return Result<void>();
}

Result<Follower::History> Arrival::historyOf(const Incarnation& incarnation) const {
    const auto stored = m_parts.stores.settings.get(settings::kIncarnation);
    if (!stored.ok())
        return stored.error();
    const bool other = stored.value() && *stored.value() != incarnation.toBytes();
    return other ? Follower::History::Restored : Follower::History::Same;
}

Result<void> Arrival::note(const Incarnation& incarnation) {
    const auto stored = m_parts.stores.settings.get(settings::kIncarnation);
    if (!stored.ok())
        return stored.error();
    if (stored.value() && *stored.value() == incarnation.toBytes())
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.settings.put(transaction, settings::kIncarnation, incarnation.view());
    });
}

/// Those of a store that is gone open nothing here: whoever used one would send into the void.
Result<void> Arrival::replaceLost(KeyPackageOrder& order) const {
    const auto gone = m_parts.stores.settings.number(settings::kKeyPackagesGone);
    if (!gone.ok())
        return gone.error();
    if (gone.value())
        order = {limits::kKeyPackages, KeyPackageOrder::LastResort::Renew,
                 KeyPackageOrder::Others::Go};
    return {};
}

Result<void> Arrival::noteReplaced() {
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.settings.remove(transaction, settings::kKeyPackagesGone);
    });
}

Task<void> Arrival::supplyKeyPackages(KeyPackageOrder order) {
    const bool nothing = order.single == 0 && order.lastResort == KeyPackageOrder::LastResort::Keep;
    if (m_supplying || nothing)
        co_return;
    m_supplying = true;
    KeyPackageBatch batch;
    auto made = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        const Milliseconds now = m_parts.clock.sinceEpoch();
        if (auto gone = m_parts.stores.keyPackages.removeExpired(transaction, now - kExpiredKept);
            !gone.ok())
            return gone;
        auto some = makeKeyPackages(transaction, m_parts.stores.keyPackages, m_parts.own, order,
                                    m_parts.random, now);
        if (!some.ok())
            return some.error();
        batch = std::move(some).value();
        return {};
    });
    if (made.ok()) {
        wire::PublishKeyPackages request = publishRequest(batch);
        const bool anew = order.others == KeyPackageOrder::Others::Go;
        request.set_in_place_of_all(anew);
        // Lost on the way: the server tells at the next login how many it has.
        made = co_await m_parts.requests.publishKeyPackages(std::move(request));
        if (made.ok() && anew)
            made = noteReplaced();
    }
    if (!made.ok())
        log::info(log::Category::Sync, "key packages were not published",
                  {{"code", static_cast<int>(made.error().code)}});
    m_supplying = false;
}

} // namespace kontor
