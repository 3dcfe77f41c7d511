#include "server/rate_limits.h"

#include <algorithm>

namespace kontor::server {

Milliseconds RateLimits::wait(const Key& key, const Rate& rate, Milliseconds now,
                              std::uint32_t count) const {
    const auto found = m_paidBack.find(key);
    const Milliseconds owed = found == m_paidBack.end()
                                  ? Milliseconds(0)
                                  : std::max(found->second - now, Milliseconds(0));
    return std::max(owed + rate.every * count - rate.every * rate.burst, Milliseconds(0));
}

void RateLimits::take(const Key& key, const Rate& rate, Milliseconds now, std::uint32_t count) {
    auto& paidBack = m_paidBack[key];
    paidBack = std::max(paidBack, now) + rate.every * count;
}

std::optional<Milliseconds> RateLimits::refuse(const Key& key, const Rate& rate, Milliseconds now) {
    const Milliseconds left = wait(key, rate, now);
    if (left > Milliseconds(0))
        return left;
    take(key, rate, now);
    return std::nullopt;
}

void RateLimits::prune(Milliseconds now) {
    std::erase_if(m_paidBack, [now](const auto& entry) { return entry.second <= now; });
}

} // namespace kontor::server
