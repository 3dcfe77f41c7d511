#pragma once

#include "base/result.h"
#include "crypto/identity/organisation.h"
#include "crypto/random.h"
#include "crypto/signature.h"
#include "server/data_folder.h"
#include "server/net/tls_identity.h"

#include <string>

namespace kontor::server {

/// What the server is and proves itself by.
struct ServerKeys {
    identity::ServerStatement statement;
    Bytes signedStatement;
    SignatureKeyPair removalKey;
    TlsContext tls;
};

/// Loads them; at the first start makes what is missing: the organisation's key (which the server
/// needs for this statement and never again), the removal key, the TLS key. Errors: Storage,
/// CryptoFailed, StatementWrong (the statement does not name the TLS or removal key that is there).
[[nodiscard]] Result<ServerKeys> prepareKeys(const DataFolder& folder, const std::string& name,
                                             Random& random);

/// A private key's file: 64 hex digits.
[[nodiscard]] Result<SignatureKeyPair> readKey(const std::string& path);

} // namespace kontor::server
