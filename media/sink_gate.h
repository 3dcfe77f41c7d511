#pragma once

#include "media/media_engine.h"

#include <mutex>

namespace kontor::media {

/// Between the threads of an engine and whoever listens: what the listener hangs on may go when
/// close() has returned. Any thread.
class SinkGate {
public:
    explicit SinkGate(Sink sink)
        : m_sink(std::move(sink)) {}

    /// Nothing once closed.
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

private:
    std::mutex m_mutex;
    Sink m_sink;
};

} // namespace kontor::media
