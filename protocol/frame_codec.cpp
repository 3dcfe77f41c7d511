#include "protocol/frame_codec.h"

#include "base/limits.h"

namespace kontor::protocol {

namespace {

Error tooLarge() {
    return Error(ErrorCode::TooLarge, {std::to_string(limits::kFrameBytes)});
}

} // namespace

Result<wire::Batch> decodeBatch(ByteView message) {
    if (message.size() > limits::kFrameBytes)
        return tooLarge();
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
    wire::Batch batch;
    *batch.add_frames() = frame;
    std::string bytes;
    if (batch.ByteSizeLong() > limits::kFrameBytes || !batch.SerializeToString(&bytes))
        return tooLarge();
    return bytes;
}

} // namespace kontor::protocol
