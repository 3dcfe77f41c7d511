#include "crypto/mls/update_path.h"

namespace kontor::mls {

void UpdatePathNode::encode(tls::Writer& w) const {
    w.opaque(encryption_key);
    w.vector(encrypted_path_secret);
}

UpdatePathNode UpdatePathNode::parse(tls::Reader& r) {
    return {r.opaque(), r.vector<HpkeCiphertext>()};
}

void UpdatePath::encode(tls::Writer& w) const {
    w.value(leaf_node);
    w.vector(nodes);
}

UpdatePath UpdatePath::parse(tls::Reader& r) {
    return {r.value<LeafNode>(), r.vector<UpdatePathNode>()};
}

} // namespace kontor::mls
