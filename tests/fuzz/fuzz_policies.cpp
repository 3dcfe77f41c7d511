#include "crypto/identity/labelled_signature.h"
#include "crypto/identity/policy_statement.h"

#include <cstdlib>

namespace {

using namespace kontor;

/// The parser behind the signature is what is to be driven.
Bytes signedAnew(ByteView bytes, const SignatureKeyPair& key) {
    Bytes statement = toBytes(bytes);
    if (statement.size() < 34 + Signature::kSize)
        return statement;
    std::ranges::copy(key.publicKey().bytes, statement.begin() + 2);
    const std::size_t content = statement.size() - Signature::kSize;
    const Signature signature =
        signLabelled(key, "Kontor 1.0 policies", ByteView(statement).first(content));
    std::ranges::copy(signature.bytes, statement.begin() + static_cast<std::ptrdiff_t>(content));
    return statement;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using identity::PolicyStatement;
    static const auto key = SignatureKeyPair::fromSeed(std::array<std::uint8_t, 32>{7});
    (void)PolicyStatement::parse({data, size});
    const Bytes statement = signedAnew({data, size}, key);
    const auto parsed = PolicyStatement::parse(statement);
    // What is taken has one form: its signer would write the same bytes.
    if (parsed.ok() && parsed.value().sign(key) != statement)
        std::abort();
    return 0;
}
