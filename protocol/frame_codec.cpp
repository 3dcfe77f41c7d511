#include "protocol/frame_codec.h"

#include "base/limits.h"

#include <google/protobuf/stubs/logging.h>

namespace kontor::protocol {

namespace {

Error tooLarge() {
    return Error(ErrorCode::TooLarge, {std::to_string(limits::kFrameBytes)});
}

} // namespace

Result<wire::Batch> decodeBatch(ByteView message) {
    if (message.size() > limits::kFrameBytes)
        return tooLarge();
    // Protobuf itself writes to stderr about texts that are no UTF-8: whoever sends them must not
    // fill anybody's diagnostic log.
    static const bool quiet = google::protobuf::SetLogHandler(nullptr) != nullptr;
    (void)quiet;
    wire::Batch batch;
    if (!batch.ParseFromArray(message.data(), static_cast<int>(message.size())))
        return Error(ErrorCode::Malformed, {"batch"});
    auto& frames = *batch.mutable_frames();
    for (int i = frames.size() - 1; i >= 0; --i) {
        const bool unknown = frames[i].body_case() == wire::Frame::BODY_NOT_SET;
        if (unknown && frames[i].request_id() == 0)
            frames.DeleteSubrange(i, 1);
    }
    return batch;
}

Result<std::string> encodeFrame(const wire::Frame& frame) {
    // Written by hand, as `Batch { frames = 1 }`, because a Batch would need a copy of the frame.
    constexpr char kFramesTag = 0x0a;
    const std::size_t size = frame.ByteSizeLong();
    std::string bytes;
    bytes.reserve(size + 6);
    bytes.push_back(kFramesTag);
    std::size_t rest = size;
    for (; rest >= 0x80; rest >>= 7U)
        bytes.push_back(static_cast<char>((rest & 0x7fU) | 0x80U));
    bytes.push_back(static_cast<char>(rest));
    if (bytes.size() + size > limits::kFrameBytes || !frame.AppendToString(&bytes))
        return tooLarge();
    return bytes;
}

} // namespace kontor::protocol
