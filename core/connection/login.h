#pragma once

#include "base/id.h"
#include "base/result.h"
#include "crypto/identity/login_proof.h"
#include "crypto/identity/organisation.h"
#include "protocol/kontor.pb.h"

namespace kontor {

/// By what a client recognises its server: the organisation, from the invite link, and the number
/// of the newest statement it has seen, so that nobody can bring an old one with a stolen TLS key.
struct ServerPin {
    OrganisationId organisation;
    std::uint64_t leastStatement = 0;
};

/// What a server has said first, once it is believed.
struct Greeting {
    identity::ServerStatement statement;
    identity::LoginChallenge challenge; ///< what Login and Register sign
    Incarnation incarnation;
};

/// Believes a ServerHello or does not; nothing may be sent before. Errors: FingerprintWrong;
/// StatementWrong (its signature, another TLS key than the one seen, an older number);
/// VersionUnknown (protocol, statement); Malformed.
[[nodiscard]] Result<Greeting> checkHello(const wire::ServerHello& hello, const ServerPin& pin,
                                          const identity::TlsKeyHash& seen);

[[nodiscard]] wire::ClientHello clientHello();
[[nodiscard]] wire::Login loginOf(const DeviceId& device, const SignatureKeyPair& deviceKey,
                                  const identity::LoginChallenge& challenge);

} // namespace kontor
