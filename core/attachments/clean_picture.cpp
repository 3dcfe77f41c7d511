#include "core/attachments/clean_picture.h"

#include "core/attachments/picture_bytes.h"

namespace kontor {

std::optional<PictureType> pictureTypeOf(ByteView file) {
    if (beginsWith(file, "\xff\xd8\xff"))
        return PictureType::Jpeg;
    if (beginsWith(file, "\x89PNG\r\n\x1a\n"))
        return PictureType::Png;
    if (beginsWith(file, "GIF87a") || beginsWith(file, "GIF89a"))
        return PictureType::Gif;
    constexpr std::size_t kRiffHead = 8;
    if (beginsWith(file, "RIFF") && file.size() > kRiffHead &&
        beginsWith(file.subspan(kRiffHead), "WEBP"))
        return PictureType::WebP;
    return std::nullopt;
}

std::string_view mediaTypeOf(PictureType type) {
    switch (type) {
    case PictureType::Jpeg:
        return "image/jpeg";
    case PictureType::Png:
        return "image/png";
    case PictureType::Gif:
        return "image/gif";
    case PictureType::WebP:
        return "image/webp";
    }
    return {};
}

Result<CleanPicture> cleanPicture(ByteView file, PictureType type) {
    switch (type) {
    case PictureType::Jpeg:
        return cleanJpeg(file);
    case PictureType::Png:
        return cleanPng(file);
    case PictureType::Gif:
        return cleanGif(file);
    case PictureType::WebP:
        return cleanWebP(file);
    }
    return ErrorCode::FileDamaged;
}

} // namespace kontor
