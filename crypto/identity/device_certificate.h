#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "crypto/signature.h"

namespace kontor::identity {

/// The identity of an MLS BasicCredential: in it a user's identity key says which device is hers.
///
/// On the wire, 210 bytes (version 1), signed by the identity key under the label "kontor device
/// v1":
///     uint16 version; opaque organisation[32]; opaque user[16]; opaque device[16];
///     opaque device_key[32]; uint64 not_before; uint64 not_after; opaque identity_key[32];
///     opaque signature[64];
struct DeviceCertificate {
    static constexpr std::uint16_t kVersion = 1;
    static constexpr std::size_t kBytes = 2 + 32 + 16 + 16 + 32 + 8 + 8 + 32 + 64;

    OrganisationId organisation;
    UserId user;
    DeviceId device;
    SignaturePublicKey deviceKey; ///< also the device's MLS signature key
    std::uint64_t notBefore = 0;  ///< seconds since 1970
    std::uint64_t notAfter = 0;   ///< seconds since 1970
    SignaturePublicKey identityKey;
    Signature signature;

    friend bool operator==(const DeviceCertificate&, const DeviceCertificate&) = default;

    /// Fills in `identityKey` and `signature`; everything else is given.
    [[nodiscard]] static DeviceCertificate issue(DeviceCertificate content,
                                                 const SignatureKeyPair& identityKey);
    [[nodiscard]] Bytes encode() const;
    /// The form only, so that a certificate met before costs no verification: ask isGenuine() once.
    /// Errors: Malformed, VersionUnknown.
    [[nodiscard]] static Result<DeviceCertificate> parse(ByteView bytes);
    /// Does the signature verify under the identity key inside? Whether that is the right key for
    /// this user is another question.
    [[nodiscard]] bool isGenuine() const;
    [[nodiscard]] bool validAt(Milliseconds sinceEpoch) const;
};

} // namespace kontor::identity
