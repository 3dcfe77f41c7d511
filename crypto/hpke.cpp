#include "crypto/hpke.h"

#include "crypto/kdf.h"
#include "crypto/sodium_start.h"

#include <array>

namespace kontor {
namespace {

static_assert(HpkePublicKey::kSize == crypto_scalarmult_BYTES);
static_assert(Secret<32>::kSize == crypto_scalarmult_SCALARBYTES);

// RFC 9180, 4.1 and 5.1: "KEM" || kem_id and "HPKE" || kem_id || kdf_id || aead_id.
constexpr std::array<std::uint8_t, 5> kKemSuite{'K', 'E', 'M', 0x00, 0x20};
constexpr std::array<std::uint8_t, 10> kSuite{'H',  'P',  'K',  'E',  0x00,
                                              0x20, 0x00, 0x01, 0x00, 0x03};
constexpr std::string_view kVersion = "HPKE-v1";
constexpr std::uint8_t kModeBase = 0;

Secret<32> labeledExtract(ByteView suite, ByteView salt, std::string_view label, ByteView ikm) {
    return hkdfExtract(salt, {viewOf(kVersion), suite, viewOf(label), ikm});
}

void labeledExpand(ByteView suite, ByteView prk, std::string_view label, ByteView info,
                   std::span<std::uint8_t> out) {
    const std::array<std::uint8_t, 2> length{static_cast<std::uint8_t>(out.size() >> 8U),
                                             static_cast<std::uint8_t>(out.size())};
    HmacKey(prk).expand({length, viewOf(kVersion), suite, viewOf(label), info}, out);
}

/// ExtractAndExpand (4.1) over the one Diffie-Hellman result. CryptoFailed when that is all zero.
Result<Secret<32>> sharedSecret(const HpkePrivateKey& own, ByteView other, ByteView enc,
                                ByteView receiver) {
    Secret<32> dh;
    if (crypto_scalarmult(dh.writable().data(), own.bytes.view().data(), other.data()) != 0)
        return ErrorCode::CryptoFailed;
    std::array<std::uint8_t, 64> kemContext{};
    std::ranges::copy(enc, kemContext.begin());
    std::ranges::copy(receiver, kemContext.begin() + 32);
    const auto prk = labeledExtract(kKemSuite, {}, "eae_prk", dh.view());
    Secret<32> shared;
    labeledExpand(kKemSuite, prk.view(), "shared_secret", kemContext, shared.writable());
    return shared;
}

} // namespace

/// KeySchedule (5.1) without a PSK.
struct HpkeKeySchedule {
    static HpkeContext base(const Secret<32>& shared, ByteView info) {
        const auto pskIdHash = labeledExtract(kSuite, {}, "psk_id_hash", {});
        const auto infoHash = labeledExtract(kSuite, {}, "info_hash", info);
        std::array<std::uint8_t, 65> scheduleContext{kModeBase};
        std::ranges::copy(pskIdHash.view(), scheduleContext.begin() + 1);
        std::ranges::copy(infoHash.view(), scheduleContext.begin() + 33);
        const auto secret = labeledExtract(kSuite, shared.view(), "secret", {});

        HpkeContext context;
        labeledExpand(kSuite, secret.view(), "key", scheduleContext, context.m_key.writable());
        labeledExpand(kSuite, secret.view(), "base_nonce", scheduleContext,
                      context.m_baseNonce.writable());
        labeledExpand(kSuite, secret.view(), "exp", scheduleContext,
                      context.m_exporterSecret.writable());
        return context;
    }
};

HpkeKeyPair HpkeKeyPair::generate(Random& random) {
    return fromPrivate({random.secret<32>()});
}

HpkeKeyPair HpkeKeyPair::derive(ByteView ikm) {
    const auto prk = labeledExtract(kKemSuite, {}, "dkp_prk", ikm);
    HpkePrivateKey derived;
    labeledExpand(kKemSuite, prk.view(), "sk", {}, derived.bytes.writable());
    return fromPrivate(std::move(derived));
}

HpkeKeyPair HpkeKeyPair::fromPrivate(HpkePrivateKey privateKey) {
    HpkeKeyPair pair{std::move(privateKey), {}};
    // Clamping happens inside; the base point never gives zero.
    crypto_scalarmult_base(pair.publicKey.bytes.data(), pair.privateKey.bytes.view().data());
    return pair;
}

AeadNonce HpkeContext::nonce() const {
    AeadNonce nonce{};
    std::ranges::copy(m_baseNonce.view(), nonce.begin());
    for (std::size_t i = 0; i < sizeof m_sequence; ++i)
        nonce[nonce.size() - 1 - i] ^= static_cast<std::uint8_t>(m_sequence >> (8 * i));
    return nonce;
}

Bytes HpkeContext::seal(ByteView aad, ByteView plain) {
    Bytes sealed = aeadSeal(m_key.view(), nonce(), aad, plain);
    ++m_sequence;
    return sealed;
}

Result<SecretBytes> HpkeContext::open(ByteView aad, ByteView sealed) {
    auto plain = aeadOpen(m_key.view(), nonce(), aad, sealed);
    if (plain.ok())
        ++m_sequence;
    return plain;
}

SecretBytes HpkeContext::exportSecret(ByteView exporterContext, std::size_t length) const {
    SecretBytes secret(length);
    labeledExpand(kSuite, m_exporterSecret.view(), "sec", exporterContext, secret.writable());
    return secret;
}

Result<HpkeSender> hpkeSetupSender(const HpkePublicKey& receiver, ByteView info, Random& random) {
    return hpkeSetupSender(receiver, info, HpkeKeyPair::generate(random));
}

Result<HpkeSender> hpkeSetupSender(const HpkePublicKey& receiver, ByteView info,
                                   const HpkeKeyPair& ephemeral) {
    const auto shared = sharedSecret(ephemeral.privateKey, receiver.view(),
                                     ephemeral.publicKey.view(), receiver.view());
    if (!shared.ok())
        return shared.error();
    return HpkeSender{ephemeral.publicKey.toBytes(), HpkeKeySchedule::base(shared.value(), info)};
}

Result<HpkeContext> hpkeSetupReceiver(const HpkeKeyPair& receiver, ByteView enc, ByteView info) {
    if (enc.size() != HpkePublicKey::kSize)
        return ErrorCode::CryptoFailed;
    const auto shared = sharedSecret(receiver.privateKey, enc, enc, receiver.publicKey.view());
    if (!shared.ok())
        return shared.error();
    return HpkeKeySchedule::base(shared.value(), info);
}

Result<HpkeSealed> hpkeSeal(const HpkePublicKey& receiver, ByteView info, ByteView aad,
                            ByteView plain, Random& random) {
    auto sender = hpkeSetupSender(receiver, info, random);
    if (!sender.ok())
        return sender.error();
    Bytes ciphertext = sender.value().context.seal(aad, plain);
    return HpkeSealed{std::move(sender.value().enc), std::move(ciphertext)};
}

Result<SecretBytes> hpkeOpen(const HpkeKeyPair& receiver, ByteView enc, ByteView info, ByteView aad,
                             ByteView ciphertext) {
    auto context = hpkeSetupReceiver(receiver, enc, info);
    if (!context.ok())
        return context.error();
    return context.value().open(aad, ciphertext);
}

} // namespace kontor
