#pragma once

#include "crypto/cipher_suite.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/tls_codec.h"

#include <vector>

namespace kontor::mls {

/// RFC 9420, 7.6: the new key of one parent on the committer's filtered direct path, and its path
/// secret encrypted to each key in the resolution of the child that the path does not go through.
struct UpdatePathNode {
    Bytes encryption_key;
    std::vector<HpkeCiphertext> encrypted_path_secret;

    friend bool operator==(const UpdatePathNode&, const UpdatePathNode&) = default;
    void encode(tls::Writer& w) const;
    static UpdatePathNode parse(tls::Reader& r);
};

struct UpdatePath {
    LeafNode leaf_node;
    std::vector<UpdatePathNode> nodes; ///< from the lowest to the top

    friend bool operator==(const UpdatePath&, const UpdatePath&) = default;
    void encode(tls::Writer& w) const;
    static UpdatePath parse(tls::Reader& r);
};

} // namespace kontor::mls
