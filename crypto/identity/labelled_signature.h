#pragma once

#include "crypto/signature.h"

#include <string_view>

namespace kontor {

/// Signs struct { opaque label<V>; opaque content<V>; } (RFC 9420, 5.1.2): a signature made for one
/// purpose is none for another. The whole label is given; MLS's own begin with "MLS 1.0 ", ours
/// never do.
[[nodiscard]] Signature signLabelled(const SignatureKeyPair& key, std::string_view label,
                                     ByteView content);
[[nodiscard]] bool verifyLabelled(const SignaturePublicKey& key, std::string_view label,
                                  ByteView content, const Signature& signature);

} // namespace kontor
