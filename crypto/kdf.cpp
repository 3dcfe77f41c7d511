#include "crypto/kdf.h"

#include "crypto/sodium_start.h"

namespace kontor {
namespace {

constexpr std::size_t kMacBytes = crypto_auth_hmacsha256_BYTES;

} // namespace

HmacKey::HmacKey(ByteView key) {
    crypto_auth_hmacsha256_init(&m_state, somewhere(key), key.size());
}

HmacKey::~HmacKey() {
    sodium_memzero(&m_state, sizeof m_state);
}

void HmacKey::mac(std::initializer_list<ByteView> pieces, std::span<std::uint8_t, 32> mac) const {
    crypto_auth_hmacsha256_state state = m_state;
    for (const ByteView piece : pieces)
        crypto_auth_hmacsha256_update(&state, somewhere(piece), piece.size());
    crypto_auth_hmacsha256_final(&state, mac.data()); // wipes no state
    sodium_memzero(&state, sizeof state);
}

void HmacKey::expand(std::initializer_list<ByteView> info, std::span<std::uint8_t> out) const {
    assert(out.size() <= 255 * kMacBytes);
    std::array<std::uint8_t, kMacBytes> block{};
    std::uint8_t counter = 1;
    for (std::size_t done = 0; done < out.size(); ++counter) {
        crypto_auth_hmacsha256_state state = m_state;
        if (counter > 1)
            crypto_auth_hmacsha256_update(&state, block.data(), block.size());
        for (const ByteView piece : info)
            crypto_auth_hmacsha256_update(&state, somewhere(piece), piece.size());
        crypto_auth_hmacsha256_update(&state, &counter, 1);
        crypto_auth_hmacsha256_final(&state, block.data());
        sodium_memzero(&state, sizeof state);
        const std::size_t part = std::min(kMacBytes, out.size() - done);
        std::copy_n(block.begin(), part, out.begin() + static_cast<std::ptrdiff_t>(done));
        done += part;
    }
    wipe(block);
}

Digest hmacSha256(ByteView key, ByteView message) {
    Digest digest{};
    HmacKey(key).mac({message}, digest);
    return digest;
}

Secret<32> hkdfExtract(ByteView salt, std::initializer_list<ByteView> ikm) {
    Secret<32> prk;
    HmacKey(salt).mac(ikm, prk.writable()); // HMAC pads a short key with zeros itself
    return prk;
}

Secret<32> hkdfExtract(ByteView salt, ByteView ikm) {
    return hkdfExtract(salt, {ikm});
}

void hkdfExpand(ByteView prk, ByteView info, std::span<std::uint8_t> out) {
    HmacKey(prk).expand({info}, out);
}

} // namespace kontor
