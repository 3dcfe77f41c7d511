#pragma once

#include "core/calls/call_values.h"

#include <optional>

namespace kontor {

/// A signal that stands in the log, as the transaction that took it found it.
struct CallNews {
    ConversationId conversation;
    UserId sender;
    CallSignal signal;
    Milliseconds receivedAt{0};     ///< the server's clock
    std::optional<CallWords> words; ///< with the answer that counts
};

} // namespace kontor
