#pragma once

#include "base/number.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::server {

/// A connection, as long as it lasts; never used again.
using SessionId = Number<struct SessionIdTag>;

/// What leaves for one session once a batch is durable.
struct Delivery {
    SessionId session;
    /// WebSocket messages, each a serialised wire::Batch of at most limits::kFrameBytes, in order.
    std::vector<std::string> messages;
    /// The session speaks for a device from now on.
    bool loggedIn = false;
    /// Close the connection when they are written.
    bool ends = false;
};

/// Joins serialised Batches into WebSocket messages: what is small travels together.
class Outgoing {
public:
    /// `batch` fits a message by itself.
    void add(std::string_view batch);
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::vector<std::string> take();

private:
    std::vector<std::string> m_messages;
    std::size_t m_bytes = 0;
};

} // namespace kontor::server
