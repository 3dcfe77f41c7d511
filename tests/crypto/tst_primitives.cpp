#include "crypto/aead.h"
#include "crypto/encoding.h"
#include "crypto/hash.h"
#include "crypto/hpke.h"
#include "crypto/kdf.h"
#include "crypto/signature.h"
#include "tests/crypto/fails_with.h"
#include "tests/crypto/hex_literal.h"

#include <QtTest>

#include <numeric>

using namespace kontor;
using test::hex;

namespace {

template <std::size_t N>
std::array<std::uint8_t, N> fixed(ByteView bytes) {
    std::array<std::uint8_t, N> array{};
    Q_ASSERT(bytes.size() == N);
    std::ranges::copy(bytes, array.begin());
    return array;
}

Bytes counting(std::uint8_t first, std::size_t count) {
    Bytes bytes(count);
    std::iota(bytes.begin(), bytes.end(), first);
    return bytes;
}

const std::string_view kSunscreen =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    "sunscreen would be it.";

} // namespace

/// The primitives against the vectors of their specifications.
class TestPrimitives : public QObject {
    Q_OBJECT

private slots:
    void sha256OfPiecesIsOfTheWhole();
    void hmacOfRfc4231();
    void hkdfOfRfc5869_data();
    void hkdfOfRfc5869();
    void ed25519OfRfc8032_data();
    void ed25519OfRfc8032();
    void ed25519RefusesForgeries();
    void aeadOfRfc8439();
    void xaeadOfTheDraft();
    void aeadWorksInPlace();
    void hpkeRefusesKeysOfSmallOrder();
    void hpkeRefusesWhatWasChanged();
    void textsHaveOneForm();
};

void TestPrimitives::sha256OfPiecesIsOfTheWhole() {
    const auto expected = hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QCOMPARE(toBytes(sha256(viewOf("abc"))), expected);
    QCOMPARE(toBytes(sha256({viewOf("a"), {}, viewOf("bc")})), expected);
    QCOMPARE(toBytes(Sha256().update(viewOf("ab")).update(viewOf("c")).finish()), expected);
}

void TestPrimitives::hmacOfRfc4231() {
    QCOMPARE(toBytes(hmacSha256(viewOf("Jefe"), viewOf("what do ya want for nothing?"))),
             hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    // A key longer than a block is hashed first.
    QCOMPARE(toBytes(hmacSha256(Bytes(131, 0xaa),
                                viewOf("Test Using Larger Than Block-Size Key - Hash Key First"))),
             hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
}

void TestPrimitives::hkdfOfRfc5869_data() {
    QTest::addColumn<Bytes>("ikm");
    QTest::addColumn<Bytes>("salt");
    QTest::addColumn<Bytes>("info");
    QTest::addColumn<Bytes>("prk");
    QTest::addColumn<Bytes>("okm");
    QTest::newRow("A.1")
        << Bytes(22, 0x0b) << counting(0, 13) << counting(0xf0, 10)
        << hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
        << hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf3400"
               "7208d5b887185865");
    QTest::newRow("A.2")
        << counting(0, 80) << counting(0x60, 80) << counting(0xb0, 80)
        << hex("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244")
        << hex("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c5904"
               "5a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c581"
               "79ec3e87c14c01d5c1f3434f1d87");
    QTest::newRow("A.3")
        << Bytes(22, 0x0b) << Bytes{} << Bytes{}
        << hex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04")
        << hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d20"
               "1395faa4b61a96c8");
}

void TestPrimitives::hkdfOfRfc5869() {
    QFETCH(const Bytes, ikm);
    QFETCH(const Bytes, salt);
    QFETCH(const Bytes, info);
    QFETCH(const Bytes, prk);
    QFETCH(const Bytes, okm);
    const auto extracted = hkdfExtract(salt, ikm);
    QCOMPARE(toBytes(extracted.view()), prk);
    Bytes expanded(okm.size());
    hkdfExpand(extracted.view(), info, expanded);
    QCOMPARE(expanded, okm);
}

void TestPrimitives::ed25519OfRfc8032_data() {
    QTest::addColumn<Bytes>("seed");
    QTest::addColumn<Bytes>("publicKey");
    QTest::addColumn<Bytes>("message");
    QTest::addColumn<Bytes>("signature");
    QTest::newRow("1")
        << hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        << hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << Bytes{}
        << hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb882"
               "1590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    QTest::newRow("2")
        << hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        << hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << hex("72")
        << hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1"
               "e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    QTest::newRow("3")
        << hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
        << hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << hex("af82")
        << hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b"
               "538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

void TestPrimitives::ed25519OfRfc8032() {
    QFETCH(const Bytes, seed);
    QFETCH(const Bytes, publicKey);
    QFETCH(const Bytes, message);
    QFETCH(const Bytes, signature);
    const auto pair = SignatureKeyPair::fromSeed(fixed<32>(seed));
    QCOMPARE(pair.publicKey().toBytes(), publicKey);
    QCOMPARE(pair.sign(message).toBytes(), signature);
    QVERIFY(verify(pair.publicKey(), message, Signature(fixed<64>(signature))));
    QCOMPARE(pair.clone().sign(message).toBytes(), signature);
}

void TestPrimitives::ed25519RefusesForgeries() {
    SystemRandom random;
    const auto pair = SignatureKeyPair::generate(random);
    const Signature good = pair.sign(viewOf("message"));
    QVERIFY(verify(pair.publicKey(), viewOf("message"), good));
    QVERIFY(!verify(pair.publicKey(), viewOf("massage"), good));
    for (std::size_t i = 0; i < Signature::kSize; ++i) {
        Signature bad = good;
        bad.bytes[i] ^= 1U;
        QVERIFY(!verify(pair.publicKey(), viewOf("message"), bad));
    }
    // S + L gives the same point: a second signature for one message, which must not pass.
    const auto order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    Signature malleable = good;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += malleable.bytes[32 + i] + order[i];
        malleable.bytes[32 + i] = static_cast<std::uint8_t>(carry);
        carry >>= 8U;
    }
    QVERIFY(!verify(pair.publicKey(), viewOf("message"), malleable));
    // With the neutral point as the key, this signature would fit every message.
    SignaturePublicKey neutral;
    neutral.bytes[0] = 1;
    Signature zero;
    zero.bytes[0] = 1;
    QVERIFY(!verify(neutral, viewOf("message"), zero));
}

void TestPrimitives::aeadOfRfc8439() {
    const auto key = fixed<32>(counting(0x80, 32));
    const auto nonce = fixed<12>(hex("070000004041424344454647"));
    const auto aad = hex("50515253c0c1c2c3c4c5c6c7");
    const auto expected = hex(
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb6"
        "9da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad6759"
        "45585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");
    QCOMPARE(aeadSeal(key, nonce, aad, viewOf(kSunscreen)), expected);
    const auto opened = aeadOpen(key, nonce, aad, expected);
    QVERIFY(opened.ok());
    QCOMPARE(textOf(opened.value().view()), kSunscreen);
    QVERIFY(!aeadOpen(key, nonce, {}, expected).ok());
    QVERIFY(!aeadOpen(key, nonce, aad, ByteView(expected).first(15)).ok());
    Bytes changed = expected;
    changed[3] ^= 1U;
    QVERIFY(test::failsWith(aeadOpen(key, nonce, aad, changed), Error(ErrorCode::CryptoFailed)));
}

void TestPrimitives::xaeadOfTheDraft() {
    const auto key = fixed<32>(counting(0x80, 32));
    const auto nonce = fixed<24>(counting(0x40, 24));
    const auto aad = hex("50515253c0c1c2c3c4c5c6c7");
    const auto expected = hex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82"
        "f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488"
        "f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
    QCOMPARE(xaeadSeal(key, nonce, aad, viewOf(kSunscreen)), expected);
    const auto opened = xaeadOpen(key, nonce, aad, expected);
    QVERIFY(opened.ok());
    QCOMPARE(textOf(opened.value().view()), kSunscreen);
    QVERIFY(!xaeadOpen(key, nonce, {}, expected).ok());
    QVERIFY(!xaeadOpen(key, nonce, aad, {}).ok());
}

void TestPrimitives::aeadWorksInPlace() {
    const auto key = fixed<32>(counting(1, 32));
    const AeadNonce nonce{};
    Bytes buffer = toBytes(viewOf(kSunscreen));
    buffer.resize(buffer.size() + kAeadTagBytes);
    const ByteView plain = ByteView(buffer).first(kSunscreen.size());
    aeadSealInto(key, nonce, {}, plain, buffer);
    QCOMPARE(buffer, aeadSeal(key, nonce, {}, viewOf(kSunscreen)));
    const auto out = std::span(buffer).first(kSunscreen.size());
    QVERIFY(aeadOpenInto(key, nonce, {}, toBytes(buffer), out).ok());
    QCOMPARE(textOf(out), kSunscreen);
}

void TestPrimitives::hpkeRefusesKeysOfSmallOrder() {
    SystemRandom random;
    const auto pair = HpkeKeyPair::generate(random);
    const HpkePublicKey zero; // of order 1: every shared secret would be zero
    QVERIFY(test::failsWith(hpkeSeal(zero, {}, {}, viewOf("x"), random),
                            Error(ErrorCode::CryptoFailed)));
    QVERIFY(!hpkeOpen(pair, zero.view(), {}, {}, Bytes(17)).ok());
    QVERIFY(!hpkeOpen(pair, Bytes(31, 9), {}, {}, Bytes(17)).ok());
}

void TestPrimitives::hpkeRefusesWhatWasChanged() {
    SystemRandom random;
    const auto pair = HpkeKeyPair::generate(random);
    const auto sealed =
        hpkeSeal(pair.publicKey, viewOf("info"), viewOf("aad"), viewOf("x"), random);
    QVERIFY(sealed.ok());
    const auto& [enc, ciphertext] = sealed.value();
    const auto opens = [&](ByteView info, ByteView aad, ByteView sealedBytes) {
        return hpkeOpen(pair, enc, info, aad, sealedBytes).ok();
    };
    QVERIFY(opens(viewOf("info"), viewOf("aad"), ciphertext));
    QVERIFY(!opens(viewOf("onfi"), viewOf("aad"), ciphertext));
    QVERIFY(!opens(viewOf("info"), viewOf("dad"), ciphertext));
    QVERIFY(!opens(viewOf("info"), viewOf("aad"), ByteView(ciphertext).first(5)));
    QVERIFY(!hpkeOpen(HpkeKeyPair::generate(random), enc, viewOf("info"), viewOf("aad"), ciphertext)
                 .ok());
}

void TestPrimitives::textsHaveOneForm() {
    QCOMPARE(toHex(hex("00ff1a")), "00ff1a");
    QCOMPARE(fromHex("00FF1a").value(), hex("00ff1a"));
    for (const char* bad : {"0", "0g", "00 11", " 00", "00\n"})
        QVERIFY2(!fromHex(bad).ok(), bad);

    QCOMPARE(toBase64Url(hex("fbff")), "-_8");
    QCOMPARE(fromBase64Url("-_8").value(), hex("fbff"));
    QCOMPARE(fromBase64Url("").value(), Bytes{});
    for (const char* bad : {"-_8=", "+/8", "-_9", "-", "-_8 ", "-_\n8"})
        QVERIFY2(!fromBase64Url(bad).ok(), bad);
}

QTEST_GUILESS_MAIN(TestPrimitives)
#include "tst_primitives.moc"
