#include "crypto/mls/framing.h"
#include "crypto/mls/tls_codec.h"
#include "tests/crypto/fails_with.h"
#include "tests/crypto/hex_literal.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::mls;
using test::hex;

namespace {

struct Pair {
    std::uint16_t number = 0;
    Bytes text;
    friend bool operator==(const Pair&, const Pair&) = default;
    void encode(tls::Writer& w) const {
        w.u16(number);
        w.opaque(text);
    }
    static Pair parse(tls::Reader& r) { return {r.u16(), r.opaque()}; }
};

struct Nothing {
    void encode(tls::Writer& /*w*/) const {}
    static Nothing parse(tls::Reader& /*r*/) { return {}; }
};

struct Maybe {
    std::optional<Pair> pair;
    void encode(tls::Writer& w) const { w.optional(pair); }
    static Maybe parse(tls::Reader& r) { return {r.optional<Pair>()}; }
};

enum class Colour : std::uint8_t { red = 1, blue = 2 };

bool readsAsLength(std::string_view digits, std::size_t& length) {
    const Bytes bytes = hex(digits);
    tls::Reader r(bytes);
    length = r.varint();
    return r.ok() && r.atEnd();
}

} // namespace

class TestTlsCodec : public QObject {
    Q_OBJECT

private slots:
    void lengthsAtTheirBorders_data();
    void lengthsAtTheirBorders();
    void longerThanNeededIsRefused();
    void numbersAreBigEndian();
    void structsComeBack();
    void everyTruncationIsRefused();
    void trailingBytesAreRefused();
    void aLengthClaimsNoMemory();
    void emptyItemsDoNotLoop();
    void atMostSoManyItems();
    void optionalIsZeroOrOne();
    void unknownEnumValuesAreRefused();
    void failureIsForGood();
    void secretsGrowInLockedMemory();
};

void TestTlsCodec::lengthsAtTheirBorders_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qulonglong>("length");
    QTest::newRow("0") << QByteArray("00") << 0ULL;
    QTest::newRow("63") << QByteArray("3f") << 63ULL;
    QTest::newRow("64") << QByteArray("4040") << 64ULL;
    QTest::newRow("16383") << QByteArray("7fff") << 16383ULL;
    QTest::newRow("16384") << QByteArray("80004000") << 16384ULL;
    QTest::newRow("greatest") << QByteArray("bfffffff") << 1073741823ULL;
}

void TestTlsCodec::lengthsAtTheirBorders() {
    QFETCH(const QByteArray, bytes);
    QFETCH(const qulonglong, length);
    std::size_t read = 0;
    QVERIFY(readsAsLength(bytes.toStdString(), read));
    QCOMPARE(read, static_cast<std::size_t>(length));
    std::array<std::uint8_t, 4> room{};
    QCOMPARE(toHex(tls::encodeLength(length, room)), bytes.toStdString());
}

void TestTlsCodec::longerThanNeededIsRefused() {
    std::size_t length = 0;
    for (const char* bad : {"4000", "403f", "80000000", "80003fff", "c0", "c000000000000000", "ff",
                            "40", "800040", ""})
        QVERIFY2(!readsAsLength(bad, length), bad);
}

void TestTlsCodec::numbersAreBigEndian() {
    tls::Writer w;
    w.u8(1);
    w.u16(0x0203);
    w.u32(0x04050607);
    w.u64(0x08090a0b0c0d0e0f);
    QCOMPARE(toHex(w.view()), "0102030405060708090a0b0c0d0e0f");
    tls::Reader r(w.view());
    QCOMPARE(r.u8(), std::uint8_t{1});
    QCOMPARE(r.u16(), std::uint16_t{0x0203});
    QCOMPARE(r.u32(), std::uint32_t{0x04050607});
    QCOMPARE(r.u64(), std::uint64_t{0x08090a0b0c0d0e0f});
    QVERIFY(r.ok() && r.atEnd());
}

void TestTlsCodec::structsComeBack() {
    // Bodies around 63/64 and 16383/16384 bytes: the length that is put before them grows.
    for (const std::size_t size :
         {0,     1,     58,    59,    60,    61,    62,    63,    64,    100,
          16376, 16377, 16378, 16379, 16380, 16381, 16382, 16383, 16384, 20000}) {
        const std::vector<Pair> pairs{{7, Bytes(size, 0xAB)}};
        tls::Writer w;
        w.vector(pairs);
        const auto back = tls::decodeVector<Pair>(w.view(), "pairs");
        QVERIFY(back.ok());
        QCOMPARE(back.value(), pairs);
    }
}

void TestTlsCodec::everyTruncationIsRefused() {
    tls::Writer w;
    w.vector(std::vector<Pair>{{1, hex("aabb")}, {2, {}}, {3, Bytes(70, 1)}});
    for (std::size_t size = 0; size < w.size(); ++size)
        QVERIFY(!tls::decodeVector<Pair>(w.view().first(size), "pairs").ok());
    QVERIFY(tls::decodeVector<Pair>(w.view(), "pairs").ok());
}

void TestTlsCodec::trailingBytesAreRefused() {
    QVERIFY(tls::decode<Pair>(hex("0001 02 aabb"), "pair").ok());
    const auto result = tls::decode<Pair>(hex("0001 02 aabb 00"), "pair");
    QVERIFY(test::failsWith(result, Error(ErrorCode::Malformed, {"pair"})));
    // Inside a vector, too: half an item is none.
    QVERIFY(!tls::decodeVector<Pair>(hex("04 0001 00 00"), "pairs").ok());
}

void TestTlsCodec::aLengthClaimsNoMemory() {
    QVERIFY(!tls::decode<Pair>(hex("0001 bfffffff"), "pair").ok());
    QVERIFY(!tls::decodeVector<Pair>(hex("bfffffff 0001 00"), "pairs").ok());
}

void TestTlsCodec::emptyItemsDoNotLoop() {
    QVERIFY(!tls::decodeVector<Nothing>(hex("0101"), "nothings").ok());
    QVERIFY(tls::decodeVector<Nothing>(hex("00"), "nothings").ok());
}

void TestTlsCodec::atMostSoManyItems() {
    QVERIFY(tls::decodeVector<std::uint8_t>(hex("03 010203"), "numbers", 3).ok());
    QVERIFY(!tls::decodeVector<std::uint8_t>(hex("03 010203"), "numbers", 2).ok());
}

void TestTlsCodec::optionalIsZeroOrOne() {
    QVERIFY(!tls::decode<Maybe>(hex("00"), "maybe").value().pair);
    QVERIFY(tls::decode<Maybe>(hex("01 0001 00"), "maybe").value().pair);
    QVERIFY(!tls::decode<Maybe>(hex("02 0001 00"), "maybe").ok());
    QVERIFY(!tls::decode<Maybe>(hex("ff"), "maybe").ok());
}

void TestTlsCodec::unknownEnumValuesAreRefused() {
    const Bytes bytes = hex("02 03");
    tls::Reader r(bytes);
    QCOMPARE(r.oneOf({Colour::red, Colour::blue}), Colour::blue);
    (void)r.oneOf({Colour::red, Colour::blue});
    QVERIFY(!r.ok());
}

void TestTlsCodec::failureIsForGood() {
    const Bytes bytes = hex("01 02 03");
    tls::Reader r(bytes);
    QCOMPARE(r.u32(), std::uint32_t{0});
    QVERIFY(!r.ok());
    QCOMPARE(r.u8(), std::uint8_t{0}); // though three bytes are left
    QVERIFY(r.opaqueView().empty());
    QVERIFY(r.atEnd() && !r.ok());
}

void TestTlsCodec::secretsGrowInLockedMemory() {
    tls::SecretWriter w;
    w.sized([&] { w.raw(Bytes(5'000, 0x77)); });
    w.u8(9);
    const SecretBytes secret = std::move(w).takeSecret();
    tls::Writer plain;
    plain.opaque(Bytes(5'000, 0x77));
    plain.u8(9);
    QCOMPARE(toBytes(secret.view()), toBytes(plain.view()));
}

QTEST_GUILESS_MAIN(TestTlsCodec)
#include "tst_tls_codec.moc"
