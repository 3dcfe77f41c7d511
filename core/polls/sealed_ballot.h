#pragma once

#include "core/content/poll.h"
#include "core/content/vote.h"

/// Votes that nobody but the author of the poll can read before she tells what came of it. Pure.
///
///     sealed = enc (32 bytes) || ciphertext       ; HPKE base mode, the suite of MLS here
///     info   = "Kontor 1.0 vote" || message id of the poll || user id of the voter
///     plain  = ballot || 0x80 || 0x00 ...         ; to the next power of two, 256 bytes at least
///
/// So a vote tells by its length neither what it answers nor whether it takes one back; nor that
/// it has a comment, unless that is a long one.
namespace kontor::polls {

/// Malformed: a ballot larger than any. CryptoFailed: the poll's key is none.
[[nodiscard]] Result<Bytes> sealBallot(const content::Poll& poll, const MessageId& id,
                                       const UserId& voter, const content::Ballot& ballot,
                                       Random& random);
/// `privateKey`: 32 bytes. CryptoFailed, Malformed, VersionUnknown: it counts for nothing.
[[nodiscard]] Result<content::Ballot> openBallot(ByteView privateKey, const MessageId& id,
                                                 const UserId& voter, ByteView sealed);

} // namespace kontor::polls
