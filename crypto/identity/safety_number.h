#pragma once

#include "base/id.h"
#include "crypto/signature.h"

#include <string>

namespace kontor::identity {

/// Whom a safety number speaks of.
struct SafetyNumberParty {
    UserId user;
    SignaturePublicKey identityKey;
};

/// 60 digits, the same on both screens whoever is first: two people who compare them know that
/// nobody swapped their keys. Made as Signal does: for each of the two
///     hash = SHA-512("Kontor 1.0 safety number" || identity key || user id), then 5,200 times
///     hash = SHA-512(hash || identity key);
/// its first 30 bytes, in fives, as big-endian numbers modulo 100,000, are 6 groups of 5 digits.
/// The two halves follow each other in ascending order. The rounds make a key whose digits resemble
/// another's 5,200 times dearer to search. A few milliseconds.
[[nodiscard]] std::string safetyNumber(const SafetyNumberParty& one,
                                       const SafetyNumberParty& other);

} // namespace kontor::identity
