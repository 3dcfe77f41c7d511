#include "crypto/aead.h"

#include "crypto/sodium_start.h"

namespace kontor {

static_assert(kAeadKeyBytes == crypto_aead_chacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadTagBytes == crypto_aead_chacha20poly1305_ietf_ABYTES);
static_assert(std::tuple_size_v<AeadNonce> == crypto_aead_chacha20poly1305_ietf_NPUBBYTES);
static_assert(kAeadKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(std::tuple_size_v<XAeadNonce> == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

void aeadSealInto(AeadKeyView key, const AeadNonce& nonce, ByteView aad, ByteView plain,
                  std::span<std::uint8_t> sealed) {
    assert(sealed.size() == plain.size() + kAeadTagBytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, somewhere(plain),
                                              plain.size(), somewhere(aad), aad.size(), nullptr,
                                              nonce.data(), key.data());
}

Result<void> aeadOpenInto(AeadKeyView key, const AeadNonce& nonce, ByteView aad, ByteView sealed,
                          std::span<std::uint8_t> plain) {
    if (sealed.size() < kAeadTagBytes)
        return ErrorCode::CryptoFailed;
    assert(plain.size() == sealed.size() - kAeadTagBytes);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, somewhere(sealed),
                                                  sealed.size(), somewhere(aad), aad.size(),
                                                  nonce.data(), key.data()) != 0)
        return ErrorCode::CryptoFailed;
    return {};
}

Bytes aeadSeal(AeadKeyView key, const AeadNonce& nonce, ByteView aad, ByteView plain) {
    Bytes sealed(plain.size() + kAeadTagBytes);
    aeadSealInto(key, nonce, aad, plain, sealed);
    return sealed;
}

Result<SecretBytes> aeadOpen(AeadKeyView key, const AeadNonce& nonce, ByteView aad,
                             ByteView sealed) {
    if (sealed.size() < kAeadTagBytes)
        return ErrorCode::CryptoFailed;
    SecretBytes plain(sealed.size() - kAeadTagBytes);
    if (auto opened = aeadOpenInto(key, nonce, aad, sealed, plain.writable()); !opened.ok())
        return opened.error();
    return plain;
}

Bytes xaeadSeal(AeadKeyView key, const XAeadNonce& nonce, ByteView aad, ByteView plain) {
    Bytes sealed(plain.size() + kAeadTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, somewhere(plain),
                                               plain.size(), somewhere(aad), aad.size(), nullptr,
                                               nonce.data(), key.data());
    return sealed;
}

Result<SecretBytes> xaeadOpen(AeadKeyView key, const XAeadNonce& nonce, ByteView aad,
                              ByteView sealed) {
    if (sealed.size() < kAeadTagBytes)
        return ErrorCode::CryptoFailed;
    SecretBytes plain(sealed.size() - kAeadTagBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.writable().data(), nullptr, nullptr,
                                                   somewhere(sealed), sealed.size(), somewhere(aad),
                                                   aad.size(), nonce.data(), key.data()) != 0)
        return ErrorCode::CryptoFailed;
    return plain;
}

} // namespace kontor
