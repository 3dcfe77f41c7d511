#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/signature.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace kontor::identity {

/// What an organisation sets for everybody, signed by its key. The server passes it on and can
/// neither make one nor change one; that it brings back an old one is seen by the number.
///
/// On the wire (RFC 9420 notation, version 1), signed under the label "Kontor 1.0 policies":
///     struct { opaque name<V>; opaque value<V>; } Policy;
///     uint16 version; opaque organisation_key[32]; uint64 number; Policy policies<V>;
///     opaque signature[64];
/// Policies stand in ascending order of their names (bytes), each once. `longest_life` has a uint32
/// of seconds; without it there is no bound.
struct PolicyStatement {
    static constexpr std::uint16_t kVersion = 1;
    /// Bytes of all of it: many times what there is today.
    static constexpr std::size_t kGreatestBytes = 4'096;
    static constexpr std::size_t kGreatestPolicies = 64;
    static constexpr std::size_t kGreatestName = 64;
    static constexpr std::chrono::seconds kLeastLife{5};
    static constexpr std::chrono::seconds kGreatestLife = std::chrono::hours(24 * 28);

    /// One that this version does not know: kept as it is.
    struct Other {
        std::string name;
        Bytes value;
        friend bool operator==(const Other&, const Other&) = default;
    };

    SignaturePublicKey organisationKey;
    /// A newer statement has a higher number; the first is 1.
    std::uint64_t number = 0;
    std::chrono::seconds longestLife{0}; ///< of messages: kLeastLife to kGreatestLife; 0: no bound
    std::vector<Other> others;

    friend bool operator==(const PolicyStatement&, const PolicyStatement&) = default;
    /// The signed bytes. `key` is the organisation's: its public half becomes organisationKey.
    [[nodiscard]] Bytes sign(const SignatureKeyPair& key) const;
    /// Checks the signature by the key inside; whether that key is the expected one:
    /// checkPolicies(). Errors: TooLarge, Malformed, VersionUnknown, StatementWrong (signature).
    [[nodiscard]] static Result<PolicyStatement> parse(ByteView signedStatement);
};

/// FingerprintWrong: another organisation's.
[[nodiscard]] Result<void> checkPolicies(const PolicyStatement& statement,
                                         const OrganisationId& pinned);

} // namespace kontor::identity
