#pragma once

#include "media/media_engine.h"

#include <atomic>
#include <mutex>

namespace kontor::media {

/// What GStreamer's threads and the engine share. Callbacks hold it, not the engine: one that comes
/// late finds a closed line.
class CallLine {
public:
    explicit CallLine(Sink sink)
        : m_sink(std::move(sink)) {}

    /// Any thread. Nothing once closed.
    void tell(const Event& event) {
        const std::lock_guard lock(m_mutex);
        if (m_sink)
            m_sink(event);
    }
    /// After it has returned nothing is told.
    void close() {
        const std::lock_guard lock(m_mutex);
        m_sink = nullptr;
    }
    /// True the first time.
    [[nodiscard]] static bool once(std::atomic<bool>& flag) { return !flag.exchange(true); }

    std::array<std::uint8_t, 32> expected{}; ///< set before the other side's description is
    std::atomic<bool> described{false};      ///< Described was told
    std::atomic<bool> ended{false};          ///< Failed or WrongCertificate was told
    std::atomic<bool> verified{false};       ///< the certificate is the right one: sound may pass
    std::atomic<std::uint64_t> packets{0};
    std::atomic<std::uint64_t> lost{0};

private:
    std::mutex m_mutex;
    Sink m_sink;
};

} // namespace kontor::media
