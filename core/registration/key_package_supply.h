#pragma once

#include "core/connection/requests.h"
#include "core/own_device.h"
#include "crypto/mls/key_package.h"
#include "storage/key_package_store.h"

namespace kontor {

/// What a device publishes at once: single-use key packages, and possibly a last resort. Their
/// private halves are in the store.
struct KeyPackageBatch {
    std::vector<Bytes> single;
    Bytes lastResort; ///< empty: keep the one there is
};

struct KeyPackageOrder {
    std::size_t single = 0;
    enum class LastResort : std::uint8_t { Keep, Renew } lastResort = LastResort::Keep;
    /// The private halves of those on the server are lost: none of them stays there.
    enum class Others : std::uint8_t { Stay, Go } others = Others::Stay;
};

/// What is needed to have enough on the server (base/limits.h), from what it says at login.
[[nodiscard]] KeyPackageOrder orderFor(const wire::LoggedIn& loggedIn);

/// Makes them and keeps their private halves. About 0.2 ms each.
[[nodiscard]] Result<KeyPackageBatch> makeKeyPackages(storage::Transaction& transaction,
                                                      storage::KeyPackageStore& store,
                                                      const OwnDevice& own,
                                                      const KeyPackageOrder& order, Random& random,
                                                      Milliseconds now);

[[nodiscard]] wire::PublishKeyPackages publishRequest(const KeyPackageBatch& batch);

} // namespace kontor
