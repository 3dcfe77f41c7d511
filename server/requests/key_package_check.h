#pragma once

#include "base/result.h"
#include "crypto/identity/device_certificate.h"
#include "server/directory/directory_store.h"

namespace kontor::server {

/// A key package (an MLSMessage) as a device may publish it: of our suite, signed, for this device
/// and with the certificate that is registered for it, valid now and no longer than claimers
/// accept. Errors: Malformed, TooLarge, GroupInvalid, with the rule's name.
[[nodiscard]] Result<NewKeyPackage>
checkKeyPackage(ByteView message, const identity::DeviceCertificate& registered, Seconds now);

} // namespace kontor::server
