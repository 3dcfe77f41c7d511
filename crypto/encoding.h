#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace kontor {

/// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(ByteView bytes);
/// Either case, nothing else between; Malformed otherwise.
[[nodiscard]] Result<Bytes> fromHex(std::string_view text);

/// Base64 for links (RFC 4648, 5), without padding.
[[nodiscard]] std::string toBase64Url(ByteView bytes);
/// Malformed for padding, other letters, or bits that no encoder writes: one text for one value.
[[nodiscard]] Result<Bytes> fromBase64Url(std::string_view text);

} // namespace kontor
