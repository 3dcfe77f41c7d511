#pragma once

#include "crypto/identity/organisation.h"

namespace kontor::identity {

/// What a device signs to log in: bound to this connection (the server's nonce), to this
/// organisation, and to the TLS key that the device saw, so that nobody in between can pass it on.
struct LoginChallenge {
    std::array<std::uint8_t, 32> nonce{};
    OrganisationId organisation;
    TlsKeyHash tlsKey;
};

[[nodiscard]] Signature proveLogin(const SignatureKeyPair& deviceKey,
                                   const LoginChallenge& challenge);
[[nodiscard]] bool verifyLogin(const SignaturePublicKey& deviceKey, const LoginChallenge& challenge,
                               ByteView proof);

} // namespace kontor::identity
