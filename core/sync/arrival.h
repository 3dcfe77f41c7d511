#pragma once

#include "core/async/task.h"
#include "core/connection/connection.h"
#include "core/core_parts.h"
#include "core/registration/key_package_supply.h"
#include "core/sync/joining.h"

namespace kontor {

/// What happens on each new connection, in the order of delivery.md, rule 8: inbox, then the logs,
/// and only when they are read what is to be sent; beside it key packages, so that others can add
/// this device. Core thread.
class Arrival {
public:
    /// A Welcome may still come for a key package that has expired meanwhile.
    static constexpr std::chrono::hours kExpiredKept{24 * 30};

    Arrival(const CoreParts& parts, Follower& follower, Joining& joining)
        : m_parts(parts)
        , m_follower(follower)
        , m_joining(joining) {}

    /// Ends when all logs are being read. An error: the connection is of no use, begin anew.
    [[nodiscard]] Task<Result<void>> run(Session session);
    /// Of which at most one runs.
    Task<void> supplyKeyPackages(KeyPackageOrder order);

private:
    [[nodiscard]] Result<Follower::History> historyOf(const Incarnation& incarnation) const;
    [[nodiscard]] Result<void> replaceLost(KeyPackageOrder& order) const;
    [[nodiscard]] Result<void> noteReplaced();
    [[nodiscard]] Result<void> note(const Incarnation& incarnation);

    CoreParts m_parts;
    Follower& m_follower;
    Joining& m_joining;
    bool m_supplying = false;
};

} // namespace kontor
