#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret_pool.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace kontor {

/// Compares without a branch on the content: for tags, keys, hashes that somebody might guess byte
/// by byte. Different lengths are different (the length is no secret).
[[nodiscard]] bool equalInConstantTime(ByteView one, ByteView other);

/// Overwrites memory in a way that no optimiser removes: for stack arrays that held a secret.
void wipe(std::span<std::uint8_t> memory);

/// N secret bytes in locked memory that never moves and is wiped at the end. Move-only: a second
/// copy is asked for by name. There is no operator==, no stream, no conversion; look through
/// view(), whose pointer stays valid while the secret is moved. A moved-from Secret may only be
/// assigned or destroyed.
template <std::size_t N>
class Secret {
public:
    static constexpr std::size_t kSize = N;

    /// All zero.
    Secret()
        : m_block(secret_pool::allocate(N)) {}
    explicit Secret(std::span<const std::uint8_t, N> bytes)
        : Secret() {
        std::ranges::copy(bytes, m_block);
    }
    /// Malformed unless there are exactly N bytes.
    [[nodiscard]] static Result<Secret> copyOf(ByteView bytes) {
        if (bytes.size() != N)
            return Error(ErrorCode::Malformed, {"secret"});
        return Secret(bytes.template first<N>());
    }
    Secret(Secret&& other) noexcept
        : m_block(std::exchange(other.m_block, nullptr)) {}
    Secret& operator=(Secret&& other) noexcept {
        std::swap(m_block, other.m_block);
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { secret_pool::release(m_block, N); }

    [[nodiscard]] Secret clone() const { return Secret(view()); }
    [[nodiscard]] std::span<const std::uint8_t, N> view() const {
        assert(m_block != nullptr);
        return std::span<const std::uint8_t, N>(m_block, N);
    }
    [[nodiscard]] std::span<std::uint8_t, N> writable() {
        assert(m_block != nullptr);
        return std::span<std::uint8_t, N>(m_block, N);
    }

private:
    std::uint8_t* m_block;
};

/// The same for a length that is known only at run time; fixed once made.
class SecretBytes {
public:
    SecretBytes() = default;
    /// All zero.
    explicit SecretBytes(std::size_t size)
        : m_block(size == 0 ? nullptr : secret_pool::allocate(size))
        , m_capacity(size)
        , m_size(size) {}
    [[nodiscard]] static SecretBytes copyOf(ByteView bytes) {
        SecretBytes copy(bytes.size());
        std::ranges::copy(bytes, copy.m_block);
        return copy;
    }
    SecretBytes(SecretBytes&& other) noexcept
        : m_block(std::exchange(other.m_block, nullptr))
        , m_capacity(std::exchange(other.m_capacity, 0))
        , m_size(std::exchange(other.m_size, 0)) {}
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        std::swap(m_block, other.m_block);
        std::swap(m_capacity, other.m_capacity);
        std::swap(m_size, other.m_size);
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { secret_pool::release(m_block, m_capacity); }

    [[nodiscard]] SecretBytes clone() const { return copyOf(view()); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] ByteView view() const { return {m_block, m_size}; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return {m_block, m_size}; }
    /// Keeps the first `size` bytes (not more than there are) and wipes the rest.
    void truncate(std::size_t size) {
        assert(size <= m_size);
        wipe(writable().subspan(size));
        m_size = size;
    }

private:
    std::uint8_t* m_block = nullptr;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
};

} // namespace kontor
