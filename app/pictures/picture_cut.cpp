#include "app/pictures/picture_cut.h"

#include <QColorSpace>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <algorithm>
#include <cmath>

namespace kontor::pictures {
namespace {

double factorOf(const QSize& picture, const QSize& pixels) {
    return std::max(static_cast<double>(pixels.width()) / picture.width(),
                    static_cast<double>(pixels.height()) / picture.height());
}

/// The same pixels without copying them; dies with the picture.
QImage part(const QImage& picture, const QRect& rect) {
    const auto pixelBytes = picture.depth() / 8;
    const uchar* first = picture.constScanLine(rect.y()) + qsizetype{rect.x()} * pixelBytes;
    return {first, rect.width(), rect.height(), picture.bytesPerLine(), picture.format()};
}

/// A screen is taken for sRGB; so is what says nothing, or says it in the old way of PNG.
bool isForScreens(const QColorSpace& space) {
    constexpr float kScreenGamma = 2.2F;
    constexpr float kNear = 0.05F;
    return !space.isValid() || space == QColorSpace(QColorSpace::SRgb) ||
           (space.primaries() == QColorSpace::Primaries::SRgb &&
            space.transferFunction() == QColorSpace::TransferFunction::Gamma &&
            std::abs(space.gamma() - kScreenGamma) < kNear);
}

} // namespace

Cut bounded(const Cut& cut) {
    const QSize most(kGreatestCut, kGreatestCut);
    Cut allowed = cut;
    if (cut.pixels.width() > kGreatestCut || cut.pixels.height() > kGreatestCut)
        allowed.pixels = cut.pixels.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1});
    return allowed;
}

QSize covering(const QSize& picture, const QSize& pixels) {
    const double factor = factorOf(picture, pixels);
    return {std::max(1, static_cast<int>(std::ceil(picture.width() * factor))),
            std::max(1, static_cast<int>(std::ceil(picture.height() * factor)))};
}

QImage middleOf(const QImage& picture, const QSize& pixels) {
    if (picture.isNull() || pixels.isEmpty())
        return {};
    const QColorSpace space = picture.colorSpace();
    const QImage whole = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const double factor = factorOf(whole.size(), pixels);
    const auto side = [factor](int shown, int there) {
        return std::clamp(static_cast<int>(std::lround(shown / factor)), 1, there);
    };
    QRect rect(0, 0, side(pixels.width(), whole.width()), side(pixels.height(), whole.height()));
    rect.moveTo((whole.width() - rect.width()) / 2, (whole.height() - rect.height()) / 2);
    QImage cut = part(whole, rect).scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    cut.detach(); // scaled to its own size it would still be a part of the other
    if (!isForScreens(space)) {
        cut.setColorSpace(space);
        cut.convertToColorSpace(QColorSpace::SRgb);
    }
    cut.setColorSpace({});
    return cut;
}

QImage upright(const QImage& picture, Orientation orientation) {
    constexpr double kQuarter = 90;
    const auto turned = [&picture](int quarters) {
        return picture.transformed(QTransform().rotate(quarters * kQuarter));
    };
    switch (orientation) { // Exif 2.32, 4.6.4
    case 2:
        return picture.mirrored(true, false);
    case 3:
        return turned(2);
    case 4:
        return picture.mirrored(false, true);
    case 5:
        return turned(1).mirrored(true, false);
    case 6:
        return turned(1);
    case 7:
        return turned(1).mirrored(false, true);
    case 8:
        return turned(3);
    default:
        return picture;
    }
}

void roundCorners(QImage& picture, int radius) {
    if (picture.isNull() || radius <= 0)
        return;
    const double most = std::min(picture.width(), picture.height()) / 2.0;
    const double round = std::min<double>(radius, most);
    QPainterPath corners; // what lies between the two shapes
    corners.addRect(picture.rect());
    corners.addRoundedRect(picture.rect(), round, round);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
    painter.fillPath(corners, Qt::black);
}

} // namespace kontor::pictures
