#pragma once

#include "crypto/hpke.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/own_device.h"
#include "crypto/random.h"

namespace kontor::mls {

/// What every Kontor client of this version can do, with one random value of GREASE (RFC 9420,
/// 13.5) in each list, so that others are used to values that they do not know.
[[nodiscard]] Capabilities ownCapabilities(Random& random);

/// A leaf of this device, source key_package, not signed: the certificate is its credential, the
/// device key its signature key.
[[nodiscard]] LeafNode newOwnLeaf(const OwnDevice& device, const HpkePublicKey& encryptionKey,
                                  Random& random);

} // namespace kontor::mls
