#include "crypto/mls/stored_keys.h"

namespace kontor::mls {

void writeKeys(tls::SecretWriter& w, const std::map<NodeIndex, HpkeKeyPair>& keys) {
    w.sized([&] {
        for (const auto& [node, key] : keys) {
            w.u32(node.value);
            w.opaque(key.privateKey.bytes.view());
        }
    });
}

StoredKey StoredKey::parse(tls::Reader& r) {
    StoredKey key;
    key.node = r.u32();
    key.privateKey = r.opaqueSecret();
    return key;
}

Result<std::map<NodeIndex, HpkeKeyPair>> keysFrom(const std::vector<StoredKey>& stored) {
    std::map<NodeIndex, HpkeKeyPair> keys;
    for (const StoredKey& key : stored) {
        auto bytes = Secret<32>::copyOf(key.privateKey.view());
        if (!bytes.ok())
            return Error(ErrorCode::Malformed, {"stored keys"});
        keys.emplace(NodeIndex(key.node), HpkeKeyPair::fromPrivate({std::move(bytes).value()}));
    }
    return keys;
}

} // namespace kontor::mls
