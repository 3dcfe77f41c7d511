#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/cipher_suite.h"
#include "crypto/mls/group_store.h"

#include <optional>

/// How long keys of messages that have not come are kept. Where a group is in memory its secret
/// trees drop them; this is for rows alone, so that a group need not be loaded for it.
namespace kontor::mls {

/// A clock that was set back far must not keep a key either.
[[nodiscard]] constexpr bool skippedKeyIsExpired(Milliseconds keptAt, Milliseconds now) {
    return now - keptAt >= limits::kSkippedKeyLife || keptAt - now >= limits::kSkippedKeyLife;
}

/// The row of one: opaque key[32]; opaque nonce[12]; uint64 kept_at, ms since 1970.
struct SkippedKeyRow {
    Secret<kKeyBytes + kNonceBytes> key; ///< and nonce
    Milliseconds keptAt{0};

    [[nodiscard]] Secret<kKeyBytes + kNonceBytes + 8> encode() const;
    /// Malformed: a damaged store. A row of before 0.1.0, which has no time, is older than any.
    [[nodiscard]] static Result<SkippedKeyRow> parse(ByteView row);
};

/// When the first skipped key of a group is due to go: `now` or earlier when it is already. None:
/// it has none. Wall clock.
[[nodiscard]] Result<std::optional<Milliseconds>>
firstSkippedKeyExpiry(const GroupStoreReader& rows, Milliseconds now);
/// Drops those that are due. A Group in memory must be loaded again.
[[nodiscard]] Result<void> dropExpiredSkippedKeys(GroupStore& rows, Milliseconds now);

} // namespace kontor::mls
