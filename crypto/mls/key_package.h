#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/hpke.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/own_device.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/random.h"
#include "crypto/secret.h"

#include <cstdint>

namespace kontor::mls {

/// RFC 9420, 10: what a device publishes so that others can add it while it is away.
struct KeyPackage {
    ProtocolVersion version = ProtocolVersion::mls10;
    std::uint16_t cipher_suite = 0;
    Bytes init_key;
    LeafNode leaf_node;
    Extensions extensions;
    Bytes signature;

    friend bool operator==(const KeyPackage&, const KeyPackage&) = default;
    void encode(tls::Writer& w) const;
    static KeyPackage parse(tls::Reader& r);
    /// From an MLSMessage, as it lies on the server. Syntax only. Malformed.
    [[nodiscard]] static Result<KeyPackage> fromMessage(ByteView mlsMessage);

    /// KeyPackageRef (5.2): names this package's part of a Welcome.
    [[nodiscard]] Bytes ref() const;
    /// By the key of its leaf.
    [[nodiscard]] bool signatureVerifies() const;
    void sign(const SignatureKeyPair& key);

private:
    void encodeUnsigned(tls::Writer& w) const;
};

/// A key package with its private keys: what the device keeps until a Welcome uses it.
struct KeyPackageBundle {
    Bytes keyPackage; ///< to be published: an MLSMessage
    Bytes ref;
    HpkeKeyPair initKey; ///< opens the Welcome; goes after the join, except for the last resort
    HpkeKeyPair leafKey; ///< becomes the leaf's encryption key

    /// Valid from a day before `now` (clocks differ) for limits::kKeyPackageLife.
    [[nodiscard]] static KeyPackageBundle generate(const OwnDevice& device, Random& random,
                                                   Milliseconds now);
    /// For the store.
    [[nodiscard]] SecretBytes serialize() const;
    /// Malformed; VersionUnknown.
    [[nodiscard]] static Result<KeyPackageBundle> parse(ByteView stored);
};

} // namespace kontor::mls
