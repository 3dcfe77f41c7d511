#include "core/connection/login.h"

#include "protocol/version.h"

#include <algorithm>

namespace kontor {
namespace {

template <std::size_t N>
bool copyInto(std::array<std::uint8_t, N>& target, const std::string& field) {
    if (field.size() != N)
        return false;
    std::ranges::copy(viewOf(field), target.begin());
    return true;
}

} // namespace

Result<Greeting> checkHello(const wire::ServerHello& hello, const ServerPin& pin,
                            const identity::TlsKeyHash& seen) {
    auto statement = identity::ServerStatement::parse(viewOf(hello.statement()));
    if (!statement.ok())
        return statement.error();
    if (auto checked = identity::checkStatement(statement.value(), pin.organisation, seen);
        !checked.ok())
        return checked.error();
    if (statement.value().number < pin.leastStatement)
        return ErrorCode::StatementWrong;
    // Asked after the statement: only the true server can say that this program is too old.
    if (hello.least_version() > protocol::kGreatestVersion ||
        hello.greatest_version() < protocol::kLeastVersion)
        return Error(ErrorCode::VersionUnknown, {"protocol"});
    Greeting greeting;
    greeting.statement = std::move(statement).value();
    greeting.challenge.organisation = pin.organisation;
    greeting.challenge.tlsKey = seen;
    if (!copyInto(greeting.challenge.nonce, hello.nonce()) ||
        !copyInto(greeting.incarnation.bytes, hello.incarnation()))
        return Error(ErrorCode::Malformed, {"hello"});
    return greeting;
}

wire::ClientHello clientHello() {
    wire::ClientHello hello;
    hello.set_version(protocol::kGreatestVersion);
    hello.set_program("kontor " KONTOR_VERSION);
    return hello;
}

wire::Login loginOf(const DeviceId& device, const SignatureKeyPair& deviceKey,
                    const identity::LoginChallenge& challenge) {
    wire::Login login;
    login.set_device_id(device.bytes.data(), device.bytes.size());
    const Signature proof = identity::proveLogin(deviceKey, challenge);
    login.set_proof(proof.bytes.data(), proof.bytes.size());
    return login;
}

} // namespace kontor
