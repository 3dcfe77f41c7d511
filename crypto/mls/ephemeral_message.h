#pragma once

#include "crypto/mls/group.h"

namespace kontor::mls {

/// Ephemeral messages (delivery.md, 1): for what is worth nothing a moment later, like typing and a
/// call's candidates. They never touch the secret tree, so they are allowed while a commit is
/// staged, and whoever lacks the epoch cannot read them. There is no order and no protection
/// against a server that sends one twice within its epoch: contents must not mind.
///
///     key     = MLS-Exporter("Kontor 1.0 ephemeral", "", 32)
///     place   = struct { opaque group<V>; uint64 epoch; uint32 leaf; }
///     payload = nonce[24] || XChaCha20-Poly1305(key, nonce, aad = place, signature[64] || content)
///     signature by the device key, label "Kontor 1.0 ephemeral", over
///         struct { opaque group<V>; uint64 epoch; uint32 leaf; opaque content<V>; }
[[nodiscard]] Result<Bytes> sealEphemeral(const Group& group, const OwnDevice& device,
                                          ByteView content, Random& random);

struct OpenedEphemeral {
    Member sender;
    Bytes content;
};
/// `epoch` and `leaf` as the server names them. Errors: EpochTooOld, EpochUnknown, CryptoFailed
/// (a leaf that is none too), Malformed.
[[nodiscard]] Result<OpenedEphemeral> openEphemeral(const Group& group, Epoch epoch, LeafIndex leaf,
                                                    ByteView payload);

} // namespace kontor::mls
