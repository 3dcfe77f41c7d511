#pragma once

#include "crypto/hash.h"
#include "crypto/secret.h"

#include <initializer_list>
#include <sodium/crypto_auth_hmacsha256.h>

namespace kontor {

/// HMAC-SHA256 (RFC 2104) under one key: the key's two blocks are hashed once, which halves the
/// cost of short messages. Lives on the stack, not in locked memory; wiped at the end.
class HmacKey {
public:
    explicit HmacKey(ByteView key);
    HmacKey(const HmacKey&) = delete;
    HmacKey& operator=(const HmacKey&) = delete;
    ~HmacKey();

    /// Of the pieces, one after the other. `mac` has 32 bytes.
    void mac(std::initializer_list<ByteView> pieces, std::span<std::uint8_t, 32> mac) const;

    /// HKDF-Expand (RFC 5869, 2.3) with this key as PRK; the info is the pieces, one after the
    /// other. At most 255 * 32 bytes.
    void expand(std::initializer_list<ByteView> info, std::span<std::uint8_t> out) const;

private:
    crypto_auth_hmacsha256_state m_state;
};

[[nodiscard]] Digest hmacSha256(ByteView key, ByteView message);

/// HKDF-Extract (RFC 5869, 2.2); an empty salt is 32 zero bytes.
[[nodiscard]] Secret<32> hkdfExtract(ByteView salt, ByteView ikm);
[[nodiscard]] Secret<32> hkdfExtract(ByteView salt, std::initializer_list<ByteView> ikm);

void hkdfExpand(ByteView prk, ByteView info, std::span<std::uint8_t> out);

} // namespace kontor
