#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <sodium/crypto_hash_sha256.h>

namespace kontor {

/// What SHA-256 gives. Compare with equalInConstantTime where it proves knowledge of a secret.
using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 in pieces; a copy goes on from the same point.
class Sha256 {
public:
    Sha256();
    Sha256& update(ByteView bytes);
    /// Once, as the last call.
    [[nodiscard]] Digest finish();

private:
    crypto_hash_sha256_state m_state;
};

[[nodiscard]] Digest sha256(ByteView bytes);
/// Of the pieces, one after the other.
[[nodiscard]] Digest sha256(std::initializer_list<ByteView> pieces);

} // namespace kontor
