#include "crypto/identity/labelled_signature.h"
#include "crypto/identity/organisation.h"

#include <cstdlib>

namespace {

using namespace kontor;

/// A hostile server signs what it likes: the parser behind the signature is what is to be driven.
Bytes signedAnew(ByteView bytes) {
    static const auto key = SignatureKeyPair::fromSeed(std::array<std::uint8_t, 32>{7});
    Bytes statement = toBytes(bytes);
    if (statement.size() < 34 + Signature::kSize)
        return statement;
    std::ranges::copy(key.publicKey().bytes, statement.begin() + 2);
    const std::size_t content = statement.size() - Signature::kSize;
    const Signature signature =
        signLabelled(key, "Kontor 1.0 statement", ByteView(statement).first(content));
    std::ranges::copy(signature.bytes, statement.begin() + static_cast<std::ptrdiff_t>(content));
    return statement;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using identity::ServerStatement;
    (void)ServerStatement::parse({data, size});
    const Bytes statement = signedAnew({data, size});
    const auto parsed = ServerStatement::parse(statement);
    if (parsed.ok() && (parsed.value().tlsKeyHashes.size() > ServerStatement::kGreatestKeys ||
                        parsed.value().name.size() > ServerStatement::kGreatestName))
        std::abort();
    return 0;
}
