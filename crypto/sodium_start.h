#pragma once

#include <cstdlib>
#include <sodium.h>

namespace kontor {

/// Run before main in every program that has cryptography: libsodium then picks the processor's
/// fast paths and opens its source of randomness. Without randomness nothing here may go on.
inline const bool kSodiumStarted = sodium_init() >= 0 || (std::abort(), false);

} // namespace kontor
