#include "app/pictures/avatar_picture.h"

#include "app/pictures/picture_decoder.h"
#include "base/limits.h"

#include <QBuffer>
#include <QPainter>

#include <array>

namespace kontor::pictures {
namespace {

QByteArray encoded(const QImage& picture, const char* format, int quality) {
    QByteArray file;
    QBuffer buffer(&file);
    const bool done = buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, format, quality);
    const bool fits = static_cast<std::size_t>(file.size()) <= limits::kAvatarBytes;
    return done && fits ? file : QByteArray();
}

bool shinesThrough(const QImage& picture) {
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (qAlpha(picture.pixel(x, y)) != 0xFF)
                return true;
    return false;
}

QImage onWhite(const QImage& picture) {
    QImage whole(picture.size(), QImage::Format_RGB32);
    whole.fill(Qt::white);
    QPainter painter(&whole);
    painter.drawImage(0, 0, picture);
    return whole;
}

} // namespace

Result<QByteArray> avatarOf(const QByteArray& file) {
    Cut cut;
    cut.pixels = QSize(kAvatarSide, kAvatarSide);
    const auto picture = decode(file, cut);
    if (!picture.ok())
        return picture.error();
    if (shinesThrough(picture.value()))
        if (auto small = encoded(picture.value(), "PNG", -1); !small.isEmpty())
            return small;
    const QImage whole = onWhite(picture.value());
    for (const int quality : std::array{90, 75, 60, 40, 20}) // noise needs the lowest
        if (auto small = encoded(whole, "JPEG", quality); !small.isEmpty())
            return small;
    return Error(ErrorCode::TooLarge, {std::to_string(limits::kAvatarBytes)});
}

} // namespace kontor::pictures
