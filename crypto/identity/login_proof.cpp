#include "crypto/identity/login_proof.h"

#include "crypto/identity/labelled_signature.h"

namespace kontor::identity {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 login";

/// nonce[32] || organisation id[32] || hash of the TLS public key[32]
std::array<std::uint8_t, 96> content(const LoginChallenge& challenge) {
    std::array<std::uint8_t, 96> bytes{};
    std::ranges::copy(challenge.nonce, bytes.begin());
    std::ranges::copy(challenge.organisation.bytes, bytes.begin() + 32);
    std::ranges::copy(challenge.tlsKey.bytes, bytes.begin() + 64);
    return bytes;
}

} // namespace

Signature proveLogin(const SignatureKeyPair& deviceKey, const LoginChallenge& challenge) {
    return signLabelled(deviceKey, kLabel, content(challenge));
}

bool verifyLogin(const SignaturePublicKey& deviceKey, const LoginChallenge& challenge,
                 ByteView proof) {
    const auto signature = Signature::parse(proof);
    return signature.ok() &&
           verifyLabelled(deviceKey, kLabel, content(challenge), signature.value());
}

} // namespace kontor::identity
