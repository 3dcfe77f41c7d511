#pragma once

#include "base/clock.h"
#include "crypto/random.h"
#include "server/backend.h"
#include "server/log/group_table.h"
#include "server/rate_limits.h"
#include "server/session_table.h"
#include "server/store.h"

#include <cstdint>

namespace kontor::server {

/// What every request may use; lives as long as its Backend.
struct Context {
    Store& store;
    const Clock& clock;
    Random& random;
    ServerIdentity identity;
    const SignatureKeyPair& removalKey;
    CallServers callServers;
    SessionTable sessions;
    GroupTable groups;
    RateLimits rates;
    bool directoryChanged = false; ///< in this batch
    bool policiesChanged = false;  ///< in this batch
    bool diskFull = false;         ///< what would grow the store is put off
    std::uint64_t appends = 0;     ///< accepted, for statistics

    [[nodiscard]] Seconds now() const {
        return std::chrono::duration_cast<Seconds>(clock.sinceEpoch());
    }
};

} // namespace kontor::server
