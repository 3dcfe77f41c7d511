#include "core/connection/tls_peer.h"

#include "crypto/hash.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace kontor {

QSslConfiguration tlsForServer() {
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    return tls;
}

std::optional<identity::TlsKeyHash> peerKeyOf(const QSslConfiguration& tls) {
    const QByteArray key = tls.peerCertificate().publicKey().toDer();
    if (key.isEmpty())
        return std::nullopt;
    return identity::TlsKeyHash(sha256(viewOf({key.data(), static_cast<std::size_t>(key.size())})));
}

} // namespace kontor
