#pragma once

#include "crypto/identity/organisation.h"

#include <QSslConfiguration>

#include <optional>

namespace kontor {

/// TLS 1.3, always, on localhost too. Certificates are taken as they come, without any authority:
/// the server's statement names the right TLS key, and whoever connects checks that before anything
/// is sent.
[[nodiscard]] QSslConfiguration tlsForServer();

/// SHA-256 of the SubjectPublicKeyInfo that the other side has shown; none for a kind of key that
/// Qt does not know.
[[nodiscard]] std::optional<identity::TlsKeyHash> peerKeyOf(const QSslConfiguration& tls);

} // namespace kontor
