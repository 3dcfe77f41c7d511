#include "core/timers/wall_ends.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

/// One end that lies ahead, and a store that may have no room.
struct Desk {
    test::FakeClock clock;
    std::optional<Milliseconds> end{clock.sinceEpoch() + 1h};
    bool hasRoom = true;
    bool isReadable = true;
    int looks = 0;
    int ended = 0;
    WallEnds ends{clock,
                  clock,
                  {[this](Milliseconds now) { return endDue(now); }, [this] { return next(); },
                   "what ends could not be looked through"}};

    Result<void> endDue(Milliseconds now) {
        ++looks;
        if (!end || *end > now)
            return {};
        if (!hasRoom)
            return ErrorCode::Storage;
        end.reset();
        ++ended;
        return {};
    }
    [[nodiscard]] Result<std::optional<Milliseconds>> next() const {
        if (!isReadable)
            return ErrorCode::Storage;
        return end;
    }
};

} // namespace

/// What ends by the wall clock ends in time, and a store that fails is asked again, but not in
/// haste.
class TestWallEnds : public QObject {
    Q_OBJECT
private slots:
    void itWakesForTheNextAndOnlyThen() {
        Desk desk;
        desk.ends.look();
        desk.clock.advance(1h - 1ms);
        QCOMPARE(desk.looks, 1);
        desk.clock.advance(1ms);
        QCOMPARE(desk.ended, 1);
        QCOMPARE(desk.clock.waiting(), std::size_t{0});
    }

    void whatCannotBeEndedIsTriedOnceAMinute() {
        Desk desk;
        desk.ends.look();
        desk.hasRoom = false;
        desk.clock.advance(1h);
        QCOMPARE(desk.looks, 2);
        desk.clock.advance(10 * WallEnds::kAfterFault);
        QCOMPARE(desk.looks, 12);
        desk.hasRoom = true;
        desk.clock.advance(WallEnds::kAfterFault);
        QCOMPARE(desk.ended, 1);
        QCOMPARE(desk.clock.waiting(), std::size_t{0});
    }

    void whatCannotBeReadIsTriedOnceAMinute() {
        Desk desk;
        desk.isReadable = false;
        desk.ends.look();
        desk.clock.advance(3 * WallEnds::kAfterFault);
        QCOMPARE(desk.looks, 4);
        desk.isReadable = true;
        desk.clock.advance(1h);
        QCOMPARE(desk.ended, 1);
    }
};

QTEST_GUILESS_MAIN(TestWallEnds)
#include "tst_wall_ends.moc"
