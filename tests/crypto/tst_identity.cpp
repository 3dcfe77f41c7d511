#include "crypto/encoding.h"
#include "crypto/hash.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/identity/invite_link.h"
#include "crypto/identity/login_proof.h"
#include "crypto/identity/organisation.h"
#include "crypto/identity/safety_number.h"
#include "tests/crypto/fails_with.h"
#include "tests/crypto/repeatable_random.h"

#include <QtTest>

#include <set>

using namespace kontor;
using namespace kontor::identity;
using namespace std::string_view_literals;

namespace {

struct Fixture {
    test::RepeatableRandom random;
    SignatureKeyPair organisation = SignatureKeyPair::generate(random);
    SignatureKeyPair identity = SignatureKeyPair::generate(random);
    SignatureKeyPair device = SignatureKeyPair::generate(random);

    ServerStatement statement() {
        ServerStatement statement;
        statement.name = "Müller & Söhne";
        statement.tlsKeyHashes = {random.id<TlsKeyHash>(), random.id<TlsKeyHash>()};
        statement.removalKey = SignatureKeyPair::generate(random).publicKey();
        statement.number = 3;
        statement.organisationKey = organisation.publicKey();
        return statement;
    }
    DeviceCertificate certificate() {
        DeviceCertificate content;
        content.organisation = organisationIdOf(organisation.publicKey());
        content.user = random.id<UserId>();
        content.device = random.id<DeviceId>();
        content.deviceKey = device.publicKey();
        content.notBefore = 1'000;
        content.notAfter = 2'000;
        return DeviceCertificate::issue(content, identity);
    }
    InviteLink link() {
        return {"chat.example.com", 8443, random.id<InviteToken>(), random.id<OrganisationId>()};
    }
};

} // namespace

class TestIdentity : public QObject {
    Q_OBJECT

private slots:
    void aStatementComesBack();
    void aChangedStatementIsRefused();
    void aStatementIsBounded();
    void aStatementOfTheFutureSaysSo();
    void theServerIsThePinnedOne();
    void aCertificateComesBack();
    void aChangedCertificateIsNotGenuine();
    void aCertificateHasItsTime();
    void aLoginProofFitsOneConnection();
    void signaturesServeOnePurpose();
    void aLinkComesBack();
    void aPastedLinkIsForgiven_data();
    void aPastedLinkIsForgiven();
    void otherTextIsNoLink_data();
    void otherTextIsNoLink();
    void safetyNumbersAreTheSameOnBothSides();
    void aSafetyNumberStandsForItsKeys();
    void theSafetyNumberNeverChanges();
};

void TestIdentity::aStatementComesBack() {
    Fixture f;
    const auto statement = f.statement();
    const auto parsed = ServerStatement::parse(statement.sign(f.organisation));
    QVERIFY(parsed.ok());
    QVERIFY(parsed.value() == statement);
    QCOMPARE(parsed.value().organisation().toBytes(),
             toBytes(sha256(f.organisation.publicKey().view())));
}

void TestIdentity::aChangedStatementIsRefused() {
    Fixture f;
    const Bytes bytes = f.statement().sign(f.organisation);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes changed = bytes;
        changed[i] ^= 1U;
        QVERIFY(!ServerStatement::parse(changed).ok());
        QVERIFY(!ServerStatement::parse(ByteView(bytes).first(i)).ok());
    }
    Bytes longer = bytes;
    longer.push_back(0);
    QVERIFY(!ServerStatement::parse(longer).ok());
    // Signed by somebody else in the organisation's name.
    auto forged = f.statement().sign(f.device);
    std::ranges::copy(f.organisation.publicKey().bytes, forged.begin() + 2);
    QVERIFY(test::failsWith(ServerStatement::parse(forged), Error(ErrorCode::StatementWrong)));
}

void TestIdentity::aStatementIsBounded() {
    Fixture f;
    auto statement = f.statement();
    statement.tlsKeyHashes.resize(ServerStatement::kGreatestKeys);
    statement.name.assign(ServerStatement::kGreatestName, 'x');
    QVERIFY(ServerStatement::parse(statement.sign(f.organisation)).ok());
    auto many = statement;
    many.tlsKeyHashes.resize(ServerStatement::kGreatestKeys + 1);
    QVERIFY(!ServerStatement::parse(many.sign(f.organisation)).ok());
    statement.name += 'x';
    QVERIFY(!ServerStatement::parse(statement.sign(f.organisation)).ok());
}

void TestIdentity::aStatementOfTheFutureSaysSo() {
    Fixture f;
    Bytes bytes = f.statement().sign(f.organisation);
    bytes[1] = 2;
    QVERIFY(test::failsWith(ServerStatement::parse(bytes),
                            Error(ErrorCode::VersionUnknown, {"statement"})));
    QVERIFY(
        test::failsWith(ServerStatement::parse({}), Error(ErrorCode::Malformed, {"statement"})));
}

void TestIdentity::theServerIsThePinnedOne() {
    Fixture f;
    const auto statement = f.statement();
    const auto pinned = statement.organisation();
    const TlsKeyHash seen = statement.tlsKeyHashes[1];
    QVERIFY(checkStatement(statement, pinned, seen).ok());
    QVERIFY(test::failsWith(checkStatement(statement, f.random.id<OrganisationId>(), seen),
                            Error(ErrorCode::FingerprintWrong)));
    QVERIFY(test::failsWith(checkStatement(statement, pinned, f.random.id<TlsKeyHash>()),
                            Error(ErrorCode::StatementWrong)));
}

void TestIdentity::aCertificateComesBack() {
    Fixture f;
    const auto certificate = f.certificate();
    QCOMPARE(certificate.encode().size(), DeviceCertificate::kBytes);
    const auto parsed = DeviceCertificate::parse(certificate.encode());
    QVERIFY(parsed.ok());
    QVERIFY(parsed.value() == certificate);
    QVERIFY(parsed.value().isGenuine());
    QCOMPARE(parsed.value().identityKey, f.identity.publicKey());
}

void TestIdentity::aChangedCertificateIsNotGenuine() {
    Fixture f;
    const Bytes bytes = f.certificate().encode();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes changed = bytes;
        changed[i] ^= 1U;
        const auto parsed = DeviceCertificate::parse(changed);
        QVERIFY(!parsed.ok() || !parsed.value().isGenuine());
        QVERIFY(!DeviceCertificate::parse(ByteView(bytes).first(i)).ok());
    }
    Bytes future = bytes;
    future[1] = 2;
    QVERIFY(test::failsWith(DeviceCertificate::parse(future),
                            Error(ErrorCode::VersionUnknown, {"certificate"})));
}

void TestIdentity::aCertificateHasItsTime() {
    Fixture f;
    auto certificate = f.certificate();
    QVERIFY(!certificate.validAt(Milliseconds(999'999)));
    QVERIFY(certificate.validAt(Milliseconds(1'000'000)));
    QVERIFY(certificate.validAt(Milliseconds(2'000'999)));
    QVERIFY(!certificate.validAt(Milliseconds(2'001'000)));
    certificate.notAfter = certificate.notBefore - 1;
    QVERIFY(!DeviceCertificate::parse(certificate.encode()).ok());
}

void TestIdentity::aLoginProofFitsOneConnection() {
    Fixture f;
    const LoginChallenge challenge{f.random.array<32>(), f.random.id<OrganisationId>(),
                                   f.random.id<TlsKeyHash>()};
    const Bytes proof = proveLogin(f.device, challenge).toBytes();
    const auto& key = f.device.publicKey();
    QVERIFY(verifyLogin(key, challenge, proof));
    auto other = challenge;
    other.nonce[0] ^= 1U;
    QVERIFY(!verifyLogin(key, other, proof));
    other = challenge;
    other.organisation.bytes[0] ^= 1U;
    QVERIFY(!verifyLogin(key, other, proof));
    other = challenge;
    other.tlsKey.bytes[0] ^= 1U; // somebody in between has another TLS key
    QVERIFY(!verifyLogin(key, other, proof));
    QVERIFY(!verifyLogin(f.identity.publicKey(), challenge, proof));
    QVERIFY(!verifyLogin(key, challenge, ByteView(proof).first(63)));
    QVERIFY(!verifyLogin(key, challenge, {}));
}

void TestIdentity::signaturesServeOnePurpose() {
    // A server that could choose its nonce to look like a certificate must gain nothing.
    Fixture f;
    const LoginChallenge challenge{f.random.array<32>(), f.random.id<OrganisationId>(),
                                   f.random.id<TlsKeyHash>()};
    const auto proof = proveLogin(f.identity, challenge);
    auto certificate = f.certificate();
    certificate.signature = proof;
    QVERIFY(!certificate.isGenuine());
}

void TestIdentity::aLinkComesBack() {
    Fixture f;
    const auto link = f.link();
    const std::string text = link.format();
    QVERIFY(text.starts_with("kontor://chat.example.com:8443/invite/"));
    QVERIFY(text.ends_with("#" + toBase64Url(link.fingerprint.view())));
    QVERIFY(InviteLink::parse(text).value() == link);
    auto v6 = link;
    v6.host = "::1";
    QVERIFY(v6.format().starts_with("kontor://[::1]:8443/"));
    QVERIFY(InviteLink::parse(v6.format()).value() == v6);
}

void TestIdentity::aPastedLinkIsForgiven_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("breakEvery");
    QTest::addColumn<QString>("inside");
    QTest::newRow("blanks") << "  " << " \n" << 0 << "";
    QTest::newRow("angle brackets") << "<" << ">" << 0 << "";
    QTest::newRow("quotes") << "\"" << "\"" << 0 << "";
    QTest::newRow("a mail's line breaks") << "" << "" << 30 << "\r\n";
    QTest::newRow("a mail's indented lines") << "<" << ">\r\n" << 25 << "\n    ";
    QTest::newRow("invisible characters")
        << QString(QChar(0xFEFF)) << QString(QChar(0x200B)) << 7 << QString(QChar(0x00AD));
    QTest::newRow("no-break spaces") << QString(QChar(0x00A0)) << QString(QChar(0x00A0)) << 0 << "";
}

void TestIdentity::aPastedLinkIsForgiven() {
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const int, breakEvery);
    QFETCH(const QString, inside);
    Fixture f;
    const auto link = f.link();
    QString text = QString::fromStdString(link.format());
    if (breakEvery > 0)
        for (int i = static_cast<int>(text.size()) / breakEvery * breakEvery; i > 0;
             i -= breakEvery)
            text.insert(i, inside);
    const auto parsed = InviteLink::parse((before + text + after).toStdString());
    QVERIFY(parsed.ok());
    QVERIFY(parsed.value() == link);
    // Programs change the case of what may be changed.
    text.replace(QStringLiteral("kontor://chat.example.com"),
                 QStringLiteral("KONTOR://Chat.Example.COM"));
    const auto shouted = InviteLink::parse((before + text + after).toStdString());
    if (breakEvery == 0)
        QVERIFY(shouted.ok() && shouted.value() == link);
}

void TestIdentity::otherTextIsNoLink_data() {
    QTest::addColumn<QByteArray>("text");
    const QByteArray token = "AAAAAAAAAAAAAAAAAAAAAA";
    const QByteArray print = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const QByteArray good = "kontor://h:1/invite/" + token + "#" + print;
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("only blanks") << QByteArray(" \n <> ");
    QTest::newRow("words") << QByteArray("hello");
    QTest::newRow("another scheme") << QByteArray(good).replace("kontor:", "https:");
    QTest::newRow("text before") << "Anna: " + good;
    QTest::newRow("text after") << good + "x";
    QTest::newRow("no port") << QByteArray(good).replace(":1/", "/");
    QTest::newRow("port 0") << QByteArray(good).replace(":1/", ":0/");
    QTest::newRow("port too high") << QByteArray(good).replace(":1/", ":65536/");
    QTest::newRow("port with a sign") << QByteArray(good).replace(":1/", ":+1/");
    QTest::newRow("no host") << QByteArray(good).replace("h:1", ":1");
    QTest::newRow("a user") << QByteArray(good).replace("h:1", "u@h:1");
    QTest::newRow("bare v6") << QByteArray(good).replace("h:1", "::1:1");
    QTest::newRow("open bracket") << QByteArray(good).replace("h:1", "[::1:1");
    QTest::newRow("another path") << QByteArray(good).replace("/invite/", "/join/");
    QTest::newRow("no token") << QByteArray(good).replace(token, "");
    QTest::newRow("short token") << QByteArray(good).replace(token, "AAAA");
    QTest::newRow("no fingerprint") << QByteArray(good).replace("#" + print, "");
    QTest::newRow("short fingerprint") << good.left(good.size() - 1);
    QTest::newRow("a second form of one value") << good.left(good.size() - 1) + "B";
    QTest::newRow("NUL") << QByteArray(good).replace("h:1", QByteArray("h\0:1", 4));
    QTest::newRow("very long") << good + QByteArray(5'000, ' ');
}

void TestIdentity::otherTextIsNoLink() {
    QFETCH(const QByteArray, text);
    const auto parsed =
        InviteLink::parse({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(!parsed.ok());
    QVERIFY(test::failsWith(parsed, Error(ErrorCode::LinkMalformed)));
}

void TestIdentity::safetyNumbersAreTheSameOnBothSides() {
    Fixture f;
    const SafetyNumberParty anna{f.random.id<UserId>(), f.identity.publicKey()};
    const SafetyNumberParty bob{f.random.id<UserId>(), f.device.publicKey()};
    const std::string number = safetyNumber(anna, bob);
    QCOMPARE(number, safetyNumber(bob, anna));
    QCOMPARE(number.size(), std::size_t{60});
    QVERIFY(
        std::ranges::all_of(number, [](char letter) { return letter >= '0' && letter <= '9'; }));
}

void TestIdentity::aSafetyNumberStandsForItsKeys() {
    Fixture f;
    const SafetyNumberParty anna{f.random.id<UserId>(), f.identity.publicKey()};
    const SafetyNumberParty bob{f.random.id<UserId>(), f.device.publicKey()};
    auto swappedKey = bob;
    swappedKey.identityKey = f.organisation.publicKey();
    auto swappedUser = bob;
    swappedUser.user = f.random.id<UserId>();
    const std::set<std::string> numbers{safetyNumber(anna, bob), safetyNumber(anna, swappedKey),
                                        safetyNumber(anna, swappedUser)};
    QCOMPARE(numbers.size(), std::size_t{3});
}

/// People keep verified numbers: what is computed must never change by accident. (The expected
/// number was computed by another program.)
void TestIdentity::theSafetyNumberNeverChanges() {
    SafetyNumberParty one;
    std::ranges::fill(one.user.bytes, 1);
    std::ranges::fill(one.identityKey.bytes, 2);
    SafetyNumberParty other;
    std::ranges::fill(other.user.bytes, 3);
    std::ranges::fill(other.identityKey.bytes, 4);
    QCOMPARE(safetyNumber(one, other),
             "299932890853574231616190759465958813251620621731193441905137");
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
