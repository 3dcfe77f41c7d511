#pragma once

#include "crypto/signature.h"

namespace kontor::identity {
struct DeviceCertificate;
}

namespace kontor::mls {

/// The device that acts: borrowed for the length of a call.
struct OwnDevice {
    const identity::DeviceCertificate& certificate;
    const SignatureKeyPair& key;
};

} // namespace kontor::mls
