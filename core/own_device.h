#pragma once

#include "crypto/identity/device_certificate.h"
#include "crypto/mls/own_device.h"
#include "crypto/signature.h"

namespace kontor {

/// Who this profile is, once it is registered. Lives as long as the profile is open.
struct OwnDevice {
    identity::DeviceCertificate certificate; ///< user, device, device key, organisation
    SignatureKeyPair key;                    ///< the device key's private half
    SignaturePublicKey removalKey;           ///< of the server statement: every group's sender

    [[nodiscard]] const UserId& user() const { return certificate.user; }
    [[nodiscard]] const DeviceId& device() const { return certificate.device; }
    [[nodiscard]] mls::OwnDevice forMls() const { return {certificate, key}; }
};

} // namespace kontor
