#pragma once

#include "crypto/hash.h"
#include "crypto/hpke.h"
#include "crypto/kdf.h"
#include "crypto/signature.h"

#include <cstdint>
#include <string_view>

namespace kontor::mls::tls {
class Reader;
class Writer;
} // namespace kontor::mls::tls

/// The labelled functions of RFC 9420, section 5, for suite 3. Suite 1 differs from it in the AEAD
/// alone (here: inside EncryptWithLabel, and the message keys of crypto/mls); everything else is
/// shared.
namespace kontor::mls {

/// Other values appear in messages and are kept as they came.
enum class CipherSuite : std::uint16_t {
    /// MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519
    X25519ChaCha20Sha256Ed25519 = 0x0003,
};
inline constexpr CipherSuite kCipherSuite = CipherSuite::X25519ChaCha20Sha256Ed25519;

inline constexpr std::size_t kHashBytes = 32;  ///< Kdf.Nh: hashes, tags, secrets
inline constexpr std::size_t kKeyBytes = 32;   ///< AEAD.Nk
inline constexpr std::size_t kNonceBytes = 12; ///< AEAD.Nn
using HashSecret = Secret<kHashBytes>;

/// 5.1.2. Labels are given without "MLS 1.0 ".
[[nodiscard]] Signature signWithLabel(const SignatureKeyPair& key, std::string_view label,
                                      ByteView content);
/// False for keys and signatures that are not of suite 3's lengths, too.
[[nodiscard]] bool verifyWithLabel(ByteView key, std::string_view label, ByteView content,
                                   ByteView signature);

/// 5.1.3, struct HPKECiphertext.
struct HpkeCiphertext {
    Bytes kem_output;
    Bytes ciphertext;
    friend bool operator==(const HpkeCiphertext&, const HpkeCiphertext&) = default;
    void encode(tls::Writer& w) const;
    static HpkeCiphertext parse(tls::Reader& r);
};
/// CryptoFailed: `key` is no usable key.
[[nodiscard]] Result<HpkeCiphertext> encryptWithLabel(ByteView key, std::string_view label,
                                                      ByteView context, ByteView plaintext,
                                                      Random& random);
[[nodiscard]] Result<SecretBytes> decryptWithLabel(const HpkeKeyPair& key, std::string_view label,
                                                   ByteView context, ByteView kem_output,
                                                   ByteView ciphertext);

/// 5.2, RefHash(label, value); the two labels that MLS uses are below.
[[nodiscard]] Digest refHash(std::string_view label, ByteView value);
[[nodiscard]] inline Digest makeKeyPackageRef(ByteView keyPackage) {
    return refHash("MLS 1.0 KeyPackage Reference", keyPackage);
}
/// Of the AuthenticatedContent that carries the proposal.
[[nodiscard]] inline Digest makeProposalRef(ByteView authenticatedContent) {
    return refHash("MLS 1.0 Proposal Reference", authenticatedContent);
}

/// 8: ExpandWithLabel; as many bytes as `out` has.
void expandWithLabel(const HmacKey& secret, std::string_view label, ByteView context,
                     std::span<std::uint8_t> out);
void expandWithLabel(ByteView secret, std::string_view label, ByteView context,
                     std::span<std::uint8_t> out);
[[nodiscard]] HashSecret expandWithLabel(ByteView secret, std::string_view label, ByteView context);
[[nodiscard]] HashSecret deriveSecret(ByteView secret, std::string_view label);
/// 9.1: DeriveTreeSecret.
void deriveTreeSecret(const HmacKey& secret, std::string_view label, std::uint32_t generation,
                      std::span<std::uint8_t> out);

} // namespace kontor::mls
