#pragma once

#include "core/attachments/clean_picture.h"

/// Pictures of people and groups: a still one of JPEG, PNG or WebP within limits::kAvatarBytes.
/// Pure; any thread.
namespace kontor {

/// By size and first bytes: whoever shows it decodes within bounds.
[[nodiscard]] bool isAvatar(ByteView picture);
/// As it leaves, without what tells of its making; empty stays empty. TooLarge; FileDamaged.
[[nodiscard]] Result<Bytes> cleanAvatar(ByteView picture);

} // namespace kontor
