#pragma once

#include "base/result.h"
#include "protocol/kontor.pb.h"

namespace kontor::protocol {

/// The error that an answer means to a client; only for answers that are not OK. Codes that a
/// caller handles by state (STALE, EXISTS, KEY_REUSED, INCARNATION) keep their arguments in the
/// answer.
[[nodiscard]] Error errorOf(const wire::Answer& answer);

/// True when sending the same request again can never help (delivery.md, 4).
[[nodiscard]] bool isPermanent(wire::StatusCode code);

} // namespace kontor::protocol
