#include "crypto/signature.h"

#include "crypto/sodium_start.h"

namespace kontor {

static_assert(SignaturePublicKey::kSize == crypto_sign_PUBLICKEYBYTES);
static_assert(Signature::kSize == crypto_sign_BYTES);
static_assert(Secret<64>::kSize == crypto_sign_SECRETKEYBYTES);

SignatureKeyPair SignatureKeyPair::generate(Random& random) {
    return fromSeed(random.secret<32>().view());
}

SignatureKeyPair SignatureKeyPair::fromSeed(std::span<const std::uint8_t, 32> seed) {
    SignatureKeyPair pair;
    crypto_sign_seed_keypair(pair.m_publicKey.bytes.data(), pair.m_private.writable().data(),
                             seed.data());
    return pair;
}

Signature SignatureKeyPair::sign(ByteView message) const {
    Signature signature;
    crypto_sign_detached(signature.bytes.data(), nullptr, somewhere(message), message.size(),
                         m_private.view().data());
    return signature;
}

bool verify(const SignaturePublicKey& key, ByteView message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.bytes.data(), somewhere(message), message.size(),
                                       key.bytes.data()) == 0;
}

} // namespace kontor
