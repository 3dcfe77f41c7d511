#include "core/attachments/clean_picture.h"
#include "core/attachments/orientation.h"
#include "core/attachments/picture_bytes.h"

#include <QBuffer>
#include <QImage>
#include <QtTest>

using namespace kontor;

namespace {

constexpr std::string_view kPlace = "48.858222 2.2945"; // where nobody is to find it

Bytes of(std::string_view text) {
    return toBytes(viewOf(text));
}

bool holds(ByteView bytes, std::string_view text) {
    return textOf(bytes).find(text) != std::string_view::npos;
}

/// A TIFF block with an orientation, and the place behind it.
Bytes exif(Orientation orientation) {
    Bytes block = tiffOf(orientation);
    append(block, viewOf(kPlace));
    return block;
}

Bytes segment(std::uint8_t marker, const Bytes& content) {
    Bytes bytes{0xff, marker};
    appendBig(bytes, static_cast<std::uint32_t>(content.size() + 2), 2);
    append(bytes, content);
    return bytes;
}

Bytes join(std::initializer_list<Bytes> parts) {
    Bytes whole;
    for (const Bytes& part : parts)
        append(whole, part);
    return whole;
}

Bytes encoded(const char* format) {
    QImage image(40, 30, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x * 6, y * 8, x * y));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, format))
        qFatal("Qt writes no %s", format);
    return {bytes.begin(), bytes.end()};
}

QImage decoded(const Bytes& bytes) {
    return QImage::fromData(QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                       static_cast<qsizetype>(bytes.size())));
}

/// Behind JPEG's first marker come a camera's blocks; behind its end hangs more.
Bytes photo(Orientation orientation) {
    const Bytes plain = encoded("JPG");
    const ByteView rest = ByteView(plain).subspan(2);
    return join({Bytes{0xff, 0xd8}, segment(0xe1, join({of({"Exif\0\0", 6}), exif(orientation)})),
                 segment(0xe1, join({of({"http://ns.adobe.com/xap/1.0/\0", 29}), of(kPlace)})),
                 segment(0xed, of(kPlace)), segment(0xe5, of(kPlace)), segment(0xfe, of(kPlace)),
                 segment(0xe2, of({"ICC_PROFILE\0\1\1colours", 21})), toBytes(rest), of(kPlace)});
}

std::uint32_t checksumOf(ByteView bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const std::uint8_t byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xedb88320U : sum >> 1U;
    }
    return ~sum;
}

Bytes pngChunk(std::string_view name, const Bytes& content) {
    const Bytes named = join({of(name), content});
    Bytes chunk;
    appendBig(chunk, static_cast<std::uint32_t>(content.size()), 4);
    append(chunk, named);
    appendBig(chunk, checksumOf(named), 4);
    return chunk;
}

/// A PNG with a program's blocks behind its head.
Bytes drawing(Orientation orientation) {
    const Bytes plain = encoded("PNG");
    constexpr std::size_t kHead = 8 + 25;
    return join({toBytes(ByteView(plain).first(kHead)), pngChunk("eXIf", exif(orientation)),
                 pngChunk("tEXt", join({of({"Comment\0", 8}), of(kPlace)})),
                 pngChunk("iTXt", of(kPlace)), pngChunk("tIME", of("1234567")),
                 pngChunk("prVt", of(kPlace)), toBytes(ByteView(plain).subspan(kHead)),
                 of(kPlace)});
}

/// Two pictures of one pixel each, for ever.
Bytes animation() {
    const Bytes picture = join({Bytes{0x21, 0xf9, 4, 0, 10, 0, 0, 0},
                                Bytes{0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0}});
    return join({of("GIF89a"), Bytes{1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255},
                 Bytes{0x21, 0xff, 11}, of("NETSCAPE2.0"), Bytes{3, 1, 0, 0, 0},
                 Bytes{0x21, 0xfe, static_cast<std::uint8_t>(kPlace.size())}, of(kPlace), Bytes{0},
                 Bytes{0x21, 0xff, 11}, of("XMP DataXMP"),
                 Bytes{static_cast<std::uint8_t>(kPlace.size())}, of(kPlace), Bytes{0}, picture,
                 picture, Bytes{0x3b}, of(kPlace)});
}

Bytes riffChunk(std::string_view name, const Bytes& content) {
    Bytes chunk = of(name);
    appendLittle(chunk, static_cast<std::uint32_t>(content.size()), 4);
    append(chunk, content);
    if (content.size() % 2 != 0)
        chunk.push_back(0);
    return chunk;
}

Bytes riff(const Bytes& chunks) {
    Bytes file = of("RIFF");
    appendLittle(file, static_cast<std::uint32_t>(chunks.size() + 4), 4);
    return join({file, of("WEBP"), chunks});
}

/// An extended WebP, 300 x 200, of one frame.
Bytes extended(Orientation orientation) {
    Bytes head{0x0c | 0x02, 0, 0, 0};
    appendLittle(head, 299, 3);
    appendLittle(head, 199, 3);
    const Bytes frame = join(
        {Bytes(16, 1), riffChunk("VP8L", Bytes{0x2f, 0, 0, 0, 0}), riffChunk("junk", of(kPlace))});
    return riff(join({riffChunk("VP8X", head), riffChunk("ANIM", Bytes(6, 0)),
                      riffChunk("ANMF", frame), riffChunk("EXIF", exif(orientation)),
                      riffChunk("XMP ", of(kPlace)), riffChunk("who?", of(kPlace))}));
}

struct Sample {
    PictureType type;
    Bytes file;
};

std::vector<Sample> samples() {
    return {{PictureType::Jpeg, photo(1)},   {PictureType::Jpeg, photo(6)},
            {PictureType::Png, drawing(1)},  {PictureType::Png, drawing(8)},
            {PictureType::Gif, animation()}, {PictureType::WebP, extended(1)},
            {PictureType::WebP, extended(5)}};
}

CleanPicture clean(const Sample& sample) {
    auto picture = cleanPicture(sample.file, sample.type);
    if (!picture.ok())
        qFatal("refused");
    return std::move(picture).value();
}

} // namespace

/// Pictures leave without what tells where they were made, and look as they did.
class TestCleanPicture : public QObject {
    Q_OBJECT

private slots:
    void thePlaceIsGone() {
        for (const Sample& sample : samples()) {
            QVERIFY(holds(sample.file, kPlace));
            QCOMPARE(pictureTypeOf(sample.file), std::optional(sample.type));
            const auto picture = clean(sample);
            QVERIFY(!holds(picture.bytes, kPlace));
            QVERIFY(picture.bytes.size() < sample.file.size());
            QCOMPARE(pictureTypeOf(picture.bytes), std::optional(sample.type));
            // What is clean stays as it is.
            const auto again = cleanPicture(picture.bytes, sample.type);
            QVERIFY(again.ok() && again.value().bytes == picture.bytes);
            QCOMPARE(again.value().width, picture.width);
        }
    }

    void everyPixelStays() {
        for (const Sample& sample : samples()) {
            if (sample.type != PictureType::Jpeg && sample.type != PictureType::Png)
                continue;
            const QImage before = decoded(sample.file);
            QVERIFY(!before.isNull());
            QCOMPARE(decoded(clean(sample).bytes), before);
        }
        QVERIFY(holds(clean({PictureType::Jpeg, photo(1)}).bytes, "ICC_PROFILE"));
        QVERIFY(holds(clean({PictureType::Gif, animation()}).bytes, "NETSCAPE2.0"));
    }

    void whichWayUpStays() {
        for (const Orientation orientation : {1, 3, 6, 8}) {
            const auto jpeg = clean({PictureType::Jpeg, photo(orientation)});
            QCOMPARE(holds(jpeg.bytes, "Exif"), orientation != 1);
            QCOMPARE(jpeg.width, isTurned(orientation) ? 30U : 40U);
            QCOMPARE(jpeg.height, isTurned(orientation) ? 40U : 30U);
            const auto at = textOf(jpeg.bytes).find("Exif");
            if (at != std::string_view::npos)
                QCOMPARE(orientationOf(ByteView(jpeg.bytes).subspan(at + 6)), orientation);
            const auto png = clean({PictureType::Png, drawing(orientation)});
            QCOMPARE(holds(png.bytes, "eXIf"), orientation != 1);
            QCOMPARE(png.width, isTurned(orientation) ? 30U : 40U);
            const auto webp = clean({PictureType::WebP, extended(orientation)});
            QCOMPARE(holds(webp.bytes, "EXIF"), orientation != 1);
            QCOMPARE(webp.width, isTurned(orientation) ? 200U : 300U);
            QCOMPARE(webp.height, isTurned(orientation) ? 300U : 200U);
        }
        QCOMPARE(orientationOf(Bytes()), kUpright);
        QCOMPARE(orientationOf(of("II*")), kUpright);
        QCOMPARE(orientationOf(tiffOf(9)), kUpright);
    }

    void sizesAreRead() {
        const auto gif = clean({PictureType::Gif, animation()});
        QCOMPARE(gif.width, 1U);
        Bytes lossless{0x2f};
        appendLittle(lossless, 99U | 49U << 14U, 4);
        const auto webp = clean({PictureType::WebP, riff(riffChunk("VP8L", lossless))});
        QCOMPARE(webp.width, 100U);
        QCOMPARE(webp.height, 50U);
        Bytes lossy{0, 0, 0, 0x9d, 0x01, 0x2a};
        appendLittle(lossy, 640, 2);
        appendLittle(lossy, 480, 2);
        const auto old = clean({PictureType::WebP, riff(riffChunk("VP8 ", lossy))});
        QCOMPARE(old.width, 640U);
        QCOMPARE(old.height, 480U);
    }

    void whatIsNoPictureIsRefused() {
        QVERIFY(!pictureTypeOf(Bytes()));
        QVERIFY(!pictureTypeOf(of("%PDF-1.7")));
        QVERIFY(!pictureTypeOf(of("RIFF....WAVE")));
        for (const Sample& sample : samples()) {
            // Cut off anywhere: refused, or what there is of it.
            for (std::size_t size = 0; size < sample.file.size(); ++size) {
                const auto cut = cleanPicture(ByteView(sample.file).first(size), sample.type);
                QVERIFY(!cut.ok() || !holds(cut.value().bytes, kPlace));
            }
            const auto head = cleanPicture(ByteView(sample.file).first(12), sample.type);
            QVERIFY(!head.ok());
            QCOMPARE(head.error().code, ErrorCode::FileDamaged);
        }
    }
};

QTEST_GUILESS_MAIN(TestCleanPicture)
#include "tst_clean_picture.moc"
