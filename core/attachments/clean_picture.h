#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "core/attachments/orientation.h"

#include <optional>
#include <string_view>

/// Pictures as they leave: without what tells where, when and by whom they were made. A camera
/// writes its position into a file, a program its user's name; what a file shows does not change,
/// for nothing is encoded anew.
///
/// Kept is what a decoder needs: pixels, animation, colour profile, and which way up a photo is
/// (then as the only field of a fresh Exif block). All else goes: Exif, XMP, IPTC, comments, texts,
/// previews, makers' blocks, and whatever hangs behind the picture's end. Blocks that this code
/// does not know go, too. Pure; any thread. Bounded by the size of the file.
namespace kontor {

enum class PictureType : std::uint8_t { Jpeg, Png, Gif, WebP };

/// By its first bytes; nothing else is believed. None: no picture of these kinds.
[[nodiscard]] std::optional<PictureType> pictureTypeOf(ByteView file);
[[nodiscard]] std::string_view mediaTypeOf(PictureType type);

struct CleanPicture {
    Bytes bytes;
    std::uint32_t width = 0; ///< as it is shown: turned upright
    std::uint32_t height = 0;
    Orientation orientation = kUpright; ///< of the pixels, as the file still says it
};

/// FileDamaged: it does not have the form of its kind.
[[nodiscard]] Result<CleanPicture> cleanPicture(ByteView file, PictureType type);

// One a kind, each in a file of its own.
[[nodiscard]] Result<CleanPicture> cleanJpeg(ByteView file);
[[nodiscard]] Result<CleanPicture> cleanPng(ByteView file);
[[nodiscard]] Result<CleanPicture> cleanGif(ByteView file);
[[nodiscard]] Result<CleanPicture> cleanWebP(ByteView file);

} // namespace kontor
