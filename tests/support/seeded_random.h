#pragma once

#include "crypto/random.h"

#include <cstdint>

namespace kontor::test {

/// Randomness that a test can repeat: SplitMix64 from a seed. For tests alone: it is no secret.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed) {}

    void fill(std::span<std::uint8_t> bytes) override {
        for (std::size_t at = 0; at < bytes.size(); at += 8) {
            std::uint64_t value = next();
            for (std::size_t i = at; i < bytes.size() && i < at + 8; ++i, value >>= 8U)
                bytes[i] = static_cast<std::uint8_t>(value);
        }
    }
    /// Evenly from 0 to `count` - 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t count) { return next() % count; }
    /// True once in `every` times; never when that is 0.
    [[nodiscard]] bool once(std::uint64_t every) { return every != 0 && below(every) == 0; }
    [[nodiscard]] std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }

private:
    std::uint64_t m_state;
};

} // namespace kontor::test
