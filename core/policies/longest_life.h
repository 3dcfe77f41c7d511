#pragma once

#include "base/result.h"
#include "core/account_values.h"

#include <algorithm>
#include <string>

/// What an organisation's longest life makes of the life of a message; 0 is for ever in all of it.
namespace kontor::policies {

[[nodiscard]] inline Milliseconds shortened(Milliseconds life, const Policies& policies) {
    const Milliseconds longest = policies.longestLife;
    if (longest == Milliseconds(0))
        return life;
    return life == Milliseconds(0) ? longest : std::min(life, longest);
}

/// A life that somebody has chosen. PolicyForbids, with the bound in seconds.
[[nodiscard]] inline Result<void> check(Milliseconds life, const Policies& policies) {
    if (shortened(life, policies) == life)
        return {};
    const auto bound = std::chrono::duration_cast<std::chrono::seconds>(policies.longestLife);
    return Error(ErrorCode::PolicyForbids, {std::to_string(bound.count())});
}

} // namespace kontor::policies
