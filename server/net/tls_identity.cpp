#include "server/net/tls_identity.h"

#include "crypto/hash.h"

#include <cstdint>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <string_view>

namespace kontor::server {

namespace {

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T* value) const {
        free(value);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;

/// Nobody checks it: the statement says which key is right, and for how long.
constexpr long kLifeSeconds = 60L * 60 * 24 * 365 * 30;

Certificate certify(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    std::uint64_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -24L * 60 * 60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kLifeSeconds);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("Kontor"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key);
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0)
        return nullptr;
    return certificate;
}

Bytes contentOf(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return toBytes(viewOf(std::string_view(data, static_cast<std::size_t>(size))));
}

} // namespace

Result<TlsFiles> makeTlsIdentity() {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? certify(key.get()) : nullptr;
    const Memory keyText(BIO_new(BIO_s_secmem()));
    const Memory certificateText(BIO_new(BIO_s_mem()));
    if (!certificate || !keyText || !certificateText)
        return ErrorCode::CryptoFailed;
    const bool written = PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0,
                                                  nullptr, nullptr) == 1 &&
                         PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1;
    if (!written)
        return ErrorCode::CryptoFailed;
    return TlsFiles{contentOf(keyText.get()), contentOf(certificateText.get())};
}

Result<TlsContext> loadTlsIdentity(const std::string& keyFile, const std::string& certificateFile) {
    TlsContext tls;
    tls.context.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* context = tls.context.get();
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    // A session resumed would spare little and cost memory in both; no early data either.
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (SSL_CTX_use_certificate_chain_file(context, certificateFile.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        return ErrorCode::Storage;
    if (SSL_CTX_check_private_key(context) != 1)
        return ErrorCode::CryptoFailed;
    unsigned char* encoded = nullptr;
    const int size =
        i2d_X509_PUBKEY(X509_get_X509_PUBKEY(SSL_CTX_get0_certificate(context)), &encoded);
    if (size <= 0)
        return ErrorCode::CryptoFailed;
    tls.keyHash = identity::TlsKeyHash(sha256(ByteView(encoded, static_cast<std::size_t>(size))));
    OPENSSL_free(encoded);
    return tls;
}

} // namespace kontor::server
