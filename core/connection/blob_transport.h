#pragma once

#include "core/async/completion.h"
#include "core/connection/socket.h"

#include <filesystem>

namespace kontor {

/// One transfer that a ticket allows (docs/protocol.md, "Blobs").
struct BlobTransfer {
    ServerAddress server;
    /// Is that TLS key the server's? Asked before anything is sent.
    std::function<bool(const identity::TlsKeyHash& peer)> isServer;
    BlobId blob;
    Bytes token;
    std::filesystem::path file;
    std::uint64_t size = 0;
};

/// Moves blobs between files and the server. NotReachable: the way broke, which may be anywhere.
/// RetryLater: a new ticket may help. FileGone, Refused, StatementWrong, Storage, Stopped. One
/// ticket, one transfer: whoever tries again asks for a new one. Core thread.
class BlobTransport {
public:
    virtual ~BlobTransport() = default;
    /// Done: the server has all of it durably.
    [[nodiscard]] virtual Completion<void> store(const BlobTransfer& transfer,
                                                 const std::stop_token& stop) = 0;
    /// Done: `file` has exactly `size` bytes; whether they are the right ones nobody has looked.
    [[nodiscard]] virtual Completion<void> load(const BlobTransfer& transfer,
                                                const std::stop_token& stop) = 0;
};

using BlobTransportFactory = std::function<std::unique_ptr<BlobTransport>()>;

} // namespace kontor
