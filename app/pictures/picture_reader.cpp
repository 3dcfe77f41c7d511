#include "app/pictures/picture_reader.h"

#include "app/pictures/picture_cut.h"

#include <utility>

namespace kontor::pictures {
namespace {

constexpr qint64 kMega = 1'000'000;
constexpr qint64 kBytesOfPixel = 4;
constexpr qint64 kMostBytes = kMostPixels * kBytesOfPixel; ///< of one decoded picture
/// A progressive JPEG of honest programs has about ten, each of which touches every pixel.
constexpr int kMostScans = 100;

Error tooLarge(qint64 pixels) {
    return Error(ErrorCode::TooLarge, {std::to_string(pixels / kMega)});
}

QByteArray nameOf(PictureType type) {
    switch (type) {
    case PictureType::Jpeg:
        return "jpeg";
    case PictureType::Png:
        return "png";
    case PictureType::Gif:
        return "gif";
    case PictureType::WebP:
        return "webp";
    }
    return {};
}

/// Qt's own limit would refuse what we allow. It is the program's; nothing else reads more.
void allowMostPixels() {
    static const bool allowed = [] {
        constexpr qint64 kMebi = 1024LL * 1024;
        QImageReader::setAllocationLimit(static_cast<int>((kMostBytes + kMebi - 1) / kMebi));
        return true;
    }();
    (void)allowed;
}

/// Within coded pixels 0xff is followed by 0 or a restart, so this counts no pixels.
int scansOf(const QByteArray& jpeg) {
    return static_cast<int>(jpeg.count(QByteArrayLiteral("\xff\xda")));
}

} // namespace

PictureReader::PictureReader(CleanPicture file, PictureType type)
    : m_file(std::move(file))
    , m_type(type)
    , m_bytes(QByteArray::fromRawData(reinterpret_cast<const char*>(m_file.bytes.data()),
                                      static_cast<qsizetype>(m_file.bytes.size()))) {
    m_device.setBuffer(&m_bytes);
    m_device.open(QIODevice::ReadOnly);
    const auto mediaType = mediaTypeOf(type);
    m_facts.mediaType = QByteArray(mediaType.data(), static_cast<qsizetype>(mediaType.size()));
    rewind();
}

Result<std::unique_ptr<PictureReader>> PictureReader::open(const QByteArray& file) {
    allowMostPixels();
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(file.constData()),
                         static_cast<std::size_t>(file.size()));
    const auto type = pictureTypeOf(bytes);
    if (!type)
        return ErrorCode::FileDamaged;
    auto clean = cleanPicture(bytes, *type);
    if (!clean.ok())
        return clean.error();
    // Before Qt sees any of it: some of its decoders make a whole picture to tell its size.
    const qint64 width = clean.value().width;
    const qint64 height = clean.value().height;
    if (width > kGreatestSide || height > kGreatestSide || width * height > kMostPixels)
        return tooLarge(kMostPixels);
    auto reader = std::make_unique<PictureReader>(std::move(clean).value(), *type);
    if (auto judged = reader->judge(); !judged.ok())
        return judged.error();
    return reader;
}

Result<void> PictureReader::judge() {
    m_facts.size = {static_cast<int>(m_file.width), static_cast<int>(m_file.height)};
    const bool turned = isTurned(m_file.orientation);
    const QSize stored = turned ? m_facts.size.transposed() : m_facts.size;
    // Not what its head says, or two heads that say different things.
    if (m_reader->size() != stored)
        return ErrorCode::FileDamaged;
    if (m_type == PictureType::Jpeg && scansOf(m_bytes) > kMostScans)
        return ErrorCode::FileDamaged;
    const qint64 pixels = qint64{stored.width()} * stored.height();
    const qint64 pixelBytes = std::max(
        kBytesOfPixel, qint64{QImage::toPixelFormat(m_reader->imageFormat()).bitsPerPixel()} / 8);
    if (pixels * pixelBytes > kMostBytes) // 16 bits a colour
        return tooLarge(kMostBytes / pixelBytes);
    if (m_type == PictureType::Gif || m_type == PictureType::WebP)
        m_pictures = m_reader->imageCount();
    if (m_pictures < 1)
        return ErrorCode::FileDamaged;
    if (m_pictures == 1)
        return {};
    if (pixels > kMostMovingPixels)
        return tooLarge(kMostMovingPixels);
    m_facts.motion = Facts::Motion::Animated;
    const int repeats = m_reader->loopCount();
    m_rounds = repeats < 0 ? 0 : repeats + 1;
    return {};
}

QImage PictureReader::next(const Cut& cut) {
    const Cut allowed = bounded(cut);
    const bool turned = isTurned(m_file.orientation);
    const QSize pixels = turned ? allowed.pixels.transposed() : allowed.pixels;
    if (pixels.isEmpty())
        return {};
    if (m_type == PictureType::Jpeg) {
        const QSize stored = turned ? m_facts.size.transposed() : m_facts.size;
        const QSize scaled = covering(stored, pixels);
        if (scaled.width() < stored.width() && scaled.height() < stored.height())
            m_reader->setScaledSize(scaled);
    }
    QImage picture = m_reader->read();
    picture.convertTo(QImage::Format_ARGB32_Premultiplied); // in place where it can be
    QImage shown = upright(middleOf(picture, pixels), m_file.orientation);
    roundCorners(shown, allowed.radius);
    return shown;
}

void PictureReader::rewind() {
    m_device.seek(0);
    m_reader = std::make_unique<QImageReader>(&m_device, nameOf(m_type));
    // No other decoder is asked, whatever the bytes look like; we turn it ourselves.
    m_reader->setAutoDetectImageFormat(false);
    m_reader->setDecideFormatFromContent(false);
    m_reader->setAutoTransform(false);
}

Result<Decoded> readFirst(const QByteArray& file, const Cut& cut) {
    auto reader = PictureReader::open(file);
    if (!reader.ok())
        return reader.error();
    Decoded decoded;
    decoded.image = reader.value()->next(cut);
    if (decoded.image.isNull())
        return ErrorCode::FileDamaged;
    decoded.facts = reader.value()->facts();
    return decoded;
}

} // namespace kontor::pictures
