#pragma once

#include "crypto/hash.h"
#include "crypto/random.h"

#include <algorithm>
#include <cstring>

namespace kontor::test {

/// The same bytes in every run: SHA-256 of a counter.
class RepeatableRandom final : public Random {
public:
    explicit RepeatableRandom(std::uint64_t seed = 1)
        : m_seed(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::size_t done = 0; done < bytes.size();) {
            std::array<std::uint8_t, 16> input{};
            std::memcpy(input.data(), &m_seed, 8);
            std::memcpy(input.data() + 8, &m_counter, 8);
            ++m_counter;
            const Digest block = sha256(input);
            const std::size_t part = std::min(block.size(), bytes.size() - done);
            std::copy_n(block.begin(), part, bytes.begin() + static_cast<std::ptrdiff_t>(done));
            done += part;
        }
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_counter = 0;
};

} // namespace kontor::test
