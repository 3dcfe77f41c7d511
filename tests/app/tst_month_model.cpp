// The days that one can go to.
#include "app/texts/moments.h"
#include "app/view_models/month_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using Role = MonthModel::Role;

class TestMonthModel : public QObject {
    Q_OBJECT

    struct Story {
        test::FakeClock clock;
        MonthModel month{clock, QLocale(QLocale::German, QLocale::Germany)};
        QAbstractItemModelTester tester{&month,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};
        QDate today = Moments::dayOf(clock.sinceEpoch());
    };

private slots:
    static void weeksBeginAsTheLanguageHasIt() {
        Story story;
        story.month.show(QDate(2020, 2, 29));
        QCOMPARE(story.month.title(), QStringLiteral("Februar 2020"));
        QCOMPARE(story.month.weekdays().front(), QStringLiteral("Mo"));
        QCOMPARE(story.month.day(0), QDate(2020, 1, 27));
        QCOMPARE(story.month.day(story.month.current()), QDate(2020, 2, 29));
        story.month.setLocale(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(story.month.day(0), QDate(2020, 1, 26));
        QCOMPARE(story.month.day(story.month.current()), QDate(2020, 2, 29));
    }

    static void keysWalkThroughDaysAndMonths() {
        Story story;
        story.month.show(QDate(2020, 3, 1));
        story.month.step(-1);
        QCOMPARE(story.month.title(), QStringLiteral("Februar 2020"));
        QCOMPARE(story.month.day(story.month.current()), QDate(2020, 2, 29));
        story.month.stepMonths(-12);
        QCOMPARE(story.month.day(story.month.current()), QDate(2019, 2, 28));
    }

    static void theFutureIsClosed() {
        Story story;
        story.month.show(story.today.addDays(100));
        QCOMPARE(story.month.day(story.month.current()), story.today);
        QVERIFY(story.month.endsHere());
        story.month.step(1);
        QCOMPARE(story.month.day(story.month.current()), story.today);
        QSignalSpy chosen(&story.month, &MonthModel::chosen);
        story.month.choose(story.month.current() + 1);
        QVERIFY(chosen.isEmpty());
        QVERIFY(!roleOf(story.month, story.month.current() + 1, Role::Open).toBool());
        story.month.choose(story.month.current());
        QCOMPARE(chosen.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMonthModel)
#include "tst_month_model.moc"
