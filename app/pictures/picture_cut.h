#pragma once

#include "app/pictures/picture_decoder.h"
#include "core/attachments/orientation.h"

/// The steps of cutOut(), for readers that know which way up the pixels lie. Any thread.
namespace kontor::pictures {

/// The greatest cut of that shape that is allowed.
[[nodiscard]] Cut bounded(const Cut& cut);
/// Its size once it covers `pixels`; both sides at least 1.
[[nodiscard]] QSize covering(const QSize& picture, const QSize& pixels);
/// The middle of the picture, which covers `pixels`; premultiplied, a copy of its own.
[[nodiscard]] QImage middleOf(const QImage& picture, const QSize& pixels);
[[nodiscard]] QImage upright(const QImage& picture, Orientation orientation);
void roundCorners(QImage& picture, int radius);

} // namespace kontor::pictures
