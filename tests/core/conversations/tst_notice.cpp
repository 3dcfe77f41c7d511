#include "core/conversations/notice.h"

#include <QTest>

using namespace kontor;
using Kind = Notice::Kind;

namespace {

UserId user(std::uint8_t number) {
    UserId id;
    id.bytes[0] = number;
    return id;
}

} // namespace

/// Lines about a conversation, as a message row keeps them.
class TestNotice : public QObject {
    Q_OBJECT
private slots:
    void everyKindSurvivesTheStore() {
        std::vector<int> numbers{static_cast<int>(Kind::MessagePinned),
                                 static_cast<int>(Kind::PollReopened)};
        for (int number = static_cast<int>(Kind::GroupCreated);
             number <= static_cast<int>(Kind::AdminsDismissed); ++number)
            numbers.push_back(number);
        for (const int number : numbers) {
            Notice before;
            before.kind = Kind(number);
            if (before.kind == Kind::LifetimeChanged)
                before.lifetime = std::chrono::hours(24 * 28);
            else
                before.people = {user(1), user(2)};
            const bool names = before.kind == Kind::PollClosed ||
                               before.kind == Kind::PollReopened ||
                               before.kind == Kind::MessagePinned;
            before.about.bytes[0] = names ? 1 : 0;
            const auto after = Notice::parse(before.encode());
            QVERIFY(after.ok());
            QCOMPARE(after.value().kind, before.kind);
            QCOMPARE(after.value().people, before.people);
            QCOMPARE(after.value().lifetime, before.lifetime);
            QCOMPARE(after.value().about, before.about);
        }
    }
    void whatIsNoneIsSaid() {
        Notice notice;
        notice.kind = Kind::LifetimeChanged;
        Bytes detail = notice.encode();
        detail.pop_back();
        QVERIFY(!Notice::parse(detail).ok());
        notice.kind = Kind::AdminsNamed;
        notice.people = {user(1)};
        detail = notice.encode();
        detail.pop_back();
        QVERIFY(!Notice::parse(detail).ok());
        QVERIFY(!Notice::parse(Bytes{1, 99}).ok());
        QCOMPARE(Notice::parse(Bytes{2, 1}).error().code, ErrorCode::VersionUnknown);
        QVERIFY(!Notice::parse(Bytes{1}).ok());
    }
    void aLifetimeTakesFourBytes() {
        Notice notice;
        notice.kind = Kind::LifetimeChanged;
        notice.lifetime = std::chrono::seconds(0x01020304);
        QCOMPARE(notice.encode(), (Bytes{1, 10, 1, 2, 3, 4})); // stands on disk
    }
};

QTEST_APPLESS_MAIN(TestNotice)
#include "tst_notice.moc"
