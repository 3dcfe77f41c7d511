#include "crypto/mls/own_leaf.h"

#include "crypto/cipher_suite.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/mls/proposals.h"

namespace kontor::mls {

namespace {

/// One of 0x0A0A, 0x1A1A ... 0xEAEA (13.5).
std::uint16_t grease(Random& random) {
    const unsigned step = random.array<1>()[0] % 15;
    return static_cast<std::uint16_t>(0x0A0AU + step * 0x1010U);
}

template <typename Enum>
std::uint16_t numberOf(Enum value) {
    return static_cast<std::uint16_t>(value);
}

} // namespace

Capabilities ownCapabilities(Random& random) {
    return {{numberOf(ProtocolVersion::mls10)},
            {numberOf(kCipherSuite), grease(random)},
            {numberOf(ExtensionType::kontor_rules), grease(random)},
            {numberOf(ProposalType::self_remove), grease(random)},
            {numberOf(CredentialType::basic), grease(random)}};
}

LeafNode newOwnLeaf(const OwnDevice& device, const HpkePublicKey& encryptionKey, Random& random) {
    LeafNode leaf;
    leaf.encryption_key = encryptionKey.toBytes();
    leaf.signature_key = device.key.publicKey().toBytes();
    leaf.credential = Credential::basic(device.certificate.encode());
    leaf.capabilities = ownCapabilities(random);
    return leaf;
}

} // namespace kontor::mls
