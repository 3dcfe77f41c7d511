#pragma once

#include "base/id.h"
#include "crypto/secret.h"

#include <array>
#include <cstdint>
#include <span>

namespace kontor {

/// Where randomness comes from: injected, so that a test can repeat what happened.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    template <std::size_t N>
    [[nodiscard]] std::array<std::uint8_t, N> array() {
        std::array<std::uint8_t, N> bytes{};
        fill(bytes);
        return bytes;
    }
    template <std::size_t N>
    [[nodiscard]] Secret<N> secret() {
        Secret<N> fresh;
        fill(fresh.writable());
        return fresh;
    }
    /// `random.id<UserId>()`
    template <typename AnyId>
    [[nodiscard]] AnyId id() {
        AnyId fresh;
        fill(fresh.bytes);
        return fresh;
    }
};

/// The operating system's generator. Any thread.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

} // namespace kontor
