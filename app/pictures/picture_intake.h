#pragma once

#include "app/pictures/picture_decoder.h"
#include "app/pictures/picture_offer.h"

/// What becomes of a picture that somebody offers, before she may send it: judged without being
/// read, then read and looked at whole. Both take their time with the disk: never the UI thread.
namespace kontor::pictures {

enum class Trouble : std::uint8_t {
    None,
    Folder,
    Unreadable,
    TooLarge,  ///< more than limits::kFileBytes
    NoPicture, ///< none of the kinds that Kontor shows
    Damaged,
    TooManyPixels,
};

/// What a file's size and its first bytes say; of what is no file nothing.
[[nodiscard]] Trouble judge(const PictureOffer& offer);

struct Prepared {
    Trouble trouble = Trouble::None;
    QByteArray bytes; ///< of pixels: as PNG
    Facts facts;
    QByteArray mosaic;
};
[[nodiscard]] Prepared prepare(const PictureOffer& offer);

/// The file's own, without what no message may carry (core/content/attachment.h); empty: it has
/// none.
[[nodiscard]] QString fileNameOf(const PictureOffer& offer);

} // namespace kontor::pictures
