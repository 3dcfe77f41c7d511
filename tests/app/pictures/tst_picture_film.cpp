#include "app/pictures/picture_film.h"
#include "tests/app/pictures/made_pictures.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using pictures::Cut;
using pictures::Film;

namespace {

constexpr QRgb kRed = qRgb(255, 0, 0);
constexpr QRgb kGreen = qRgb(0, 255, 0);
constexpr QRgb kBlue = qRgb(0, 0, 255);

std::unique_ptr<Film> filmOf(const QByteArray& file, int radius = 0) {
    auto film = Film::open(file, Cut{{8, 6}, radius});
    return film.ok() ? std::move(film).value() : nullptr;
}

/// Colours of all that it shows, at most so many.
QList<QRgb> shownBy(Film& film, int most) {
    QList<QRgb> colours;
    while (static_cast<int>(colours.size()) < most) {
        const auto picture = film.next();
        if (!picture)
            break;
        colours.append(picture->image.pixel(4, 3));
    }
    return colours;
}

} // namespace

class TestPictureFilm : public QObject {
    Q_OBJECT

private slots:
    void picturesInTheirTime_data() {
        QTest::addColumn<QByteArray>("file");
        const std::vector<Frame> frames{{kRed, 20}, {kGreen, 10}, {kBlue, 500}, {kRed, 0}};
        QTest::newRow("gif") << gif(80, 60, frames, -1);
        QTest::newRow("webp") << webp(80, 60, frames, 1);
    }
    void picturesInTheirTime() {
        QFETCH(QByteArray, file);
        const auto film = filmOf(file);
        QVERIFY(film);
        const std::array<QRgb, 4> colours{kRed, kGreen, kBlue, kRed};
        const std::array<int, 4> times{20, 100, 500, 100}; // shorter than 20 is not meant
        for (std::size_t i = 0; i < colours.size(); ++i) {
            const auto picture = film->next();
            QVERIFY(picture);
            QCOMPARE(picture->image.size(), QSize(8, 6));
            QCOMPARE(picture->image.pixel(4, 3), colours.at(i));
            QCOMPARE(picture->shown.count(), times.at(i));
        }
        QVERIFY(!film->next());
        QVERIFY(!film->next());
    }

    void rounds_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("pictures"); // of two
        const std::vector<Frame> frames{{kRed, 100}, {kBlue, 100}};
        // GIF says how often it is repeated, WebP how often it is shown.
        QTest::newRow("gif, nothing said") << gif(8, 6, frames, -1) << 2;
        QTest::newRow("gif, repeated twice") << gif(8, 6, frames, 2) << 6;
        QTest::newRow("gif, without end") << gif(8, 6, frames, 0) << 50;
        QTest::newRow("webp, once") << webp(8, 6, frames, 1) << 2;
        QTest::newRow("webp, three times") << webp(8, 6, frames, 3) << 6;
        QTest::newRow("webp, without end") << webp(8, 6, frames, 0) << 50;
    }
    void rounds() {
        QFETCH(QByteArray, file);
        const auto film = filmOf(file);
        QVERIFY(film);
        const auto colours = shownBy(*film, 50);
        QTEST(static_cast<int>(colours.size()), "pictures");
        for (qsizetype i = 0; i < colours.size(); ++i)
            QCOMPARE(colours[i], i % 2 == 0 ? kRed : kBlue);
    }

    void evenWithoutEndItStandsStillOnce() {
        const auto film = filmOf(gif(1, 1, {{kRed, 100}, {kBlue, 100}}, 0));
        QVERIFY(film);
        QCOMPARE(shownBy(*film, Film::kMostPictures + 50).size(), Film::kMostPictures);
    }

    void thousandsOfPictures() {
        std::vector<Frame> frames(3000, Frame{kRed, 20});
        frames.back().colour = kRed;
        const auto film = filmOf(gif(2, 2, frames, -1));
        QVERIFY(film);
        QCOMPARE(shownBy(*film, 4000).size(), 3000);
    }

    void cornersOfEach() {
        const auto film = filmOf(gif(80, 60, {{kRed, 100}, {kBlue, 100}}), 3);
        QVERIFY(film);
        for (int i = 0; i < 3; ++i)
            QVERIFY(qAlpha(film->next()->image.pixel(0, 0)) < 32);
    }

    void whatDoesNotMove() {
        const Cut cut{{8, 6}};
        const auto code = [&cut](const QByteArray& file) {
            const auto film = Film::open(file, cut);
            return film.ok() ? ErrorCode::Malformed : film.error().code;
        };
        QCOMPARE(code(encoded(plain(8, 6, Qt::red), "PNG")), ErrorCode::FileDamaged);
        QCOMPARE(code(encoded(plain(8, 6, Qt::red), "WEBP")), ErrorCode::FileDamaged);
        QCOMPARE(code(gif(8, 6, {{kRed, 100}})), ErrorCode::FileDamaged);
        QCOMPARE(code("Moin"), ErrorCode::FileDamaged);
        QCOMPARE(code(QByteArray(gif(8, 6, {{kRed, 100}, {kBlue, 100}}))
                          .replace(6, 4, "\xff\x7f\xff\x7f")),
                 ErrorCode::TooLarge);
    }

    void whatIsDamagedWithin() {
        // Its form is right, but the second picture's pixels are none: the first one stays.
        QByteArray file = webp(8, 6, {{kRed, 100}, {kBlue, 100}, {kGreen, 100}}, 0);
        const auto second = file.indexOf("VP8L", file.indexOf("VP8L") + 1);
        constexpr int kHeads = 8 + 5; // of the chunk, and of VP8L itself
        const auto end = file.indexOf("ANMF", second);
        file.replace(second + kHeads, end - second - kHeads,
                     QByteArray(end - second - kHeads, '\0'));
        const auto film = filmOf(file);
        QVERIFY(film);
        QCOMPARE(shownBy(*film, 50), QList<QRgb>{kRed});
        const QByteArray gone = gif(8, 6, {{kRed, 100}, {kBlue, 100}});
        QVERIFY(!filmOf(gone.first(gone.size() - 5)));
    }
};

QTEST_GUILESS_MAIN(TestPictureFilm)
#include "tst_picture_film.moc"
