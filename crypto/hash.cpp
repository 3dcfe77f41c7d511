#include "crypto/hash.h"

#include "crypto/sodium_start.h"

namespace kontor {

static_assert(std::tuple_size_v<Digest> == crypto_hash_sha256_BYTES);

Sha256::Sha256() {
    crypto_hash_sha256_init(&m_state);
}

Sha256& Sha256::update(ByteView bytes) {
    crypto_hash_sha256_update(&m_state, somewhere(bytes), bytes.size());
    return *this;
}

Digest Sha256::finish() {
    Digest digest{};
    crypto_hash_sha256_final(&m_state, digest.data());
    return digest;
}

Digest sha256(ByteView bytes) {
    return Sha256().update(bytes).finish();
}

Digest sha256(std::initializer_list<ByteView> pieces) {
    Sha256 hash;
    for (const ByteView piece : pieces)
        hash.update(piece);
    return hash.finish();
}

} // namespace kontor
