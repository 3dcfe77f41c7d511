#pragma once

#include "core/calls/call_values.h"
#include "crypto/random.h"

namespace kontor {

/// The id of a new call, by the system's generator.
[[nodiscard]] inline CallId freshCallId() {
    return SystemRandom().id<CallId>();
}

} // namespace kontor
