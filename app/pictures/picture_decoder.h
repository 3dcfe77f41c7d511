#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

/// Pictures from outside, made into pixels: JPEG, PNG, GIF and WebP, known by their bytes, and
/// never more than so many of them. No other decoder of Qt's ever sees a byte. Any thread; what
/// takes time: never that of the window.
namespace kontor::pictures {

inline constexpr int kGreatestSide = 30'000;            ///< pixels
inline constexpr qint64 kMostPixels = 80'000'000;       ///< of a still: 320 MB while it is decoded
inline constexpr qint64 kMostMovingPixels = 16'000'000; ///< of each picture of an animation

/// How a picture is to be shown: scaled until it covers `pixels`, the middle of it cut out, with
/// round corners. Never more than kGreatestCut a side.
struct Cut {
    QSize pixels;
    int radius = 0; ///< of the corners, in the same pixels
    friend bool operator==(const Cut&, const Cut&) = default;
};
inline constexpr int kGreatestCut = 8192;

struct Facts {
    QSize size; ///< as it is shown: turned upright
    enum class Motion : std::uint8_t { Still, Animated } motion = Motion::Still;
    QByteArray mediaType;
};

/// Whole and sound enough to be sent. FileDamaged: none of the four kinds, or not whole; TooLarge
/// (args: greatest number of megapixels).
[[nodiscard]] Result<Facts> examine(const QByteArray& file);
/// The picture, of an animation the first one; premultiplied. Errors as above.
[[nodiscard]] Result<QImage> decode(const QByteArray& file, const Cut& cut);
/// Cut, as decode() would. `picture` may have any size.
[[nodiscard]] QImage cutOut(const QImage& picture, const Cut& cut);

/// A tiny picture of its colours (core/content/attachment.h), and back. Of a wrong one: null.
[[nodiscard]] QByteArray mosaicOf(const QImage& picture);
[[nodiscard]] QImage imageOf(const QByteArray& mosaic);

} // namespace kontor::pictures
