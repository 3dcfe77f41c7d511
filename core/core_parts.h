#pragma once

#include "base/clock.h"
#include "core/account_values.h"
#include "core/async/scope.h"
#include "core/connection/requests.h"
#include "core/own_device.h"
#include "core/stores.h"
#include "core/sync/aftermath.h"
#include "core/sync/group_cache.h"
#include "core/timers/life_clock.h"
#include "storage/transaction.h"

namespace kontor {

/// Hears what a transaction of the core has made true.
class AftermathSink {
public:
    virtual ~AftermathSink() = default;
    /// Right after the commit. May write in turn.
    virtual void happened(const Aftermath& aftermath, Revision revision) = 0;
};

/// What every part of an open profile works with, borrowed: all of it outlives all of them. Core
/// thread.
struct CoreParts {
    const Clock& clock;
    Timers& timers;
    Random& random;
    storage::Database& database;
    Stores& stores; ///< of the database's writer
    GroupCache& groups;
    Requests& requests;
    Scope& scope;
    const OwnDevice& own;
    const Incarnation& incarnation; ///< of the server, as the present connection was greeted
    LifeClock& lives;
    const Policies& policies; ///< what the organisation has set
    AftermathSink& sink;
};

/// One write of the core: `work(transaction, aftermath)`, the commit, and then what follows from
/// it. Whatever fails leaves nothing behind, in memory neither.
template <typename Work>
[[nodiscard]] Result<void> write(const CoreParts& parts, const Work& work) {
    auto transaction = storage::Transaction::begin(parts.database);
    if (!transaction.ok())
        return transaction.error();
    Aftermath aftermath;
    if (Result<void> worked = work(transaction.value(), aftermath); !worked.ok()) {
        parts.groups.dropAll();
        return worked;
    }
    const auto revision = transaction.value().commit();
    if (!revision.ok()) {
        parts.groups.dropAll();
        return revision.error();
    }
    parts.sink.happened(aftermath, revision.value());
    return {};
}

} // namespace kontor
