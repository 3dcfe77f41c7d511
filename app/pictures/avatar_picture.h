#pragma once

#include "base/result.h"

#include <QByteArray>

/// A file that somebody chose, made into the picture that stands for her or a group.
namespace kontor::pictures {

inline constexpr int kAvatarSide = 256; ///< pixels

/// The middle of it, a square, as JPEG or (where something shines through) PNG of at most
/// limits::kAvatarBytes. FileDamaged, TooLarge as decode(). Takes its time: never the UI thread.
[[nodiscard]] Result<QByteArray> avatarOf(const QByteArray& file);

} // namespace kontor::pictures
