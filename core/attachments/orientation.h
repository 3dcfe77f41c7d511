#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace kontor {

/// Which way up a photo is: Exif's Orientation, 1 to 8; 1 is upright.
using Orientation = std::uint8_t;
inline constexpr Orientation kUpright = 1;

/// Of a TIFF block (Exif 2.32, 4.6). Upright when there is none, or the block is none.
[[nodiscard]] Orientation orientationOf(ByteView tiff);
/// A TIFF block that says this and nothing else.
[[nodiscard]] Bytes tiffOf(Orientation orientation);
/// Are width and height changed over when it is shown?
[[nodiscard]] constexpr bool isTurned(Orientation orientation) {
    return orientation >= 5;
}

} // namespace kontor
