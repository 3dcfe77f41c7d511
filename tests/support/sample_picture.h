#pragma once

#include "core/values.h"

#include <QBuffer>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace kontor {

/// A harbour at dusk, for scenes and tests of components.
inline QImage sampleImage(const QSize& size) {
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, size.width(), size.height());
    sky.setColorAt(0, QColor(0x7f, 0xb2, 0xcf));
    sky.setColorAt(0.6, QColor(0xce, 0xe2, 0xd8));
    sky.setColorAt(1, QColor(0xc9, 0xa0, 0x7d));
    painter.fillRect(image.rect(), sky);
    QPainterPath hills;
    hills.moveTo(0, size.height() * 0.7);
    hills.quadTo(size.width() * 0.3, size.height() * 0.45, size.width() * 0.55,
                 size.height() * 0.68);
    hills.quadTo(size.width() * 0.8, size.height() * 0.5, size.width(), size.height() * 0.66);
    hills.lineTo(size.width(), size.height());
    hills.lineTo(0, size.height());
    painter.fillPath(hills, QColor(0x2f, 0x5d, 0x62));
    painter.end();
    return image;
}

/// The same as a PNG that somebody sends.
inline PictureForm samplePicture(const QSize& size, const QString& caption = {}) {
    PictureForm form;
    QBuffer out(&form.bytes);
    out.open(QIODevice::WriteOnly);
    sampleImage(size).save(&out, "PNG");
    form.caption = caption;
    form.fileName = QStringLiteral("harbour.png");
    form.mediaType = QStringLiteral("image/png");
    return form;
}

} // namespace kontor
