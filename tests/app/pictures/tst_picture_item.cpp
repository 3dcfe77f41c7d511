#include "app/pictures/background_pool.h"
#include "app/pictures/picture_item.h"
#include "core/async/qt_wake.h"
#include "tests/app/pictures/hand_background.h"
#include "tests/app/pictures/made_pictures.h"
#include "tests/app/pictures/memory_picture.h"
#include "tests/support/fake_clock.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QtTest>

using namespace kontor;
using namespace kontor::test;

namespace {

constexpr QRgb kRed = qRgb(255, 0, 0);
constexpr QRgb kGreen = qRgb(0, 255, 0);
constexpr QRgb kBlue = qRgb(0, 0, 255);
constexpr QRgb kWhite = qRgb(255, 255, 255);

QByteArray file(const QColor& colour) {
    return encoded(plain(160, 120, colour), "PNG");
}

/// A window with one picture in it; its work is done by hand, its time moves by hand.
struct Screen {
    HandBackground hand;
    FakeClock clock;
    PictureLibrary library{hand.background(), clock, clock};
    QQuickWindow window;
    PictureItem* item = new PictureItem(window.contentItem());

    Screen() {
        window.setColor(Qt::white);
        window.resize(100, 100);
        item->setSize({40, 30});
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("no window");
    }
    /// The next frame, as it is on the screen.
    QImage frame() { return window.grabWindow(); }
    QRgb middle() {
        return frame().pixel(qRound(item->width() / 2), qRound(item->height() / 2)) | 0xff000000;
    }
    /// Until nothing is left to be done without time passing.
    void settle() {
        frame();
        hand.finish();
    }
};

} // namespace

class TestPictureItem : public QObject {
    Q_OBJECT

private slots:
    void theMosaicThenThePicture() {
        Screen screen;
        MemoryPicture picture(screen.library, file(Qt::red));
        picture.setMosaic(pictures::mosaicOf(plain(8, 6, Qt::blue)));
        const QSignalSpy shown(screen.item, &PictureItem::shownChanged);
        QCOMPARE(screen.middle(), kWhite);
        screen.item->setSource(&picture);
        QCOMPARE(screen.middle(), kBlue);
        QVERIFY(!screen.item->shown());
        screen.settle();
        QVERIFY(screen.item->shown());
        QCOMPARE(shown.size(), 1);
        QCOMPARE(screen.middle(), kRed);
        QCOMPARE(screen.item->image().size(), QSize(40, 30));
        QCOMPARE(picture.reads, 1);
    }

    void roundCornersOfBoth() {
        Screen screen;
        MemoryPicture picture(screen.library, file(Qt::red));
        picture.setMosaic(pictures::mosaicOf(plain(8, 6, Qt::blue)));
        screen.item->setRadius(10);
        screen.item->setSource(&picture);
        for (const QRgb colour : {kBlue, kRed}) {
            const QImage seen = screen.frame();
            QCOMPARE(seen.pixel(0, 0) | 0xff000000, kWhite);
            QCOMPARE(seen.pixel(39, 29) | 0xff000000, kWhite);
            QCOMPARE(seen.pixel(20, 1) | 0xff000000, colour);
            screen.settle();
        }
        QCOMPARE(picture.reads, 1); // nothing was made twice
    }

    void whenItArrives() {
        Screen screen;
        MemoryPicture picture(screen.library, file(Qt::red));
        picture.setMosaic(pictures::mosaicOf(plain(8, 6, Qt::blue)));
        picture.setHere(false);
        screen.item->setSource(&picture);
        screen.settle();
        emit picture.changed(); // a little more of it is here
        screen.settle();
        QCOMPARE(screen.middle(), kBlue);
        QCOMPARE(picture.reads, 0);
        picture.setHere(true);
        screen.settle();
        QCOMPARE(screen.middle(), kRed);
        // Its bytes are gone.
        picture.setHere(false);
        QVERIFY(!screen.item->shown());
        QCOMPARE(screen.library.keptBytes(), 0);
        QCOMPARE(screen.middle(), kBlue);
    }

    void whatCannotBeShown() {
        Screen screen;
        MemoryPicture picture(screen.library, "Moin");
        picture.setMosaic(pictures::mosaicOf(plain(8, 6, Qt::blue)));
        screen.item->setSource(&picture);
        screen.settle();
        screen.settle(); // it was told, and asks no second time
        QCOMPARE(picture.told, Error(ErrorCode::FileDamaged));
        QCOMPARE(picture.reads, 1);
        QCOMPARE(screen.middle(), kBlue);
        QVERIFY(!screen.item->shown());
    }

    void aRowThatIsReused() {
        Screen screen;
        MemoryPicture red(screen.library, file(Qt::red));
        MemoryPicture green(screen.library, file(Qt::green));
        screen.item->setSource(&red);
        screen.settle();
        QCOMPARE(screen.middle(), kRed);
        screen.item->setSource(&green);
        QCOMPARE(screen.middle(), kWhite); // not the old one, not for one frame
        QVERIFY(!screen.item->shown());
        screen.settle();
        QCOMPARE(screen.middle(), kGreen);
        // What was kept is there at once.
        screen.item->setSource(&red);
        QCOMPARE(screen.middle(), kRed);
        QCOMPARE(red.reads, 1);
        // An answer that comes too late is nobody's.
        MemoryPicture blue(screen.library, file(Qt::blue));
        screen.item->setSource(&blue);
        screen.frame();
        screen.item->setSource(&green);
        screen.settle();
        QCOMPARE(screen.middle(), kGreen);
        screen.item->setSource(nullptr);
        QCOMPARE(screen.middle(), kWhite);
    }

    void sourcesThatEnd() {
        Screen screen;
        auto picture = std::make_unique<MemoryPicture>(screen.library, file(Qt::red));
        screen.item->setSource(picture.get());
        screen.settle();
        const QSignalSpy changed(screen.item, &PictureItem::sourceChanged);
        picture.reset();
        QCOMPARE(changed.size(), 1);
        QVERIFY(!screen.item->source());
        QVERIFY(!screen.item->shown());
        QVERIFY(screen.item->image().isNull());
        QCOMPARE(screen.library.keptBytes(), 0);
        QCOMPARE(screen.middle(), kWhite);
        // In the middle of its work, of settling and of playing.
        picture =
            std::make_unique<MemoryPicture>(screen.library, gif(4, 3, {{kRed, 50}, {kBlue, 50}}));
        screen.item->setPlaying(true);
        screen.item->setSource(picture.get());
        screen.settle();
        QVERIFY(screen.item->moving());
        screen.item->setSize({50, 40});
        picture.reset();
        QVERIFY(!screen.item->moving());
        QCOMPARE(screen.clock.waiting(), 0U);
        screen.settle();
        QCOMPARE(screen.middle(), kWhite);
    }

    void sizesThatChange() {
        Screen screen;
        MemoryPicture picture(screen.library, file(Qt::red));
        screen.item->setSource(&picture);
        screen.settle();
        for (int width = 41; width <= 60; ++width) {
            screen.item->setSize({qreal(width), 30});
            screen.clock.advance(PictureItem::kSettled / 2);
            screen.settle();
            QCOMPARE(screen.frame().pixel(width - 1, 15) | 0xff000000, kRed); // scaled meanwhile
        }
        QCOMPARE(picture.reads, 1);
        QCOMPARE(screen.item->image().size(), QSize(40, 30));
        screen.clock.advance(PictureItem::kSettled);
        screen.settle();
        QCOMPARE(picture.reads, 2);
        QCOMPARE(screen.item->image().size(), QSize(60, 30));
        // There and back again: nothing to be made.
        screen.item->setSize({50, 30});
        screen.item->setSize({60, 30});
        QCOMPARE(screen.clock.waiting(), 0U);
        screen.item->setRadius(5);
        screen.clock.advance(PictureItem::kSettled);
        screen.settle();
        QCOMPARE(qAlpha(screen.item->image().pixel(0, 0)) < 128, true);
    }

    void inItsTime() {
        Screen screen;
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kGreen, 100}, {kBlue, 30}}));
        screen.item->setSource(&picture);
        screen.settle();
        QVERIFY(!screen.item->moving());
        QCOMPARE(picture.reads, 1);
        screen.item->setPlaying(true);
        screen.hand.finish();
        QVERIFY(screen.item->moving());
        QCOMPARE(screen.middle(), kRed);
        const auto after = [&screen](int milliseconds) {
            screen.clock.advance(Milliseconds(milliseconds));
            screen.hand.finish();
            return screen.middle();
        };
        QCOMPARE(after(49), kRed);
        QCOMPARE(after(1), kGreen);
        QCOMPARE(after(99), kGreen);
        QCOMPARE(after(1), kBlue);
        QCOMPARE(after(30), kRed);
        QCOMPARE(after(50), kGreen);
        QCOMPARE(screen.clock.waiting(), 1U);

        screen.item->setPlaying(false);
        QVERIFY(!screen.item->moving());
        QCOMPARE(screen.middle(), kRed); // its still
        QCOMPARE(screen.clock.waiting(), 0U);
        QCOMPARE(screen.hand.waiting(), 0U);
        QCOMPARE(after(1000), kRed);
        // From its beginning.
        screen.item->setPlaying(true);
        screen.hand.finish();
        QCOMPARE(screen.middle(), kRed);
        QCOMPARE(after(50), kGreen);
    }

    void oneIsDecodedAhead() {
        Screen screen;
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kGreen, 50}, {kBlue, 50}}));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.frame();
        QVERIFY(screen.hand.step()); // the still
        QVERIFY(screen.hand.step()); // the film
        QVERIFY(!screen.item->moving());
        QVERIFY(screen.hand.step()); // its first picture
        QVERIFY(screen.item->moving());
        QCOMPARE(screen.hand.waiting(), 1U); // and no more
        screen.hand.step();
        QCOMPARE(screen.hand.waiting(), 0U);
        screen.clock.advance(Milliseconds(50));
        QCOMPARE(screen.middle(), kGreen);
        QCOMPARE(screen.hand.waiting(), 1U);
        // It takes longer than the present one is to be seen: that one stays, nothing is left out.
        screen.clock.advance(Milliseconds(500));
        QCOMPARE(screen.middle(), kGreen);
        QCOMPARE(screen.hand.waiting(), 1U);
        screen.hand.step();
        QCOMPARE(screen.middle(), kBlue);
        screen.hand.step();
        screen.clock.advance(Milliseconds(49));
        QCOMPARE(screen.middle(), kBlue);
        screen.clock.advance(Milliseconds(1));
        QCOMPARE(screen.middle(), kRed);
    }

    void filmsThatEnd() {
        Screen screen;
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kBlue, 50}}, -1));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.settle();
        screen.clock.advance(Milliseconds(50));
        screen.hand.finish();
        QVERIFY(screen.item->moving());
        QCOMPARE(screen.middle(), kBlue);
        screen.clock.advance(Milliseconds(50));
        screen.hand.finish();
        QVERIFY(!screen.item->moving());
        QCOMPARE(screen.middle(), kBlue); // the last one stays
        QCOMPARE(screen.clock.waiting(), 0U);
    }

    void whatStandsStillIsReadOnce() {
        Screen screen;
        MemoryPicture picture(screen.library, file(Qt::red));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.settle();
        QCOMPARE(picture.reads, 1);
        QVERIFY(!screen.item->moving());
    }

    void anotherSizeWhileItMoves() {
        Screen screen;
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kBlue, 50}}));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.settle();
        screen.item->setSize({60, 45});
        screen.clock.advance(PictureItem::kSettled);
        screen.settle();
        QVERIFY(screen.item->moving());
        QCOMPARE(screen.item->image().size(), QSize(60, 45));
        screen.clock.advance(Milliseconds(50));
        screen.hand.finish();
        QCOMPARE(screen.item->image().size(), QSize(60, 45));
        QCOMPARE(screen.middle(), kBlue);
    }

    void anItemThatEndsInTheMiddle() {
        Screen screen;
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kBlue, 50}}));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.settle();
        screen.item->setSize({60, 45});
        QVERIFY(screen.clock.waiting() > 0);
        std::unique_ptr<PictureItem>(screen.item).reset();
        QCOMPARE(screen.clock.waiting(), 0U);
        screen.hand.finish();
        screen.frame();
    }

    void besideTheWindow() {
        QtMailbox mailbox;
        FakeClock clock;
        BackgroundPool pool(mailbox.box());
        PictureLibrary library(pool.background(), clock, clock);
        MemoryPicture picture(library, gif(40, 30, {{kRed, 50}, {kBlue, 50}, {kGreen, 50}}));
        QQuickWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        std::vector<std::unique_ptr<PictureItem>> items; // all of one picture
        for (int i = 0; i < 6; ++i) {
            items.push_back(std::make_unique<PictureItem>(window.contentItem()));
            items.back()->setSize({40.0 + i, 30});
            items.back()->setPlaying(true);
            items.back()->setSource(&picture);
        }
        const auto allShow = [&items](QRgb colour) {
            return std::ranges::all_of(items, [colour](const auto& item) {
                return item->moving() && item->image().pixel(20, 15) == colour;
            });
        };
        QTRY_VERIFY(allShow(kRed));
        // The next one is decoded by and by; then it comes in its time, or right after it.
        clock.advance(Milliseconds(50));
        QTRY_VERIFY(allShow(kBlue));
        clock.advance(Milliseconds(50));
        QTRY_VERIFY(allShow(kGreen));
        // In the middle of it all: nothing comes back to what is gone.
        clock.advance(Milliseconds(50));
        items.resize(3);
        clock.advance(Milliseconds(50));
    }

    void longPlayingTakesNoMoreMemory() {
        Screen screen;
        screen.window.resize(800, 600);
        screen.item->setSize({800, 600});
        MemoryPicture picture(screen.library, gif(4, 3, {{kRed, 50}, {kBlue, 50}}));
        screen.item->setPlaying(true);
        screen.item->setSource(&picture);
        screen.settle();
        const auto play = [&screen](int pictures) {
            for (int i = 0; i < pictures; ++i) {
                screen.clock.advance(Milliseconds(50));
                screen.hand.finish();
                screen.frame();
            }
        };
        const auto resident = [] {
            QFile pages(QStringLiteral("/proc/self/statm"));
            pages.open(QIODevice::ReadOnly);
            return pages.readAll().split(' ').at(1).toLongLong() * 4096;
        };
        play(20);
        const qint64 before = resident();
        play(100); // 190 MB of pixels
        QVERIFY(resident() - before < 48LL * 1024 * 1024);
    }
};

QTEST_MAIN(TestPictureItem)
#include "tst_picture_item.moc"
