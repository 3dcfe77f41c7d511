#include "app/pictures/picture_decoder.h"
#include "core/content/attachment.h"
#include "tests/app/pictures/made_pictures.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using pictures::Cut;

namespace {

constexpr QRgb kRed = qRgb(255, 0, 0);
constexpr QRgb kGreen = qRgb(0, 255, 0);
constexpr QRgb kBlue = qRgb(0, 0, 255);
constexpr QRgb kYellow = qRgb(255, 255, 0);

bool isNear(QRgb one, QRgb other, int by = 12) {
    return std::abs(qRed(one) - qRed(other)) <= by && std::abs(qGreen(one) - qGreen(other)) <= by &&
           std::abs(qBlue(one) - qBlue(other)) <= by && std::abs(qAlpha(one) - qAlpha(other)) <= by;
}

/// Its quarters, from above left in reading order.
bool showsQuarters(const QImage& image, const std::array<QRgb, 4>& colours) {
    const int w = image.width();
    const int h = image.height();
    return isNear(image.pixel(w / 4, h / 4), colours[0]) &&
           isNear(image.pixel(3 * w / 4, h / 4), colours[1]) &&
           isNear(image.pixel(w / 4, 3 * h / 4), colours[2]) &&
           isNear(image.pixel(3 * w / 4, 3 * h / 4), colours[3]);
}

QImage decoded(const QByteArray& file, const QSize& pixels, int radius = 0) {
    const auto picture = pictures::decode(file, Cut{pixels, radius});
    return picture.ok() ? picture.value() : QImage();
}

constexpr qint64 kMebi = 1024LL * 1024;

/// The most memory that this program had at once since forgetPeak(), in bytes (Linux).
qint64 peak() {
    QFile status(QStringLiteral("/proc/self/status"));
    status.open(QIODevice::ReadOnly);
    const QByteArray all = status.readAll();
    const auto at = all.indexOf("VmHWM:") + 6;
    return all.mid(at, all.indexOf("kB", at) - at).trimmed().toLongLong() * 1024;
}
void forgetPeak() {
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    references.open(QIODevice::WriteOnly);
    references.write("5");
}

ErrorCode codeOf(const QByteArray& file) {
    const auto facts = pictures::examine(file);
    const auto picture = pictures::decode(file, Cut{{40, 30}});
    if (facts.ok() || picture.ok())
        qFatal("it is not refused");
    if (facts.error() != picture.error())
        qFatal("examine and decode do not agree");
    return facts.error().code;
}

} // namespace

class TestPictureDecoder : public QObject {
    Q_OBJECT

private slots:
    void theFourKinds_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("mediaType");
        QTest::addColumn<bool>("moves");
        const std::vector<Frame> two{{kRed, 100}, {kBlue, 100}};
        QTest::newRow("jpeg") << encoded(plain(80, 60, Qt::red), "JPG", 100)
                              << QByteArray("image/jpeg") << false;
        QTest::newRow("png") << encoded(plain(80, 60, Qt::red), "PNG") << QByteArray("image/png")
                             << false;
        QTest::newRow("webp") << encoded(plain(80, 60, Qt::red), "WEBP", 100)
                              << QByteArray("image/webp") << false;
        QTest::newRow("gif") << gif(80, 60, {{kRed, 0}}) << QByteArray("image/gif") << false;
        QTest::newRow("moving gif") << gif(80, 60, two) << QByteArray("image/gif") << true;
        QTest::newRow("moving webp") << webp(80, 60, two) << QByteArray("image/webp") << true;
    }
    void theFourKinds() {
        QFETCH(QByteArray, file);
        const auto facts = pictures::examine(file);
        QVERIFY(facts.ok());
        QCOMPARE(facts.value().size, QSize(80, 60));
        QTEST(facts.value().mediaType, "mediaType");
        QTEST(facts.value().motion == pictures::Facts::Motion::Animated, "moves");
        const QImage picture = decoded(file, {40, 30});
        QCOMPARE(picture.size(), QSize(40, 30));
        QCOMPARE(picture.format(), QImage::Format_ARGB32_Premultiplied);
        QVERIFY(isNear(picture.pixel(20, 15), kRed));
    }

    void whatAnImageOfQtsIsNot() {
        // Qt could read these, from whoever sends them.
        QCOMPARE(codeOf(encoded(plain(4, 4, Qt::red), "BMP")), ErrorCode::FileDamaged);
        QCOMPARE(codeOf("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
                 ErrorCode::FileDamaged);
        QCOMPARE(codeOf(encoded(plain(4, 4, Qt::red), "PPM")), ErrorCode::FileDamaged);
        QCOMPARE(codeOf("Moin"), ErrorCode::FileDamaged);
        QCOMPARE(codeOf({}), ErrorCode::FileDamaged);
        // A head that promises one kind, and behind it another.
        QCOMPARE(codeOf("GIF89a" + encoded(plain(4, 4, Qt::red), "PNG")), ErrorCode::FileDamaged);
        QCOMPARE(codeOf("\xff\xd8\xff" + encoded(plain(4, 4, Qt::red), "BMP")),
                 ErrorCode::FileDamaged);
    }

    void cutToCover_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("jpeg") << encoded(quarters(400, 200), "JPG", 100);
        QTest::newRow("png") << encoded(quarters(400, 200), "PNG");
        QTest::newRow("webp") << encoded(quarters(400, 200), "WEBP", 100);
    }
    void cutToCover() {
        QFETCH(QByteArray, file);
        const std::array<QRgb, 4> colours{kRed, kGreen, kBlue, kYellow};
        for (const QSize size : {QSize(100, 50), QSize(50, 50), QSize(50, 100), QSize(100, 20),
                                 QSize(400, 200), QSize(800, 800), QSize(1, 1)}) {
            const QImage picture = decoded(file, size);
            QCOMPARE(picture.size(), size);
            QVERIFY(size.width() == 1 || showsQuarters(picture, colours));
        }
        // Its middle, not its edge.
        QImage striped = plain(300, 100, Qt::blue);
        for (int y = 0; y < 100; ++y)
            for (int x = 100; x < 200; ++x)
                striped.setPixel(x, y, kRed);
        const QImage middle = decoded(encoded(striped, "JPG", 100), {50, 50});
        QVERIFY(isNear(middle.pixel(4, 25), kRed) && isNear(middle.pixel(45, 25), kRed));
    }

    void ofAJpegNoMoreIsMadeThanIsShown() {
        const QByteArray file = encoded(plain(9000, 7000, Qt::red), "JPG", 30);
        forgetPeak();
        const qint64 before = peak();
        QVERIFY(isNear(decoded(file, {8, 8}).pixel(4, 4), kRed));
        QVERIFY(peak() - before < 64LL * kMebi); // all of it would be 240
    }

    void roundCorners() {
        const QImage picture = decoded(encoded(plain(80, 60, Qt::red), "PNG"), {40, 30}, 10);
        for (const QPoint corner : {QPoint(0, 0), QPoint(39, 0), QPoint(0, 29), QPoint(39, 29)})
            QCOMPARE(qAlpha(picture.pixel(corner)), 0);
        QCOMPARE(picture.pixel(20, 0), kRed);
        QCOMPARE(picture.pixel(0, 15), kRed);
        QCOMPARE(picture.pixel(20, 15), kRed);
        const QImage circle = pictures::cutOut(plain(80, 60, Qt::red), Cut{{40, 30}, 1000});
        QCOMPARE(circle.pixel(20, 15), kRed);
        QCOMPARE(qAlpha(circle.pixel(0, 0)), 0);
    }

    void turnedPhotos_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QList<QRgb>>("colours");
        const auto row = [](int orientation, const QList<QRgb>& colours) {
            QTest::addRow("%d", orientation) << orientation << colours;
        };
        row(1, {kRed, kGreen, kBlue, kYellow});
        row(2, {kGreen, kRed, kYellow, kBlue});
        row(3, {kYellow, kBlue, kGreen, kRed});
        row(4, {kBlue, kYellow, kRed, kGreen});
        row(5, {kRed, kBlue, kGreen, kYellow});
        row(6, {kBlue, kRed, kYellow, kGreen});
        row(7, {kYellow, kGreen, kBlue, kRed});
        row(8, {kGreen, kYellow, kRed, kBlue});
    }
    void turnedPhotos() {
        QFETCH(int, orientation);
        QFETCH(QList<QRgb>, colours);
        const std::array<QRgb, 4> shown{colours[0], colours[1], colours[2], colours[3]};
        const QImage photo = quarters(320, 160);
        const QByteArray extended =
            riff(extendedHead(0x08, 320, 160) + encoded(photo, "WEBP", 100).mid(12) +
                 riffChunk("EXIF", exif(orientation)));
        for (const QByteArray& file :
             {turnedJpeg(photo, orientation), turnedPng(photo, orientation), extended}) {
            const auto facts = pictures::examine(file);
            QVERIFY(facts.ok());
            const QSize upright = orientation >= 5 ? QSize(160, 320) : QSize(320, 160);
            QCOMPARE(facts.value().size, upright);
            // The shape that it has on the screen, and another.
            QVERIFY(showsQuarters(decoded(file, upright / 8), shown));
            QVERIFY(showsQuarters(decoded(file, {40, 30}), shown));
            QVERIFY(showsQuarters(decoded(file, upright * 2), shown));
        }
    }

    void unusualPixels() {
        QImage clear = plain(80, 60, QColor(0, 0, 255, 128), QImage::Format_ARGB32);
        QVERIFY(isNear(decoded(encoded(clear, "PNG"), {40, 30}).pixel(9, 9),
                       qRgba(0, 0, 128, 128))); // premultiplied
        clear.fill(Qt::transparent);
        QCOMPARE(decoded(encoded(clear, "PNG"), {40, 30}).pixel(9, 9), qRgba(0, 0, 0, 0));
        for (const auto format : {QImage::Format_RGBX64, QImage::Format_Indexed8,
                                  QImage::Format_RGB888, QImage::Format_RGBA64}) {
            const QImage red = plain(80, 60, Qt::red).convertToFormat(format);
            QVERIFY(isNear(decoded(encoded(red, "PNG"), {40, 30}).pixel(9, 9), kRed));
        }
        for (const auto format :
             {QImage::Format_Grayscale8, QImage::Format_Grayscale16, QImage::Format_Mono}) {
            const QImage white = plain(80, 60, Qt::white).convertToFormat(format);
            QVERIFY(
                isNear(decoded(encoded(white, "PNG"), {40, 30}).pixel(9, 9), qRgb(255, 255, 255)));
        }
    }

    void unusualSizes() {
        QCOMPARE(decoded(encoded(plain(1, 1, Qt::red), "PNG"), {40, 30}).pixel(39, 29), kRed);
        QVERIFY(
            isNear(decoded(encoded(plain(1, 1, Qt::red), "JPG", 100), {40, 30}).pixel(0, 0), kRed));
        for (const QSize size : {QSize(20'000, 10), QSize(10, 20'000)}) {
            for (const char* format : {"PNG", "JPG"}) {
                const auto file = encoded(plain(size.width(), size.height(), Qt::red), format, 90);
                QCOMPARE(pictures::examine(file).value().size, size);
                QVERIFY(isNear(decoded(file, {40, 30}).pixel(20, 15), kRed));
            }
        }
        // No more than so many, in the same shape.
        const QByteArray small = encoded(plain(4, 4, Qt::red), "PNG");
        QCOMPARE(decoded(small, {pictures::kGreatestCut * 2, 64}).size(),
                 QSize(pictures::kGreatestCut, 32));
        QVERIFY(pictures::cutOut(plain(4, 4, Qt::red), Cut{}).isNull());
        QVERIFY(pictures::cutOut({}, Cut{{4, 4}}).isNull());
    }

    void coloursOfOtherScreens() {
        QImage muted = plain(80, 60, QColor(120, 160, 90));
        muted.setColorSpace(QColorSpace::DisplayP3);
        const QColor right = muted.convertedToColorSpace(QColorSpace::SRgb).pixelColor(9, 9);
        QVERIFY(right != QColor(120, 160, 90));
        QVERIFY(isNear(decoded(encoded(muted, "PNG"), {40, 30}).pixel(9, 9), right.rgb(), 1));
        muted.setColorSpace(QColorSpace::SRgb);
        QCOMPARE(decoded(encoded(muted, "PNG"), {40, 30}).pixel(9, 9), qRgb(120, 160, 90));
    }

    void bombs_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("megapixels");
        QTest::newRow("png, wide") << lyingPng(30'001, 1) << "80";
        QTest::newRow("png, many") << lyingPng(30'000, 30'000) << "80";
        QTest::newRow("png, huge") << lyingPng(0x7fffffff, 0x7fffffff) << "80";
        QTest::newRow("webp, still") << riff(extendedHead(0, 16'383, 16'383) +
                                             encoded(plain(4, 4, Qt::red), "WEBP", 100).mid(12))
                                     << "80";
        const QByteArray moving = webp(4, 4, {{kRed, 100}, {kBlue, 100}});
        QTest::newRow("webp, moving")
            << QByteArray(moving).replace(12, 18, extendedHead(2, 1 << 24, 1 << 24)) << "80";
        QTest::newRow("webp, moving, with sides that are allowed")
            << QByteArray(moving).replace(12, 18, extendedHead(2, 16'000, 16'000)) << "80";
        QTest::newRow("webp, moving, hardly too large")
            << QByteArray(moving).replace(12, 18, extendedHead(2, 4'001, 4'000)) << "16";
        const QByteArray pixels = gif(4, 4, {{kRed, 100}, {kBlue, 100}});
        QTest::newRow("gif") << QByteArray(pixels).replace(6, 4, QByteArray(4, '\xff')) << "80";
        QImage deep(8000, 5001, QImage::Format_RGBX64);
        deep.fill(Qt::red);
        QTest::newRow("png of 16 bits") << encoded(deep, "PNG", 80) << "40";
    }
    void bombs() {
        QFETCH(QByteArray, file);
        forgetPeak();
        const qint64 before = peak();
        const auto facts = pictures::examine(file);
        QVERIFY(peak() - before < 64LL * kMebi);
        QVERIFY(!facts.ok());
        QCOMPARE(facts.error().code, ErrorCode::TooLarge);
        QCOMPARE(facts.error().args.size(), 1U);
        QTEST(QString::fromStdString(facts.error().args.front()), "megapixels");
        QCOMPARE(pictures::decode(file, Cut{{40, 30}}).error(), facts.error());
    }

    void thousandsOfScans() {
        // Each scan of a progressive JPEG makes the decoder touch every pixel again.
        QByteArray file = encoded(plain(64, 64, Qt::red), "JPG", 100);
        const auto scan = file.indexOf("\xff\xda");
        const QByteArray again = file.mid(scan, file.size() - scan - 2);
        for (int i = 0; i < 200; ++i)
            file.insert(scan, again);
        QCOMPARE(codeOf(file), ErrorCode::FileDamaged);
    }

    void theWholeOfWhatIsAllowed() {
        const QByteArray file = encoded(plain(10'000, 8'000, Qt::red), "PNG", 80);
        QVERIFY(isNear(decoded(file, {40, 30}).pixel(20, 15), kRed));
    }

    void truncated_data() {
        QTest::addColumn<QByteArray>("file");
        const QImage photo = quarters(64, 64);
        QTest::newRow("jpeg") << encoded(photo, "JPG");
        QTest::newRow("png") << encoded(photo, "PNG");
        QTest::newRow("webp") << encoded(photo, "WEBP");
        QTest::newRow("gif") << gif(64, 64, {{kRed, 100}, {kBlue, 100}});
        QTest::newRow("moving webp") << webp(64, 64, {{kRed, 100}, {kBlue, 100}});
    }
    void truncated() {
        QFETCH(QByteArray, file);
        for (qsizetype bytes = 0; bytes < file.size(); ++bytes) {
            const auto picture = pictures::decode(file.first(bytes), Cut{{8, 8}});
            // Cameras and programs leave the end out; all of the rest is refused in one way.
            if (picture.ok())
                QCOMPARE(picture.value().size(), QSize(8, 8));
            else
                QCOMPARE(picture.error().code, ErrorCode::FileDamaged);
        }
        const auto half = pictures::decode(file.first(file.size() / 5), Cut{{8, 8}});
        QCOMPARE(half.error().code, ErrorCode::FileDamaged);
    }

    void brokenWithin() {
        QByteArray png = encoded(quarters(64, 64), "PNG");
        const auto pixels = png.indexOf("IDAT");
        png.replace(pixels + 6, 8, QByteArray(8, '\xff'));
        QVERIFY(pictures::examine(png).ok()); // its form is right
        QCOMPARE(pictures::decode(png, Cut{{8, 8}}).error().code, ErrorCode::FileDamaged);
        QCOMPARE(codeOf(lyingPng(0, 4)), ErrorCode::FileDamaged);
        // A screen that is nowhere near its picture's size, which Qt does not believe.
        const QByteArray small = gif(4, 4, {{kRed, 0}});
        QCOMPARE(codeOf(QByteArray(small).replace(6, 2, little(3000, 2))), ErrorCode::FileDamaged);
    }

    void aMosaicOfItsColours() {
        const QByteArray mosaic = pictures::mosaicOf(quarters(400, 200));
        const ByteView bytes(reinterpret_cast<const std::uint8_t*>(mosaic.constData()),
                             static_cast<std::size_t>(mosaic.size()));
        QVERIFY(content::isMosaic(bytes));
        const QImage back = pictures::imageOf(mosaic);
        QCOMPARE(back.size(), QSize(8, 4));
        QVERIFY(showsQuarters(back, {kRed, kGreen, kBlue, kYellow}));
        QCOMPARE(pictures::imageOf(pictures::mosaicOf(plain(20'000, 1, Qt::red))).size(),
                 QSize(8, 1));
        QImage clear = plain(8, 8, Qt::transparent, QImage::Format_ARGB32_Premultiplied);
        QCOMPARE(pictures::imageOf(pictures::mosaicOf(clear)).pixel(0, 0), qRgb(128, 128, 128));
    }

    void whatIsNoMosaic() {
        QVERIFY(pictures::imageOf({}).isNull());
        QVERIFY(pictures::imageOf(QByteArray("\x01\x01\x00\x00", 4)).isNull());
        QVERIFY(pictures::imageOf(QByteArray("\x00\x01", 2)).isNull());
        QVERIFY(pictures::imageOf(QByteArray("\x11\x01", 2) + QByteArray(51, 'a')).isNull());
        QVERIFY(pictures::mosaicOf({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPictureDecoder)
#include "tst_picture_decoder.moc"
