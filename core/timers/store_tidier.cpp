#include "core/timers/store_tidier.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace kontor {

StoreTidier::StoreTidier(storage::Database& database, const Clock& clock, Timers& timers,
                         Chore chore)
    : m_database(database)
    , m_clock(clock)
    , m_timers(timers)
    , m_chore(std::move(chore)) {
    m_database.onWritten([this] { noteWrite(); });
    noteWrite(); // what a program left that was killed, and whatever was due meanwhile
}

StoreTidier::~StoreTidier() {
    m_database.onWritten({});
    m_timers.cancel(m_timer);
}

/// Many writes share one timer: it looks when the last of them was.
void StoreTidier::noteWrite() {
    m_lastWrite = m_clock.steady();
    if (!m_firstWrite)
        m_firstWrite = m_lastWrite;
    wakeAt(m_lastWrite + kQuiet);
}

void StoreTidier::wakeAt(Milliseconds deadline) {
    if (m_timer != Timers::Handle::None && m_wakeAt <= deadline)
        return;
    m_timers.cancel(m_timer);
    m_wakeAt = deadline;
    m_timer = m_timers.at(deadline, [this] { wake(); });
}

void StoreTidier::wake() {
    m_timer = Timers::Handle::None;
    const Milliseconds now = m_clock.steady();
    const Milliseconds quietAt = m_lastWrite + kQuiet;
    if (now >= quietAt)
        return step();
    if (m_firstWrite && now >= *m_firstWrite + kPatience) {
        if (const auto emptied = m_database.truncateLog(); !emptied.ok())
            log::warning(log::Category::Storage, "the store's log was not emptied");
        m_firstWrite = now;
    }
    wakeAt(m_firstWrite ? std::min(quietAt, *m_firstWrite + kPatience) : quietAt);
}

void StoreTidier::step() {
    const Milliseconds now = m_clock.steady();
    if (now >= m_choreAt) {
        const Milliseconds before = m_lastWrite;
        m_choreAt = now + std::max(m_chore(), kBetweenSteps);
        if (m_lastWrite != before)
            return; // woken again when that is quiet, to remove its traces
    }
    if (!m_firstWrite)
        return wakeAt(m_choreAt);
    const auto tidied = m_database.tidyStep();
    if (!tidied.ok())
        return wakeAt(now + kPatience);
    if (tidied.value() == storage::Database::Tidied::Busy)
        return wakeAt(now + kBusy);
    if (tidied.value() == storage::Database::Tidied::More)
        return wakeAt(now + kBetweenSteps);
    m_firstWrite.reset();
    wakeAt(m_choreAt);
}

} // namespace kontor
