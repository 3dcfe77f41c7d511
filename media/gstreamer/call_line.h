#pragma once

#include "media/sink_gate.h"

#include <atomic>

namespace kontor::media {

/// What GStreamer's threads and the engine share. Callbacks hold it, not the engine: one that comes
/// late finds a closed line.
class CallLine : public SinkGate {
public:
    using SinkGate::SinkGate;

    /// True the first time.
    [[nodiscard]] static bool once(std::atomic<bool>& flag) { return !flag.exchange(true); }

    std::array<std::uint8_t, 32> expected{}; ///< set before the other side's description is
    std::atomic<bool> described{false};      ///< Described was told
    std::atomic<bool> ended{false};          ///< Failed or WrongCertificate was told
    std::atomic<bool> verified{false};       ///< the certificate is the right one: sound may pass
    std::atomic<std::uint64_t> packets{0};
    std::atomic<std::uint64_t> lost{0};
};

} // namespace kontor::media
