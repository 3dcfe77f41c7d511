#include "server/server_keys.h"

#include "crypto/encoding.h"
#include "crypto/secret.h"

#include <span>
#include <utility>

namespace kontor::server {

namespace {

Result<SignatureKeyPair> readOrMakeKey(const DataFolder& folder, std::string_view file,
                                       Random& random) {
    if (folder.has(file))
        return readKey(folder.path(file));
    auto fresh = SignatureKeyPair::generate(random);
    std::string text = toHex(fresh.seed()) + "\n";
    const auto written = replaceFile(folder.path(file), viewOf(text));
    wipe(std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size()));
    if (!written.ok())
        return written.error();
    return fresh;
}

Result<void> makeTlsFiles(const std::string& keyFile, const std::string& certificateFile) {
    auto files = makeTlsIdentity();
    if (!files.ok())
        return files.error();
    auto written = replaceFile(keyFile, files.value().key);
    wipe(files.value().key);
    if (!written.ok())
        return written;
    return replaceFile(certificateFile, files.value().certificate);
}

Result<Bytes> readOrMakeStatement(const DataFolder& folder, const std::string& name,
                                  const SignatureKeyPair& removalKey, const TlsContext& tls,
                                  Random& random) {
    const std::string path = folder.path(kStatementFile);
    if (folder.has(kStatementFile))
        return readFile(path);
    const auto organisation = readOrMakeKey(folder, kOrganisationKeyFile, random);
    if (!organisation.ok())
        return organisation.error();
    identity::ServerStatement statement;
    statement.name = name;
    statement.tlsKeyHashes = {tls.keyHash};
    statement.removalKey = removalKey.publicKey();
    statement.number = 1;
    const Bytes signedStatement = statement.sign(organisation.value());
    if (auto written = replaceFile(path, signedStatement); !written.ok())
        return written.error();
    return signedStatement;
}

} // namespace

Result<SignatureKeyPair> readKey(const std::string& path) {
    auto text = readFile(path);
    if (!text.ok())
        return text.error();
    while (!text.value().empty() && text.value().back() <= ' ')
        text.value().pop_back();
    auto seed = fromHex(textOf(text.value()));
    wipe(text.value());
    if (!seed.ok() || seed.value().size() != 32)
        return Error(ErrorCode::Malformed, {"key file"});
    auto key = SignatureKeyPair::fromSeed(std::span<const std::uint8_t, 32>(seed.value()));
    wipe(seed.value());
    return key;
}

Result<ServerKeys> prepareKeys(const DataFolder& folder, const std::string& name, Random& random) {
    const std::string tlsKey = folder.path(kTlsKeyFile);
    const std::string tlsCertificate = folder.path(kTlsCertificateFile);
    // The statement is made last: before it nothing has been promised to anybody.
    if (!folder.has(kStatementFile)) {
        if (auto made = makeTlsFiles(tlsKey, tlsCertificate); !made.ok())
            return made.error();
    }
    auto tls = loadTlsIdentity(tlsKey, tlsCertificate);
    if (!tls.ok())
        return tls.error();
    if (folder.has(kStatementFile) && !folder.has(kRemovalKeyFile))
        return ErrorCode::Storage;
    auto removal = readOrMakeKey(folder, kRemovalKeyFile, random);
    if (!removal.ok())
        return removal.error();
    auto signedStatement = readOrMakeStatement(folder, name, removal.value(), tls.value(), random);
    if (!signedStatement.ok())
        return signedStatement.error();
    auto statement = identity::ServerStatement::parse(signedStatement.value());
    if (!statement.ok())
        return statement.error();
    if (!statement.value().names(tls.value().keyHash) ||
        statement.value().removalKey != removal.value().publicKey())
        return ErrorCode::StatementWrong;
    return ServerKeys{.statement = std::move(statement).value(),
                      .signedStatement = std::move(signedStatement).value(),
                      .removalKey = std::move(removal).value(),
                      .tls = std::move(tls).value()};
}

} // namespace kontor::server
