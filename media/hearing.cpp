#include "media/hearing.h"

namespace kontor::media {

std::optional<Event> Hearing::look(Milliseconds now, std::uint64_t packets, std::uint64_t lost) {
    const bool heard = m_samples.empty() || packets != m_samples.back().packets;
    if (heard)
        m_lastHeard = now;
    m_samples.push_back({now, packets, lost});
    while (m_samples.size() > 2 && m_samples[1].at <= now - kWindow)
        m_samples.pop_front();
    if (now - *m_lastHeard >= kSilence && m_silence == Silence::No) {
        m_silence = Silence::Told;
        return event::Silent();
    }
    const auto quality = judge(now);
    if (quality == m_quality)
        return std::nullopt;
    m_quality = quality;
    return event::QualityChanged{quality};
}

event::Quality Hearing::judge(Milliseconds now) const {
    if (now - *m_lastHeard >= kInterruption)
        return event::Quality::Interrupted;
    const auto came = m_samples.back().packets - m_samples.front().packets;
    const auto lost = m_samples.back().lost - m_samples.front().lost;
    if (came + lost == 0)
        return m_quality;
    const double share = static_cast<double>(lost) / static_cast<double>(came + lost);
    return share > kWeakShare ? event::Quality::Weak : event::Quality::Good;
}

} // namespace kontor::media
