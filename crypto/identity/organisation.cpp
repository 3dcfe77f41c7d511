#include "crypto/identity/organisation.h"

#include "crypto/hash.h"
#include "crypto/identity/labelled_signature.h"
#include "crypto/mls/tls_codec.h"

#include <algorithm>

namespace kontor::identity {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 statement";

Bytes encodeUnsigned(const ServerStatement& statement) {
    mls::tls::Writer w;
    w.u16(ServerStatement::kVersion);
    w.raw(statement.organisationKey.view());
    w.opaque(viewOf(statement.name));
    w.sized([&] {
        for (const TlsKeyHash& hash : statement.tlsKeyHashes)
            w.raw(hash.view());
    });
    w.raw(statement.removalKey.view());
    w.u64(statement.number);
    return std::move(w).take();
}

} // namespace

OrganisationId organisationIdOf(const SignaturePublicKey& organisationKey) {
    return OrganisationId(sha256(organisationKey.view()));
}

bool ServerStatement::names(const TlsKeyHash& tlsKey) const {
    return std::ranges::find(tlsKeyHashes, tlsKey) != tlsKeyHashes.end();
}

Bytes ServerStatement::sign(const SignatureKeyPair& key) const {
    ServerStatement statement = *this;
    statement.organisationKey = key.publicKey();
    Bytes bytes = encodeUnsigned(statement);
    const Signature signature = signLabelled(key, kLabel, bytes);
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    return bytes;
}

Result<ServerStatement> ServerStatement::parse(ByteView signedStatement) {
    mls::tls::Reader r(signedStatement);
    if (r.u16() != kVersion)
        return r.ok() ? Error(ErrorCode::VersionUnknown, {"statement"})
                      : Error(ErrorCode::Malformed, {"statement"});
    ServerStatement statement;
    statement.organisationKey = r.fixed<SignaturePublicKey>();
    statement.name = textOf(r.opaqueView());
    mls::tls::Reader hashes(r.opaqueView());
    while (!hashes.atEnd() && statement.tlsKeyHashes.size() <= kGreatestKeys)
        statement.tlsKeyHashes.push_back(hashes.fixed<TlsKeyHash>());
    statement.removalKey = r.fixed<SignaturePublicKey>();
    statement.number = r.u64();
    const ByteView content = r.since(0);
    const auto signature = r.fixed<Signature>();
    if (!r.ok() || !r.atEnd() || !hashes.ok() || statement.name.size() > kGreatestName ||
        statement.tlsKeyHashes.size() > kGreatestKeys)
        return Error(ErrorCode::Malformed, {"statement"});
    if (!verifyLabelled(statement.organisationKey, kLabel, content, signature))
        return ErrorCode::StatementWrong;
    return statement;
}

Result<void> checkStatement(const ServerStatement& statement, const OrganisationId& pinned,
                            const TlsKeyHash& seen) {
    if (statement.organisation() != pinned)
        return ErrorCode::FingerprintWrong;
    if (!statement.names(seen))
        return ErrorCode::StatementWrong;
    return {};
}

} // namespace kontor::identity
