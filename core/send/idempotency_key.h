#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "crypto/random.h"

namespace kontor {

/// 6 bytes of wall-clock time in ms, big-endian, and 10 random ones (delivery.md, rule 8): keys of
/// one time lie side by side in the server's index.
[[nodiscard]] inline IdempotencyKey freshKey(const Clock& clock, Random& random) {
    auto key = random.id<IdempotencyKey>();
    const auto now = static_cast<std::uint64_t>(clock.sinceEpoch().count());
    for (unsigned i = 0; i < 6; ++i)
        key.bytes[i] = static_cast<std::uint8_t>(now >> (8U * (5U - i)));
    return key;
}

} // namespace kontor
