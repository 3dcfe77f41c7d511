#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/identity/organisation.h"

#include <memory>
#include <openssl/ssl.h>
#include <string>

namespace kontor::server {

/// A private key and its certificate, as PEM.
struct TlsFiles {
    Bytes key;
    Bytes certificate;
};
/// A fresh key (ECDSA P-256, which every TLS library speaks) and a certificate signed by itself:
/// clients know it by the statement, not by a certificate authority. CryptoFailed.
[[nodiscard]] Result<TlsFiles> makeTlsIdentity();

/// A server's side of TLS: 1.3 only.
struct TlsContext {
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> context;
    identity::TlsKeyHash keyHash;
};
/// Storage: no such files; CryptoFailed: they do not fit each other.
[[nodiscard]] Result<TlsContext> loadTlsIdentity(const std::string& keyFile,
                                                 const std::string& certificateFile);

} // namespace kontor::server
