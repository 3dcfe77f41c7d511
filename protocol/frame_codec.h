#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "protocol/kontor.pb.h"

#include <string>

/// Bytes of one WebSocket message <-> frames, with the limits of base/limits.h. Any thread.
namespace kontor::protocol {

/// Errors: TooLarge (over limits::kFrameBytes, with the limit), Malformed (not a Batch, or a frame
/// without a body that this version knows and with a request id: the caller answers BAD_REQUEST).
/// Frames whose body is unknown and that expect no answer are left out.
[[nodiscard]] Result<wire::Batch> decodeBatch(ByteView message);

/// One frame as a serialised Batch of its own: results may be joined byte by byte into a larger
/// Batch. TooLarge when it would not fit a message.
[[nodiscard]] Result<std::string> encodeFrame(const wire::Frame& frame);

} // namespace kontor::protocol
