#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/identity/organisation.h"

#include <functional>
#include <memory>
#include <string>

namespace kontor {

/// Where a server listens.
struct ServerAddress {
    std::string host; ///< name or address; IPv6 without brackets
    std::uint16_t port = 0;
    friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

/// One attempt to talk with a server: binary messages both ways, in order. It opens once, closes
/// once, and is then of no more use. Core thread; `closed` is the last thing it says, and it says
/// nothing inside connectTo(), send() or close().
class Socket {
public:
    struct Events {
        /// The way is open and private; the other side has shown this TLS key. Whether it is the
        /// right one nobody has checked yet.
        std::function<void(const identity::TlsKeyHash& peer)> opened;
        std::function<void(ByteView message)> received;
        /// Also when it never opened. NotReachable; TooLarge (a message over limits::kFrameBytes).
        std::function<void(Error reason)> closed;
    };

    virtual ~Socket() = default;
    virtual void connectTo(const ServerAddress& server, Events events) = 0;
    virtual void send(std::string message) = 0;
    /// Bytes of messages that have not left this program yet: while it shrinks the way is alive.
    [[nodiscard]] virtual std::size_t unsent() const = 0;
    /// Nothing more is heard of it, `closed` neither.
    virtual void close() = 0;
};

using SocketFactory = std::function<std::unique_ptr<Socket>()>;

} // namespace kontor
