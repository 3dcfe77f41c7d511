#include "crypto/cipher_suite.h"

#include "crypto/mls/tls_codec.h"

namespace kontor::mls {
namespace {

constexpr std::string_view kPrefix = "MLS 1.0 ";

/// struct { opaque label<V> = "MLS 1.0 " + Label; opaque content<V>; }: SignContent,
/// EncryptContext.
Bytes labelled(std::string_view label, ByteView content) {
    tls::Writer w(kPrefix.size() + label.size() + content.size() + 5);
    w.length(kPrefix.size() + label.size());
    w.raw(viewOf(kPrefix));
    w.raw(viewOf(label));
    w.opaque(content);
    return std::move(w).take();
}

} // namespace

void HpkeCiphertext::encode(tls::Writer& w) const {
    w.opaque(kem_output);
    w.opaque(ciphertext);
}

HpkeCiphertext HpkeCiphertext::parse(tls::Reader& r) {
    return {r.opaque(), r.opaque()};
}

Signature signWithLabel(const SignatureKeyPair& key, std::string_view label, ByteView content) {
    return key.sign(labelled(label, content));
}

bool verifyWithLabel(ByteView key, std::string_view label, ByteView content, ByteView signature) {
    const auto publicKey = SignaturePublicKey::parse(key);
    const auto parsed = Signature::parse(signature);
    return publicKey.ok() && parsed.ok() &&
           verify(publicKey.value(), labelled(label, content), parsed.value());
}

Result<HpkeCiphertext> encryptWithLabel(ByteView key, std::string_view label, ByteView context,
                                        ByteView plaintext, Random& random) {
    const auto publicKey = HpkePublicKey::parse(key);
    if (!publicKey.ok())
        return ErrorCode::CryptoFailed;
    auto sealed = hpkeSeal(publicKey.value(), labelled(label, context), {}, plaintext, random);
    if (!sealed.ok())
        return sealed.error();
    return HpkeCiphertext{std::move(sealed.value().enc), std::move(sealed.value().ciphertext)};
}

Result<SecretBytes> decryptWithLabel(const HpkeKeyPair& key, std::string_view label,
                                     ByteView context, ByteView kem_output, ByteView ciphertext) {
    return hpkeOpen(key, kem_output, labelled(label, context), {}, ciphertext);
}

Digest refHash(std::string_view label, ByteView value) {
    std::array<std::uint8_t, 4> labelRoom{};
    std::array<std::uint8_t, 4> valueRoom{};
    return sha256({tls::encodeLength(label.size(), labelRoom), viewOf(label),
                   tls::encodeLength(value.size(), valueRoom), value});
}

void expandWithLabel(const HmacKey& secret, std::string_view label, ByteView context,
                     std::span<std::uint8_t> out) {
    // struct KDFLabel { uint16 length; opaque label<V>; opaque context<V>; }, in pieces: no copy of
    // the context, no allocation.
    assert(out.size() < 65536);
    const std::array<std::uint8_t, 2> length{static_cast<std::uint8_t>(out.size() >> 8U),
                                             static_cast<std::uint8_t>(out.size())};
    std::array<std::uint8_t, 4> labelRoom{};
    std::array<std::uint8_t, 4> contextRoom{};
    secret.expand({length, tls::encodeLength(kPrefix.size() + label.size(), labelRoom),
                   viewOf(kPrefix), viewOf(label), tls::encodeLength(context.size(), contextRoom),
                   context},
                  out);
}

void expandWithLabel(ByteView secret, std::string_view label, ByteView context,
                     std::span<std::uint8_t> out) {
    expandWithLabel(HmacKey(secret), label, context, out);
}

HashSecret expandWithLabel(ByteView secret, std::string_view label, ByteView context) {
    HashSecret out;
    expandWithLabel(secret, label, context, out.writable());
    return out;
}

HashSecret deriveSecret(ByteView secret, std::string_view label) {
    return expandWithLabel(secret, label, {});
}

void deriveTreeSecret(const HmacKey& secret, std::string_view label, std::uint32_t generation,
                      std::span<std::uint8_t> out) {
    const std::array<std::uint8_t, 4> context{
        static_cast<std::uint8_t>(generation >> 24U), static_cast<std::uint8_t>(generation >> 16U),
        static_cast<std::uint8_t>(generation >> 8U), static_cast<std::uint8_t>(generation)};
    expandWithLabel(secret, label, context, out);
}

} // namespace kontor::mls
