#include "app/pictures/picture_decoder.h"

#include "app/pictures/picture_cut.h"
#include "app/pictures/picture_reader.h"
#include "core/content/attachment.h"

#include <algorithm>

namespace kontor::pictures {
namespace {

/// Cells of a mosaic's longer side: enough to guess what comes, and hardly 200 bytes.
constexpr int kCells = 8;
constexpr int kGrey = 0x80; ///< where nothing is, on light and dark alike
constexpr int kOpaque = 0xff;

char onGrey(int premultiplied, int alpha) {
    return static_cast<char>(
        std::min(kOpaque, premultiplied + kGrey * (kOpaque - alpha) / kOpaque));
}

} // namespace

Result<Facts> examine(const QByteArray& file) {
    auto reader = PictureReader::open(file);
    if (!reader.ok())
        return reader.error();
    return reader.value()->facts();
}

Result<QImage> decode(const QByteArray& file, const Cut& cut) {
    auto decoded = readFirst(file, cut);
    if (!decoded.ok())
        return decoded.error();
    return decoded.value().image;
}

QImage cutOut(const QImage& picture, const Cut& cut) {
    const Cut allowed = bounded(cut);
    QImage shown = middleOf(picture, allowed.pixels);
    roundCorners(shown, allowed.radius);
    return shown;
}

QByteArray mosaicOf(const QImage& picture) {
    if (picture.isNull())
        return {};
    const QSize cells =
        picture.size().scaled(kCells, kCells, Qt::KeepAspectRatio).expandedTo({1, 1});
    const QImage small = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                             .scaled(cells, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QByteArray mosaic;
    mosaic += static_cast<char>(cells.width());
    mosaic += static_cast<char>(cells.height());
    for (int y = 0; y < cells.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(small.constScanLine(y));
        for (int x = 0; x < cells.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            mosaic += onGrey(qRed(line[x]), alpha);
            mosaic += onGrey(qGreen(line[x]), alpha);
            mosaic += onGrey(qBlue(line[x]), alpha);
        }
    }
    return mosaic;
}

QImage imageOf(const QByteArray& mosaic) {
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(mosaic.constData()),
                         static_cast<std::size_t>(mosaic.size()));
    if (bytes.empty() || !content::isMosaic(bytes))
        return {};
    QImage picture(bytes[0], bytes[1], QImage::Format_ARGB32_Premultiplied);
    std::size_t at = 2;
    for (int y = 0; y < picture.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < picture.width(); ++x, at += 3)
            line[x] = qRgb(bytes[at], bytes[at + 1], bytes[at + 2]);
    }
    return picture;
}

} // namespace kontor::pictures
