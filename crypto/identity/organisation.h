#pragma once

#include "base/id.h"
#include "crypto/signature.h"

#include <string>
#include <vector>

namespace kontor::identity {

/// SHA-256 of a TLS certificate's SubjectPublicKeyInfo (DER).
using TlsKeyHash = Id<struct TlsKeyHashTag, 32>;

/// Who an organisation is: SHA-256 of its public key. Its base64url is an invite link's
/// fingerprint.
[[nodiscard]] OrganisationId organisationIdOf(const SignaturePublicKey& organisationKey);

/// What a server says first, signed by the organisation's key: who it is and by which TLS keys one
/// recognises it. Whoever has the organisation's id needs no certificate authority.
///
/// On the wire (RFC 9420 notation, version 1), signed under the label "Kontor 1.0 statement":
///     uint16 version; opaque organisation_key[32]; opaque name<V>; opaque tls_key_hashes[32]<V>;
///     opaque removal_key[32]; uint64 number; opaque signature[64];
struct ServerStatement {
    static constexpr std::uint16_t kVersion = 1;
    /// TLS keys of one statement: the present one, the next one, a few spare nodes.
    static constexpr std::size_t kGreatestKeys = 16;
    /// Bytes of the name: 64 letters of 4.
    static constexpr std::size_t kGreatestName = 256;

    SignaturePublicKey organisationKey;
    std::string name;
    std::vector<TlsKeyHash> tlsKeyHashes;
    /// The external sender of every group: it may propose Removes and nothing else.
    SignaturePublicKey removalKey;
    /// A newer statement has a higher number.
    std::uint64_t number = 0;

    friend bool operator==(const ServerStatement&, const ServerStatement&) = default;
    [[nodiscard]] OrganisationId organisation() const { return organisationIdOf(organisationKey); }
    [[nodiscard]] bool names(const TlsKeyHash& tlsKey) const;

    /// The signed bytes. `key` is the organisation's: its public half becomes organisationKey.
    [[nodiscard]] Bytes sign(const SignatureKeyPair& key) const;
    /// Checks the signature by the key inside; whether that key is the expected one:
    /// checkStatement(). Errors: Malformed, VersionUnknown, StatementWrong (signature).
    [[nodiscard]] static Result<ServerStatement> parse(ByteView signedStatement);
};

/// Is this the server that we mean? FingerprintWrong: another organisation; StatementWrong: it does
/// not name the TLS key that the connection showed.
[[nodiscard]] Result<void> checkStatement(const ServerStatement& statement,
                                          const OrganisationId& pinned, const TlsKeyHash& seen);

} // namespace kontor::identity
