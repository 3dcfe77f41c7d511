#include "core/registration/key_package_supply.h"

#include "base/limits.h"

namespace kontor {
namespace {

Result<Bytes> makeOne(storage::Transaction& transaction, storage::KeyPackageStore& store,
                      const OwnDevice& own, storage::KeyPackageUse use, Random& random,
                      Milliseconds now) {
    auto bundle = mls::KeyPackageBundle::generate(own.forMls(), random, now);
    const storage::KeyPackageRecord record{bundle.ref, bundle.keyPackage, bundle.serialize(), use,
                                           now + limits::kKeyPackageLife};
    if (auto added = store.add(transaction, record); !added.ok())
        return added.error();
    return std::move(bundle.keyPackage);
}

} // namespace

KeyPackageOrder orderFor(const wire::LoggedIn& loggedIn) {
    KeyPackageOrder order;
    if (loggedIn.key_packages() < limits::kKeyPackagesLow)
        order.single = limits::kKeyPackages - loggedIn.key_packages();
    if (loggedIn.last_resort_used())
        order.lastResort = KeyPackageOrder::LastResort::Renew;
    return order;
}

Result<KeyPackageBatch> makeKeyPackages(storage::Transaction& transaction,
                                        storage::KeyPackageStore& store, const OwnDevice& own,
                                        const KeyPackageOrder& order, Random& random,
                                        Milliseconds now) {
    KeyPackageBatch batch;
    for (std::size_t i = 0; i < order.single; ++i) {
        auto made = makeOne(transaction, store, own, storage::KeyPackageUse::Single, random, now);
        if (!made.ok())
            return made.error();
        batch.single.push_back(std::move(made).value());
    }
    if (order.lastResort == KeyPackageOrder::LastResort::Renew) {
        auto made =
            makeOne(transaction, store, own, storage::KeyPackageUse::LastResort, random, now);
        if (!made.ok())
            return made.error();
        batch.lastResort = std::move(made).value();
    }
    return batch;
}

wire::PublishKeyPackages publishRequest(const KeyPackageBatch& batch) {
    wire::PublishKeyPackages request;
    for (const auto& keyPackage : batch.single)
        request.add_key_packages(keyPackage.data(), keyPackage.size());
    request.set_last_resort(batch.lastResort.data(), batch.lastResort.size());
    return request;
}

} // namespace kontor
