#include "core/connection/backoff.h"

#include <algorithm>

namespace kontor {

Milliseconds Backoff::next() {
    const Milliseconds whole = m_next;
    m_next = std::min(m_next * 2, kGreatest);
    const auto dice = m_random.array<2>();
    const int part = dice[0] << 8 | dice[1]; // 0..65535
    return whole - whole / 2 * part / 65'535;
}

void SleepWatch::begin() {
    m_wall = m_clock.sinceEpoch();
    m_steady = m_clock.steady();
}

bool SleepWatch::slept(Milliseconds interval) {
    const auto wall = m_clock.sinceEpoch() - m_wall;
    const auto steady = m_clock.steady() - m_steady;
    begin();
    // The steady clock stands still during sleep on some systems and runs on others.
    return wall - steady >= kLeastSleep || steady - interval >= kLeastSleep;
}

} // namespace kontor
