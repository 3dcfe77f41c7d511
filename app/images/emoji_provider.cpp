#include "app/images/emoji_provider.h"

#include <QFont>
#include <QFontDatabase>
#include <QPainter>
#include <QUrl>

namespace kontor {

namespace {

const QString kFamily = QStringLiteral("Noto Color Emoji");
constexpr int kSide = 32; ///< where the caller does not say
/// Noto Color Emoji draws 136 pixels wide where the font's size is 109.
constexpr double kFontShare = 109.0 / 136.0;

} // namespace

EmojiProvider::EmojiProvider()
    : QQuickImageProvider(QQuickImageProvider::Image) {}

QImage EmojiProvider::requestImage(const QString& id, QSize* size, const QSize& requestedSize) {
    const int side = requestedSize.width() > 0 ? requestedSize.width() : kSide;
    QImage picture(side, side, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    if (size)
        *size = picture.size();

    QFont font(kFamily);
    // Asked for one font, Qt takes a keycap's digit from another that has digits as well.
    if (QFontDatabase::hasFamily(kFamily))
        font.setStyleStrategy(QFont::NoFontMerging);
    font.setPixelSize(std::max(1, static_cast<int>(side * kFontShare)));
    QPainter painter(&picture);
    painter.setFont(font);
    painter.setPen(QColor(QLatin1Char('#') + id.section(QLatin1Char('/'), 0, 0)));
    const auto emoji = QUrl::fromPercentEncoding(id.section(QLatin1Char('/'), 1).toUtf8());
    painter.drawText(picture.rect(), Qt::AlignCenter | Qt::TextDontClip, emoji);
    return picture;
}

} // namespace kontor
