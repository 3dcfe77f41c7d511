#pragma once

#include "base/clock.h"
#include "media/media_engine.h"

#include <deque>

namespace kontor::media {

/// Judges what is heard of the other side by counting packets: voice comes every 20 ms, muted or
/// not, so what does not come is missing. Pure.
class Hearing {
public:
    /// What is looked back on.
    static constexpr Milliseconds kWindow{5'000};
    /// Nothing for so long is an interruption that a person notices.
    static constexpr Milliseconds kInterruption{2'000};
    /// More than this share lost: words are swallowed in spite of the error correction.
    static constexpr double kWeakShare = 0.08;

    /// Packets that came and packets that were found missing, since the call began. The event to
    /// tell, if there is one: QualityChanged, or Silent, once.
    [[nodiscard]] std::optional<Event> look(Milliseconds now, std::uint64_t packets,
                                            std::uint64_t lost);

private:
    struct Sample {
        Milliseconds at{0};
        std::uint64_t packets = 0;
        std::uint64_t lost = 0;
    };
    [[nodiscard]] event::Quality judge(Milliseconds now) const;

    std::deque<Sample> m_samples;
    std::optional<Milliseconds> m_lastHeard;
    event::Quality m_quality = event::Quality::Good;
    enum class Silence : std::uint8_t { No, Told } m_silence = Silence::No;
};

} // namespace kontor::media
