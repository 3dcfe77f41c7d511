#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <cstdint>

namespace kontor::mls {

/// RFC 9420, 17.2.
enum class WireFormat : std::uint16_t {
    mls_public_message = 1,
    mls_private_message = 2,
    mls_welcome = 3,
    mls_group_info = 4,
    mls_key_package = 5,
};

/// The struct MLSMessage (6) around the encoded `body`.
[[nodiscard]] Bytes wrapMessage(WireFormat format, ByteView body);
/// The body of an MLSMessage of that format. Malformed for another format; VersionUnknown for
/// another version of MLS.
[[nodiscard]] Result<ByteView> unwrapMessage(ByteView message, WireFormat format);

} // namespace kontor::mls
