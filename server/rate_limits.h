#pragma once

#include "base/clock.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>

namespace kontor::server {

/// `burst` at once, then one each `every`.
struct Rate {
    std::uint32_t burst = 1;
    Milliseconds every{1'000};
};

/// Who has done how much lately. Survives reconnecting, not a restart.
class RateLimits {
public:
    enum class Purpose : std::uint8_t {
        Handshake,
        Creation,
        Message,
        Claim,
        ClaimOfTarget,
        Ephemeral,
        CallServers,
        BlobTicket,
        Rename,
    };
    struct Key {
        Purpose purpose;
        std::int64_t who = 0;
        std::int64_t towards = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    /// How long to wait before `count` more are allowed; zero: now.
    [[nodiscard]] Milliseconds wait(const Key& key, const Rate& rate, Milliseconds now,
                                    std::uint32_t count = 1) const;
    /// Counts them, allowed or not.
    void take(const Key& key, const Rate& rate, Milliseconds now, std::uint32_t count = 1);
    /// Takes when allowed; else says how long to wait.
    [[nodiscard]] std::optional<Milliseconds> refuse(const Key& key, const Rate& rate,
                                                     Milliseconds now);
    /// Forgets whoever has been quiet long enough to start anew.
    void prune(Milliseconds now);

private:
    /// When all that was taken is paid back (the generic cell rate algorithm).
    std::map<Key, Milliseconds> m_paidBack;
};

} // namespace kontor::server
