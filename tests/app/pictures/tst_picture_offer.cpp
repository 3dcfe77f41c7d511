// What a clipboard or a drop holds of pictures, and what becomes of it.
#include "app/pictures/picture_intake.h"
#include "base/limits.h"
#include "tests/app/pictures/made_pictures.h"

#include <QFile>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <sys/stat.h>

using namespace kontor;
using pictures::Trouble;

namespace {

const QByteArray kPng = test::encoded(test::plain(6, 4, Qt::red), "PNG");
const QByteArray kJpeg = test::encoded(test::plain(6, 4, Qt::red), "JPG");
const QByteArray kGif = test::gif(6, 4, {{qRgb(255, 0, 0), 100}, {qRgb(0, 255, 0), 100}});

QString textOf(const char* text) {
    return QString::fromUtf8(text);
}

struct Folder {
    QTemporaryDir dir;
    [[nodiscard]] QString path(const char* name) const { return dir.filePath(textOf(name)); }
    [[nodiscard]] PictureOffer write(const char* name, const QByteArray& bytes) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return offer(name);
    }
    [[nodiscard]] PictureOffer offer(const char* name) const {
        PictureOffer offer;
        offer.path = path(name);
        return offer;
    }
};

} // namespace

class TestPictureOffer : public QObject {
    Q_OBJECT

private slots:
    void filesOfThisComputerComeFirst() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(textOf("/tmp/a.png")),
                      QUrl(textOf("https://example.org/cat.gif")),
                      QUrl::fromLocalFile(textOf("/tmp/Größe #1.gif"))});
        data.setData(textOf("image/png"), kPng);
        data.setText(textOf("/tmp/a.png"));
        QVERIFY(offersPictures(data));
        const auto offers = picturesIn(data);
        QCOMPARE(offers.size(), 2U);
        QCOMPARE(offers[0].path, textOf("/tmp/a.png"));
        QCOMPARE(offers[1].path, textOf("/tmp/Größe #1.gif"));
        QVERIFY(offers[0].bytes.isEmpty() && offers[0].pixels.isNull());
    }

    void whatMovesArrivesMoving() {
        QMimeData data;
        data.setData(textOf("image/png"), kPng);
        data.setData(textOf("image/gif"), kGif);
        QCOMPARE(picturesIn(data).front().bytes, kGif);

        const auto film = test::webp(6, 4, {{qRgb(255, 0, 0), 100}, {qRgb(0, 255, 0), 100}});
        QMimeData moving;
        moving.setData(textOf("image/png"), kPng);
        moving.setData(textOf("image/webp"), film);
        QCOMPARE(picturesIn(moving).front().bytes, film);
    }

    void aWebPMadeOfExactPixelsIsPassedOver() {
        QMimeData data;
        data.setData(textOf("image/webp"), test::encoded(test::plain(6, 4, Qt::red), "WEBP"));
        QCOMPARE(picturesIn(data).size(), 1U);
        data.setData(textOf("image/png"), kPng);
        QCOMPARE(picturesIn(data).front().bytes, kPng);
    }

    void bytesThatAreNotWhatTheySayArePassedOver() {
        QMimeData data;
        data.setData(textOf("image/gif"), "<svg/>");
        QVERIFY(picturesIn(data).empty());
        data.setData(textOf("image/jpeg"), kJpeg);
        QCOMPARE(picturesIn(data).front().bytes, kJpeg);
    }

    void aScreenshotIsPixels() {
        QMimeData data;
        data.setImageData(test::plain(8, 5, Qt::blue));
        QVERIFY(offersPictures(data));
        const auto offers = picturesIn(data);
        QCOMPARE(offers.size(), 1U);
        QCOMPARE(offers.front().pixels.size(), QSize(8, 5));
    }

    /// Qt would look for a decoder of any kind.
    void pixelsOfAnUnknownKindAreNotTouched() {
        QMimeData data;
        data.setImageData(test::plain(8, 5, Qt::blue));
        data.setData(textOf("image/svg+xml"), "<svg/>");
        QVERIFY(!offersPictures(data));
        QVERIFY(picturesIn(data).empty());
        data.setData(textOf("image/bmp"), test::encoded(test::plain(8, 5, Qt::blue), "BMP"));
        QVERIFY(offersPictures(data));
        QCOMPARE(picturesIn(data).size(), 1U);
    }

    void whatATableOrAFormulaLooksLikeIsNoPicture() {
        QMimeData data;
        data.setText(textOf("Summe\t1.204"));
        data.setData(textOf("image/png"), kPng);
        data.setImageData(test::plain(8, 5, Qt::blue));
        QVERIFY(!offersPictures(data));
        QVERIFY(picturesIn(data).empty());
    }

    void theAddressOfAPictureIsNoText() {
        QMimeData data;
        data.setText(textOf("https://example.org/cat.gif"));
        QVERIFY(!offersPictures(data));
        data.setData(textOf("image/gif"), kGif);
        QVERIFY(offersPictures(data));
        QCOMPARE(picturesIn(data).front().bytes, kGif);
    }

    void nothingIsFetchedFromTheWeb() {
        QMimeData data;
        data.setUrls({QUrl(textOf("https://example.org/cat.gif"))});
        QVERIFY(!offersPictures(data));
        QVERIFY(picturesIn(data).empty());
    }

    // Judged
    void aFileIsJudgedBeforeItIsRead() {
        const Folder folder;
        QCOMPARE(pictures::judge(folder.write("a.png", kPng)), Trouble::None);
        QCOMPARE(pictures::judge(folder.write("a.txt", kJpeg)), Trouble::None); // by its bytes
        QCOMPARE(pictures::judge(folder.write("b.png", "Sehr geehrte")), Trouble::NoPicture);
        QCOMPARE(pictures::judge(folder.write("c.png", {})), Trouble::NoPicture);
        QCOMPARE(pictures::judge(folder.offer("gone.png")), Trouble::Unreadable);
        PictureOffer itself;
        itself.path = folder.dir.path();
        QCOMPARE(pictures::judge(itself), Trouble::Folder);
    }

    void whatIsTooLargeIsNotRead() {
        const Folder folder;
        const auto offer = folder.write("large.gif", kGif);
        QFile file(offer.path);
        QVERIFY(file.resize(static_cast<qint64>(limits::kFileBytes)));
        QCOMPARE(pictures::judge(offer), Trouble::None);
        QVERIFY(file.resize(static_cast<qint64>(limits::kFileBytes) + 1));
        QCOMPARE(pictures::judge(offer), Trouble::TooLarge);
        QCOMPARE(pictures::prepare(offer).trouble, Trouble::TooLarge); // it grew since
    }

    /// Whoever opened it would wait for somebody to write.
    void whatIsNoFileIsNotOpened() {
        const Folder folder;
        QVERIFY(mkfifo(qPrintable(folder.path("pipe.png")), 0600) == 0);
        QCOMPARE(pictures::judge(folder.offer("pipe.png")), Trouble::Unreadable);
        QCOMPARE(pictures::prepare(folder.offer("pipe.png")).trouble, Trouble::Unreadable);
    }

    // Read
    void aPictureIsPreparedWithItsFactsAndColours() {
        const Folder folder;
        const auto ready = pictures::prepare(folder.write("a.jpg", kJpeg));
        QCOMPARE(ready.trouble, Trouble::None);
        QCOMPARE(ready.bytes, kJpeg);
        QCOMPARE(ready.facts.size, QSize(6, 4));
        QCOMPARE(ready.facts.mediaType, QByteArray("image/jpeg"));
        const QColor colour = pictures::imageOf(ready.mosaic).pixelColor(0, 0);
        QVERIFY(colour.red() > 200 && colour.green() < 60);
    }

    void pixelsBecomeAPng() {
        PictureOffer offer;
        offer.pixels = test::quarters(40, 20);
        const auto ready = pictures::prepare(offer);
        QCOMPARE(ready.trouble, Trouble::None);
        QCOMPARE(ready.facts.mediaType, QByteArray("image/png"));
        const auto same =
            QImage::fromData(ready.bytes, "PNG").convertToFormat(QImage::Format_RGB32);
        QCOMPARE(same, offer.pixels);
    }

    void aLineOfPixelsHasAMosaicToo() {
        PictureOffer offer;
        offer.bytes = test::encoded(test::plain(20'000, 10, Qt::green), "PNG");
        const auto ready = pictures::prepare(offer);
        QCOMPARE(ready.trouble, Trouble::None);
        QVERIFY(!pictures::imageOf(ready.mosaic).isNull());
    }

    void damagedAndLyingFilesAreSaidToBe() {
        const Folder folder;
        QCOMPARE(pictures::prepare(folder.write("a.png", kPng.chopped(20))).trouble,
                 Trouble::Damaged);
        QCOMPARE(pictures::prepare(folder.write("b.png", test::lyingPng(60'000, 60'000))).trouble,
                 Trouble::TooManyPixels);
        QCOMPARE(pictures::prepare(folder.write("c.png", "GIF")).trouble, Trouble::NoPicture);
    }

    // Names
    void aFileKeepsItsName_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << textOf("/a/Größe 1.JPG") << textOf("Größe 1.JPG");
        QTest::newRow("a folder's") << textOf("/a/Urlaub/") << textOf("Urlaub");
        QTest::newRow("of another system") << textOf("/a/c:\\x.png") << textOf("c:_x.png");
        QTest::newRow("a line break") << textOf("/a/x\ny.png") << textOf("x_y.png");
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("long") << QStringLiteral("/a/") + QString(250, QChar(0xFFFD)) +
                                     QStringLiteral(".png")
                              << QString(83, QChar(0xFFFD)) + QStringLiteral(".png");
    }
    void aFileKeepsItsName() {
        QFETCH(QString, path);
        PictureOffer offer;
        offer.path = path;
        QTEST(pictures::fileNameOf(offer), "name");
    }
};

QTEST_MAIN(TestPictureOffer)
#include "tst_picture_offer.moc"
