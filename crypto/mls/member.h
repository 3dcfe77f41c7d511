#pragma once

#include "base/result.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/tree_math.h"

namespace kontor::mls {

/// A leaf of the group as everybody sees it. The certificate was checked: its signature, its device
/// key = the leaf's signature key.
struct Member {
    LeafIndex leaf;
    identity::DeviceCertificate certificate; ///< user, device, device key, user identity key
};

/// Reads the certificate out of a leaf's credential: basic, well-formed, of the leaf's own key. The
/// certificate's signature is not checked here. GroupInvalid{credential, certificate, device_key}.
[[nodiscard]] Result<identity::DeviceCertificate> certificateOf(const LeafNode& leaf);

} // namespace kontor::mls
