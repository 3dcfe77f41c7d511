#include "app/pictures/picture_library.h"
#include "tests/app/pictures/hand_background.h"
#include "tests/app/pictures/made_pictures.h"
#include "tests/app/pictures/memory_picture.h"
#include "tests/support/fake_clock.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using pictures::Cut;
using pictures::Film;

namespace {

constexpr QRgb kRed = qRgb(255, 0, 0);
constexpr QRgb kBlue = qRgb(0, 0, 255);
const Cut kCut{{8, 6}};

QByteArray redFile() {
    return encoded(plain(8, 6, Qt::red), "PNG");
}

/// A library whose work is done by hand, and who asks it.
struct Desk {
    HandBackground hand;
    FakeClock clock;
    PictureLibrary library{hand.background(), clock, clock};
    QObject asker;
    QList<QRgb> shown;
    std::vector<Error> errors;

    void still(PictureSource& source, const Cut& cut = kCut, QObject* who = nullptr) {
        library.still(source, cut, who ? who : &asker, [this](const Result<QImage>& still) {
            if (still.ok())
                shown.append(still.value().pixel(0, 0));
            else
                errors.push_back(still.error());
        });
    }
};

} // namespace

class TestPictureLibrary : public QObject {
    Q_OBJECT

private slots:
    void decodedBesideAndKept() {
        Desk desk;
        MemoryPicture picture(desk.library, redFile());
        desk.still(picture);
        QVERIFY(desk.shown.isEmpty()); // later
        QVERIFY(desk.library.kept(picture, kCut).isNull());
        QCOMPARE(desk.hand.waiting(), 1U);
        desk.hand.finish();
        QCOMPARE(desk.shown, QList<QRgb>{kRed});
        QCOMPARE(desk.library.kept(picture, kCut).pixel(0, 0), kRed);
        QCOMPARE(desk.library.keptBytes(), 8 * 6 * 4);
        // Another cut is another picture.
        QVERIFY(desk.library.kept(picture, Cut{{8, 5}}).isNull());
        QVERIFY(desk.library.kept(picture, Cut{{8, 6}, 2}).isNull());
    }

    void theLastShownAreKept() {
        Desk desk;
        MemoryPicture picture(desk.library, redFile());
        MemoryPicture other(desk.library, redFile());
        // Three quarters of a quarter of the space each: five fit, not six.
        const auto cut = [](int i) { return Cut{{1536, 2048 + i}}; };
        for (int i = 0; i < 5; ++i) {
            desk.still(i == 0 ? other : picture, cut(i));
            desk.hand.finish();
        }
        QVERIFY(!desk.library.kept(other, cut(0)).isNull()); // and so it was shown last
        desk.still(picture, cut(5));
        desk.hand.finish();
        QVERIFY(desk.library.keptBytes() <= PictureLibrary::kKept);
        QVERIFY(!desk.library.kept(other, cut(0)).isNull());
        QVERIFY(desk.library.kept(picture, cut(1)).isNull());
        QVERIFY(!desk.library.kept(picture, cut(5)).isNull());
        // What is larger than all the space pushes nothing out.
        const qint64 before = desk.library.keptBytes();
        desk.still(picture, Cut{{5000, 5000}});
        desk.hand.finish();
        QCOMPARE(desk.library.keptBytes(), before);
        QCOMPARE(desk.shown.size(), 7);
    }

    void sourcesThatEnd() {
        Desk desk;
        auto picture = std::make_unique<MemoryPicture>(desk.library, redFile());
        auto waiting = std::make_unique<MemoryPicture>(desk.library, redFile());
        desk.still(*picture);
        desk.hand.finish();
        QVERIFY(desk.library.keptBytes() > 0);
        desk.still(*waiting);
        picture.reset();
        QCOMPARE(desk.library.keptBytes(), 0);
        waiting.reset();
        desk.hand.finish();
        QCOMPARE(desk.library.keptBytes(), 0);
        QCOMPARE(desk.shown.size(), 1);
    }

    void whatIsForgottenDoesNotComeBack() {
        Desk desk;
        MemoryPicture picture(desk.library, redFile());
        desk.still(picture);
        desk.hand.finish();
        desk.still(picture, Cut{{4, 4}});
        desk.library.forget(picture);
        QCOMPARE(desk.library.keptBytes(), 0);
        desk.hand.finish();
        QCOMPARE(desk.library.keptBytes(), 0);
        QCOMPARE(desk.shown.size(), 1);
        // Asked for again it is shown again.
        desk.still(picture);
        desk.hand.finish();
        QCOMPARE(desk.shown.size(), 2);
    }

    void askersThatEndOrAskForAnother() {
        Desk desk;
        MemoryPicture picture(desk.library, redFile());
        MemoryPicture other(desk.library, encoded(plain(8, 6, Qt::blue), "PNG"));
        auto asker = std::make_unique<QObject>();
        desk.still(picture, kCut, asker.get());
        asker.reset();
        desk.hand.finish();
        QVERIFY(desk.shown.isEmpty());
        // A row that is reused: only what it shows now is decoded.
        desk.still(picture, Cut{{4, 4}});
        desk.still(other);
        desk.hand.finish();
        QCOMPARE(desk.shown, QList<QRgb>{kBlue});
        QVERIFY(desk.library.kept(picture, Cut{{4, 4}}).isNull());
        // Replaced while its bytes are being read.
        picture.slow = true;
        desk.still(picture);
        desk.still(other, Cut{{4, 4}});
        desk.hand.finish();
        picture.answer();
        QCOMPARE(desk.hand.waiting(), 0U);
        QCOMPARE(desk.shown, (QList<QRgb>{kBlue, kBlue}));
        // Two askers are two.
        QObject second;
        picture.slow = false;
        desk.still(picture);
        desk.still(other, kCut, &second);
        desk.hand.finish();
        QCOMPARE(desk.shown.size(), 4);
    }

    void troubles() {
        Desk desk;
        MemoryPicture broken(desk.library, "Moin");
        desk.still(broken);
        desk.hand.finish();
        QCOMPARE(desk.errors, std::vector<Error>{Error(ErrorCode::FileDamaged)});
        QCOMPARE(broken.told, Error(ErrorCode::FileDamaged));
        // That its bytes are not here is the source's own trouble.
        MemoryPicture missing(desk.library, redFile());
        missing.slow = true;
        desk.still(missing);
        missing.answer(ErrorCode::FileMissing);
        QCOMPARE(desk.errors.back(), Error(ErrorCode::FileMissing));
        QVERIFY(!missing.told);
    }

    void films() {
        Desk desk;
        MemoryPicture moving(desk.library, gif(8, 6, {{kRed, 100}, {kBlue, 100}}, -1));
        MemoryPicture still(desk.library, redFile());
        QVERIFY(!desk.library.standsStill(still)); // as far as is known
        desk.still(still);
        desk.hand.finish();
        desk.still(moving);
        desk.hand.finish();
        QVERIFY(desk.library.standsStill(still));
        QVERIFY(!desk.library.standsStill(moving));

        PictureLibrary::SharedFilm film;
        desk.library.film(
            moving, kCut, &desk.asker,
            [&film](const Result<PictureLibrary::SharedFilm>& opened) { film = opened.value(); });
        QVERIFY(!film);
        desk.hand.finish();
        QVERIFY(film);
        QList<QRgb> seen;
        bool ended = false;
        const auto answer = [&seen, &ended](const std::optional<Film::Picture>& picture) {
            if (picture)
                seen.append(picture->image.pixel(0, 0));
            else
                ended = true;
        };
        for (int i = 0; i < 3; ++i) {
            desk.library.next(film, &desk.asker, answer);
            desk.hand.finish();
        }
        QCOMPARE(seen, (QList<QRgb>{kRed, kBlue}));
        QVERIFY(ended);

        std::optional<Error> error;
        desk.library.film(
            still, kCut, &desk.asker,
            [&error](const Result<PictureLibrary::SharedFilm>& opened) { error = opened.error(); });
        desk.hand.finish();
        QCOMPARE(error, Error(ErrorCode::FileDamaged));
        QVERIFY(!still.told); // it stands still: that is no trouble
    }

    void aLibraryThatEndsFirst() {
        HandBackground hand;
        FakeClock clock;
        QObject asker;
        bool answered = false;
        auto library = std::make_unique<PictureLibrary>(hand.background(), clock, clock);
        auto picture = std::make_unique<MemoryPicture>(*library, redFile());
        MemoryPicture slow(*library, redFile());
        slow.slow = true;
        QObject other;
        const auto answer = [&answered](const Result<QImage>&) { answered = true; };
        library->still(*picture, kCut, &asker, answer);
        library->still(slow, kCut, &other, answer);
        library.reset();
        slow.answer();
        hand.finish();
        picture.reset();
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestPictureLibrary)
#include "tst_picture_library.moc"
