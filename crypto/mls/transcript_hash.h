#pragma once

#include "crypto/cipher_suite.h"
#include "crypto/mls/framing.h"

/// The running hash over all commits of a group (RFC 9420, 8.2):
///
///     interim[n-1], wire_format, content, signature  --> confirmed[n]  (in GroupContext[n])
///     confirmed[n], confirmation_tag                 --> interim[n]
///
/// At epoch 0 the confirmed hash is empty, and interim[0] is made from the confirmation tag as
/// everywhere.
namespace kontor::mls {

/// `commit` carries a commit; its confirmation tag does not matter here.
[[nodiscard]] Digest confirmedTranscriptHash(ByteView interim_before,
                                             const AuthenticatedContent& commit);
[[nodiscard]] Digest interimTranscriptHash(ByteView confirmed, ByteView confirmation_tag);

/// The MAC by which a committer shows that it came to the same state (6.1).
[[nodiscard]] Digest makeConfirmationTag(const HashSecret& confirmation_key, ByteView confirmed);
/// In constant time; a tag of another length is wrong.
[[nodiscard]] bool confirmationTagVerifies(const HashSecret& confirmation_key, ByteView confirmed,
                                           ByteView confirmation_tag);

} // namespace kontor::mls
