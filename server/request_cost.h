#pragma once

#include "protocol/kontor.pb.h"
#include "server/server_limits.h"

#include <cstddef>

namespace kontor::server {

/// Is the answer large, while the request is a few bytes?
[[nodiscard]] inline bool readsMuch(const wire::Frame& frame) {
    switch (frame.body_case()) {
    case wire::Frame::kFetchDirectory:
    case wire::Frame::kListGroups:
    case wire::Frame::kFetch:
    case wire::Frame::kFetchInbox:
    case wire::Frame::kFetchTree:
    case wire::Frame::kFetchRejoin:
        return true;
    default:
        return false;
    }
}

/// What a message counts against limits::kSessionInFlight: its own bytes, and a part of what its
/// answers may be, so that few requests cannot ask for more than an outbox holds.
[[nodiscard]] inline std::size_t costOf(const wire::Batch& batch, std::size_t bytes) {
    std::size_t cost = bytes;
    for (const auto& frame : batch.frames())
        cost += readsMuch(frame) ? limits::kReadingCost : 0;
    return cost;
}

} // namespace kontor::server
