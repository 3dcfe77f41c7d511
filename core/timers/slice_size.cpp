#include "core/timers/slice_size.h"

#include <algorithm>

namespace kontor {
namespace {

/// Room for those that take longer than the others.
constexpr Milliseconds kMeant = SliceSize::kLongest * 2 / 3;

} // namespace

std::uint32_t SliceSize::next() {
    m_begun = m_clock.steady();
    m_now = isQuiet() ? m_inQuietTime : m_busy;
    return m_now;
}

/// Every transaction raises the revision by one.
bool SliceSize::isQuiet() {
    const auto revision = m_database.writer().revision();
    if (!revision.ok() || revision.value() != m_revision)
        m_lastOfOthers = m_begun;
    return m_begun - m_lastOfOthers >= kQuiet;
}

void SliceSize::done() {
    const Milliseconds now = m_clock.steady();
    if (const auto revision = m_database.writer().revision(); revision.ok())
        m_revision = revision.value();
    if (m_now != m_busy)
        return; // one of quiet time says nothing of a small one
    const auto took = std::max<std::int64_t>((now - m_begun).count(), 1);
    const std::int64_t fits = std::int64_t{m_busy} * kMeant.count() / took;
    m_busy = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(fits, 1, std::min<std::int64_t>(2 * m_busy, kGreatest)));
}

} // namespace kontor
