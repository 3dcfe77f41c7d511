#include "crypto/random.h"

#include "crypto/sodium_start.h"

namespace kontor {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    if (!bytes.empty())
        randombytes_buf(bytes.data(), bytes.size());
}

} // namespace kontor
