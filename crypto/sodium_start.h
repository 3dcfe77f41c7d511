#pragma once

#include "base/bytes.h"

#include <cstdlib>
#include <sodium.h>

namespace kontor {

/// Run before main in every program that has cryptography: libsodium then picks the processor's
/// fast paths and opens its source of randomness. Without randomness nothing here may go on.
inline const bool kSodiumStarted = sodium_init() >= 0 || (std::abort(), false);

/// An empty view may point nowhere; libsodium's functions are declared never to be given that.
inline const std::uint8_t* somewhere(ByteView bytes) {
    static constexpr std::uint8_t kNothing = 0;
    return bytes.empty() ? &kNothing : bytes.data();
}

} // namespace kontor
