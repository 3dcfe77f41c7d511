#include "base/limits.h"
#include "core/content/avatar.h"
#include "core/content/settings.h"
#include "core/content/status.h"

#include <QTest>

using namespace kontor;
using namespace kontor::content;

/// What people say of themselves, and a group's picture.
class TestCardContent : public QObject {
    Q_OBJECT
private slots:
    void aStatusArrives() {
        Status status;
        status.number = 1'700'000'000'000;
        status.availability = 2;
        status.line = "Im Gespräch";
        status.until = std::chrono::seconds(1'800'000'000);
        QVERIFY(parseStatus(encodeStatus(status).content).value() == status);
        status.until = {};
        QVERIFY(parseStatus(encodeStatus(status).content).value() == status);
    }

    void theBytesOfAStatusStayAsTheyAre() {
        Status status;
        status.number = 7;
        status.availability = 1;
        status.line = "x";
        QCOMPARE(encodeStatus(status).content, (Bytes{0xa4, 0, 1, 1, 7, 2, 1, 3, 0x61, 'x'}));
    }

    void aWrongStatusIsRefused() {
        const auto code = [](const Bytes& cbor) { return parseStatus(cbor).error().code; };
        QCOMPARE(code({}), ErrorCode::Malformed);
        QCOMPARE(code({0xa3, 0, 1, 1, 7, 2, 1}), ErrorCode::Malformed);             // no line
        QCOMPARE(code({0xa4, 0, 1, 1, 7, 2, 4, 3, 0x60}), ErrorCode::Malformed);    // no such one
        QCOMPARE(code({0xa4, 0, 1, 1, 7, 2, 1, 3, 0x60, 0}), ErrorCode::Malformed); // behind it
        QCOMPARE(code({0xa4, 0, 2, 1, 7, 2, 1, 3, 0x60}), ErrorCode::VersionUnknown);
        Status status;
        status.line = std::string(limits::kStatusLetters, 'x');
        QVERIFY(parseStatus(encodeStatus(status).content).ok());
        status.line += 'x';
        QCOMPARE(code(encodeStatus(status).content), ErrorCode::Malformed);
    }

    void aPictureArrives() {
        Avatar avatar;
        avatar.number = 9;
        QVERIFY(parseAvatar(encodeAvatar(avatar).content).value() == avatar);
        avatar.picture = Bytes(limits::kAvatarBytes, 0xff);
        QVERIFY(parseAvatar(encodeAvatar(avatar).content).value() == avatar);
        avatar.picture.push_back(0);
        QVERIFY(!parseAvatar(encodeAvatar(avatar).content).ok());
        const Bytes newer{0xa3, 0, 2, 1, 9, 2, 0x40};
        QCOMPARE(parseAvatar(newer).error().code, ErrorCode::VersionUnknown);
    }

    void aGroupsPictureArrivesWithItsSettings() {
        Settings settings;
        settings.name = "Team";
        settings.picture = Bytes(limits::kAvatarBytes, 0xff);
        QVERIFY(parseSettings(encodeSettings(settings).content).value() == settings);
        const JoinerView view{settings, Seq(3)};
        QVERIFY(parseJoinerView(encodeJoinerView(view)).value() == view);
    }
};

QTEST_APPLESS_MAIN(TestCardContent)
#include "tst_card_content.moc"
