#pragma once

#include "crypto/random.h"
#include "storage/connection.h"

/// Secrets sealed once more under a key of the profile, each purpose under a key of its own.
namespace kontor::storage {

enum class SealedFor : std::uint8_t {
    OwnKey = 1,    ///< own_keys of the store
    KeyBackup = 2, ///< the file beside the store
    Slot = 3,      ///< key.slot: the store key under the slot's wrapping key
};

/// nonce (24), then XChaCha20-Poly1305 under HKDF-Expand(key, purpose); `context` is bound to it.
[[nodiscard]] Bytes sealUnder(const Secret<32>& key, SealedFor purpose, ByteView context,
                              ByteView plain, Random& random);
/// CryptoFailed: another key, purpose or context, or altered.
[[nodiscard]] Result<SecretBytes> openUnder(const Secret<32>& key, SealedFor purpose,
                                            ByteView context, ByteView sealed);

} // namespace kontor::storage
