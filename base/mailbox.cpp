#include "base/mailbox.h"

namespace kontor {

bool Mailbox::post(Work work) {
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return false;
    const bool wasEmpty = m_waiting.empty();
    m_waiting.push_back(std::move(work));
    // Under the lock, so that close() can promise that no wake comes after it.
    if (wasEmpty && m_wake)
        m_wake();
    return true;
}

void Mailbox::drain() {
    if (m_draining) {
        m_missed = true;
        return;
    }
    std::vector<Work> batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_waiting);
    }
    m_draining = true;
    for (auto& work : batch)
        work();
    m_draining = false;
    if (!std::exchange(m_missed, false))
        return;
    const std::lock_guard lock(m_mutex);
    if (!m_closed && m_wake)
        m_wake();
}

void Mailbox::close() {
    std::vector<Work> dropped; // destroyed outside the lock: captures may have destructors
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    dropped.swap(m_waiting);
}

} // namespace kontor
