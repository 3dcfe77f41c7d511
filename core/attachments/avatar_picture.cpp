#include "core/attachments/avatar_picture.h"

#include "base/limits.h"

namespace kontor {

bool isAvatar(ByteView picture) {
    const auto type = pictureTypeOf(picture);
    return picture.size() <= limits::kAvatarBytes && type && *type != PictureType::Gif;
}

Result<Bytes> cleanAvatar(ByteView picture) {
    if (picture.empty())
        return Bytes();
    if (picture.size() > limits::kAvatarBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kAvatarBytes)});
    if (!isAvatar(picture))
        return ErrorCode::FileDamaged;
    auto clean = cleanPicture(picture, *pictureTypeOf(picture));
    if (!clean.ok())
        return clean.error();
    return std::move(clean).value().bytes;
}

} // namespace kontor
