#pragma once

#include "base/id.h"
#include "crypto/aead.h"
#include "crypto/random.h"
#include "crypto/secret.h"

#include <cstdint>

/// Public-key encryption: HPKE, RFC 9180, base mode, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256
/// and ChaCha20-Poly1305 (MLS suite 3). Keys whose shared secret would be zero are refused.
namespace kontor {

using HpkePublicKey = Id<struct HpkePublicKeyTag, 32>;

/// Can something be sealed to this key? Not to those few whose shared secret is zero with every
/// private key: whoever put one into a tree would keep all others from sealing.
[[nodiscard]] bool isUsable(const HpkePublicKey& key);

struct HpkePrivateKey {
    Secret<32> bytes;
    [[nodiscard]] HpkePrivateKey clone() const { return {bytes.clone()}; }
};

struct HpkeKeyPair {
    HpkePrivateKey privateKey;
    HpkePublicKey publicKey;

    [[nodiscard]] static HpkeKeyPair generate(Random& random);
    /// DeriveKeyPair (RFC 9180, 7.1.3): the same from the same secret.
    [[nodiscard]] static HpkeKeyPair derive(ByteView ikm);
    /// Computes the public half (one multiplication).
    [[nodiscard]] static HpkeKeyPair fromPrivate(HpkePrivateKey privateKey);
    [[nodiscard]] HpkeKeyPair clone() const { return {privateKey.clone(), publicKey}; }
};

/// The RFC's `Context` (5.2) of either side. Move-only; each seal or open uses up one sequence
/// number.
class HpkeContext {
public:
    [[nodiscard]] Bytes seal(ByteView aad, ByteView plain);
    /// CryptoFailed; the sequence number then stays.
    [[nodiscard]] Result<SecretBytes> open(ByteView aad, ByteView sealed);
    /// 5.3; at most 255 * 32 bytes.
    [[nodiscard]] SecretBytes exportSecret(ByteView exporterContext, std::size_t length) const;

private:
    friend struct HpkeKeySchedule;
    HpkeContext() = default;
    [[nodiscard]] AeadNonce nonce() const;

    Secret<kAeadKeyBytes> m_key;
    Secret<12> m_baseNonce;
    Secret<32> m_exporterSecret;
    std::uint64_t m_sequence = 0;
};

struct HpkeSender {
    Bytes enc; ///< what the receiver needs: the ephemeral public key
    HpkeContext context;
};

/// SetupBaseS (5.1.1). CryptoFailed: `receiver` is no usable key.
[[nodiscard]] Result<HpkeSender> hpkeSetupSender(const HpkePublicKey& receiver, ByteView info,
                                                 Random& random);
/// The same with a chosen ephemeral key pair: for test vectors.
[[nodiscard]] Result<HpkeSender> hpkeSetupSender(const HpkePublicKey& receiver, ByteView info,
                                                 const HpkeKeyPair& ephemeral);
/// SetupBaseR. CryptoFailed: `enc` is no usable key.
[[nodiscard]] Result<HpkeContext> hpkeSetupReceiver(const HpkeKeyPair& receiver, ByteView enc,
                                                    ByteView info);

struct HpkeSealed {
    Bytes enc;
    Bytes ciphertext;
};
/// One message (6.1). CryptoFailed: `receiver` is no usable key.
[[nodiscard]] Result<HpkeSealed> hpkeSeal(const HpkePublicKey& receiver, ByteView info,
                                          ByteView aad, ByteView plain, Random& random);
[[nodiscard]] Result<SecretBytes> hpkeOpen(const HpkeKeyPair& receiver, ByteView enc, ByteView info,
                                           ByteView aad, ByteView ciphertext);

} // namespace kontor
