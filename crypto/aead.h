#pragma once

#include "base/result.h"
#include "crypto/secret.h"

#include <array>

/// Authenticated encryption: ChaCha20-Poly1305 (RFC 8439) with a nonce that never repeats under one
/// key, XChaCha20-Poly1305 with a nonce that may be random. Sealed = ciphertext and 16 bytes of
/// tag. The ...Into forms write where the caller says and may work in place (plain and sealed begin
/// at the same address). Opening fails with CryptoFailed, and then the output is zeroed.
namespace kontor {

using AeadNonce = std::array<std::uint8_t, 12>;
using XAeadNonce = std::array<std::uint8_t, 24>;
inline constexpr std::size_t kAeadKeyBytes = 32;
inline constexpr std::size_t kAeadTagBytes = 16;
using AeadKeyView = std::span<const std::uint8_t, kAeadKeyBytes>;

/// `sealed` has plain.size() + kAeadTagBytes bytes.
void aeadSealInto(AeadKeyView key, const AeadNonce& nonce, ByteView aad, ByteView plain,
                  std::span<std::uint8_t> sealed);
/// `plain` has sealed.size() - kAeadTagBytes bytes; sealed shorter than a tag is CryptoFailed.
[[nodiscard]] Result<void> aeadOpenInto(AeadKeyView key, const AeadNonce& nonce, ByteView aad,
                                        ByteView sealed, std::span<std::uint8_t> plain);
[[nodiscard]] Bytes aeadSeal(AeadKeyView key, const AeadNonce& nonce, ByteView aad, ByteView plain);
[[nodiscard]] Result<SecretBytes> aeadOpen(AeadKeyView key, const AeadNonce& nonce, ByteView aad,
                                           ByteView sealed);

[[nodiscard]] Bytes xaeadSeal(AeadKeyView key, const XAeadNonce& nonce, ByteView aad,
                              ByteView plain);
[[nodiscard]] Result<SecretBytes> xaeadOpen(AeadKeyView key, const XAeadNonce& nonce, ByteView aad,
                                            ByteView sealed);

} // namespace kontor
