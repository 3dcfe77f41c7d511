#pragma once

#include "crypto/hpke.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"

#include <map>

/// The private keys of a commit of ours, as they are stored until it is true.
namespace kontor::mls {

void writeKeys(tls::SecretWriter& w, const std::map<NodeIndex, HpkeKeyPair>& keys);

struct StoredKey {
    std::uint32_t node = 0;
    SecretBytes privateKey;

    static StoredKey parse(tls::Reader& r);
};
/// Malformed.
[[nodiscard]] Result<std::map<NodeIndex, HpkeKeyPair>>
keysFrom(const std::vector<StoredKey>& stored);

} // namespace kontor::mls
