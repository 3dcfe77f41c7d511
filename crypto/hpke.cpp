#include "crypto/hpke.h"

#include "crypto/kdf.h"
#include "crypto/sodium_start.h"

#include <algorithm>
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

bool isUsable(const HpkePublicKey& key) {
    // The u-coordinates of order 1, 2, 4 and 8, and the second encodings of 0 and 1 (RFC
    // 7748, 6.1). The highest bit is ignored by the multiplication, so it is here.
    using Point = std::array<std::uint8_t, 32>;
    constexpr auto kField = [](std::uint8_t lowest) {
        Point point{};
        point.fill(0xFF);
        point.front() = lowest;
        point.back() = 0x7F;
        return point;
    };
    constexpr std::array<Point, 7> kSmallOrder{
        Point{0},
        Point{1},
        kField(0xEC),
        kField(0xED),
        kField(0xEE),
        Point{0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3,
              0xFA, 0xF1, 0x9F, 0xC4, 0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32,
              0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49, 0xB8, 0x00},
        Point{0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1,
              0x55, 0x9C, 0x83, 0xEF, 0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C,
              0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0, 0x9F, 0x11, 0x57}};
    Point point = key.bytes;
    point.back() &= 0x7FU;
    return std::ranges::find(kSmallOrder, point) == kSmallOrder.end();
}

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
