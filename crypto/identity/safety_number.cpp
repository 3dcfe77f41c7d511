#include "crypto/identity/safety_number.h"

#include "crypto/sodium_start.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kontor::identity {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 safety number";
constexpr int kRounds = 5'200;
constexpr std::size_t kGroups = 6;
constexpr std::size_t kBytesOfGroup = 5;
constexpr std::size_t kDigitsOfGroup = 5;
constexpr std::uint64_t kGroupModulus = 100'000;

using Hash = std::array<std::uint8_t, crypto_hash_sha512_BYTES>;

Hash sha512(std::initializer_list<ByteView> pieces) {
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    for (const ByteView piece : pieces)
        crypto_hash_sha512_update(&state, piece.data(), piece.size());
    Hash hash{};
    crypto_hash_sha512_final(&state, hash.data());
    return hash;
}

std::string half(const SafetyNumberParty& party) {
    Hash hash = sha512({viewOf(kLabel), party.identityKey.view(), party.user.view()});
    for (int round = 0; round < kRounds; ++round)
        hash = sha512({hash, party.identityKey.view()});
    std::string digits;
    for (std::size_t group = 0; group < kGroups; ++group) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < kBytesOfGroup; ++i)
            value = value << 8U | hash[group * kBytesOfGroup + i];
        const std::string text = std::to_string(value % kGroupModulus);
        digits += std::string(kDigitsOfGroup - text.size(), '0') + text;
    }
    return digits;
}

} // namespace

std::string safetyNumber(const SafetyNumberParty& one, const SafetyNumberParty& other) {
    const std::string first = half(one);
    const std::string second = half(other);
    return std::min(first, second) + std::max(first, second);
}

} // namespace kontor::identity
