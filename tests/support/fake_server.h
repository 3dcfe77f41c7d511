#pragma once

#include "core/connection/login.h"
#include "crypto/random.h"
#include "tests/support/fake_socket.h"

namespace kontor::test {

/// What a server says, made by hand: for tests that are about one answer. Tests that need a server
/// with a memory use the real one.
class FakeServer {
public:
    FakeServer()
        : m_organisation(SignatureKeyPair::generate(m_random))
        , m_removal(SignatureKeyPair::generate(m_random)) {
        m_random.fill(tlsKey.bytes);
        m_random.fill(incarnation.bytes);
    }

    [[nodiscard]] ServerPin pin() const {
        return {identity::organisationIdOf(m_organisation.publicKey()), 0};
    }
    [[nodiscard]] identity::ServerStatement statement() const {
        identity::ServerStatement statement;
        statement.name = "Example";
        statement.tlsKeyHashes = {tlsKey};
        statement.removalKey = m_removal.publicKey();
        statement.number = statementNumber;
        return statement;
    }
    [[nodiscard]] wire::Frame hello() const {
        wire::Frame frame;
        auto& hello = *frame.mutable_server_hello();
        hello.set_least_version(leastVersion);
        hello.set_greatest_version(greatestVersion);
        const Bytes signedStatement = statement().sign(m_organisation);
        hello.set_statement(signedStatement.data(), signedStatement.size());
        hello.set_nonce(std::string(32, 'n'));
        hello.set_incarnation(incarnation.bytes.data(), incarnation.bytes.size());
        return frame;
    }
    [[nodiscard]] static wire::Frame answer(const wire::Frame& request,
                                            wire::StatusCode code = wire::OK) {
        wire::Frame frame;
        frame.set_request_id(request.request_id());
        frame.mutable_answer()->set_code(code);
        return frame;
    }
    /// Opens the socket and says hello; the client's first frames are then there to be taken.
    void greet(const FakeSocket& socket) const {
        socket.open(tlsKey);
        socket.deliver(hello());
    }

    identity::TlsKeyHash tlsKey;
    Incarnation incarnation;
    std::uint64_t statementNumber = 3;
    std::uint32_t leastVersion = 1;
    std::uint32_t greatestVersion = 1;

private:
    SystemRandom m_random;
    SignatureKeyPair m_organisation;
    SignatureKeyPair m_removal;
};

} // namespace kontor::test
