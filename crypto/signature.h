#pragma once

#include "base/id.h"
#include "crypto/random.h"
#include "crypto/secret.h"

namespace kontor {

/// Ed25519 (RFC 8032). A public key is compared like any id; knowing it proves nothing.
using SignaturePublicKey = Id<struct SignaturePublicKeyTag, 32>;
using Signature = Id<struct SignatureTag, 64>;

class SignatureKeyPair {
public:
    [[nodiscard]] static SignatureKeyPair generate(Random& random);
    /// The seed is the private key of RFC 8032, 5.1.5; what a store keeps.
    [[nodiscard]] static SignatureKeyPair fromSeed(std::span<const std::uint8_t, 32> seed);

    [[nodiscard]] const SignaturePublicKey& publicKey() const { return m_publicKey; }
    [[nodiscard]] std::span<const std::uint8_t, 32> seed() const {
        return m_private.view().first<32>();
    }
    [[nodiscard]] SignatureKeyPair clone() const { return fromSeed(seed()); }

    [[nodiscard]] Signature sign(ByteView message) const;

private:
    SignatureKeyPair() = default;

    Secret<64> m_private; ///< libsodium's form: the seed, then the public key
    SignaturePublicKey m_publicKey;
};

/// Refuses keys of small order and signatures that are not canonical.
[[nodiscard]] bool verify(const SignaturePublicKey& key, ByteView message,
                          const Signature& signature);

} // namespace kontor
