#include "crypto/secret.h"

#include "crypto/sodium_start.h"

namespace kontor {

bool equalInConstantTime(ByteView one, ByteView other) {
    return one.size() == other.size() &&
           sodium_memcmp(somewhere(one), somewhere(other), one.size()) == 0;
}

void wipe(std::span<std::uint8_t> memory) {
    if (!memory.empty())
        sodium_memzero(memory.data(), memory.size());
}

} // namespace kontor
