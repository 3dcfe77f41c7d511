#pragma once

#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kAvatarType = "application/vnd.kontor.avatar+cbor";

/// A person's picture, as she gives it. The greatest number wins, in whichever conversation it
/// stands; whether the bytes are a picture is judged by whoever takes it.
///
///     avatar = { 0: 1,                       ; version
///                1: uint,                    ; number: the sender's clock in ms, ever growing
///                2: bstr .size (0..24576) }  ; JPEG, PNG or WebP; empty: none
struct Avatar {
    static constexpr std::uint64_t kVersion = 1;

    std::uint64_t number = 0;
    Bytes picture;
    friend bool operator==(const Avatar&, const Avatar&) = default;
};

/// `avatar` is within the limits above.
[[nodiscard]] SinglePart encodeAvatar(const Avatar& avatar);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Avatar> parseAvatar(ByteView cbor);

} // namespace kontor::content
