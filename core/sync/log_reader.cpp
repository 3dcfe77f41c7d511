#include "core/sync/log_reader.h"

#include <utility>

namespace kontor {

void LogReader::endAt(Seq last) {
    m_last = last;
    m_head = std::min(m_head, last);
    m_knownUpTo = std::min(m_knownUpTo, last);
    m_held.erase(m_held.upper_bound(last), m_held.end());
}

void LogReader::pushed(LogEntry entry) {
    learnHead(entry.seq);
    if (entry.seq <= m_cursor || entry.seq > m_last || m_held.size() >= kHeld)
        return;
    m_held.try_emplace(entry.seq, std::move(entry));
}

Result<void> LogReader::fetched(FetchedEntries answer) {
    // A reader that was added again is given what lies behind the hole, too.
    std::erase_if(answer.entries, [this](const LogEntry& entry) { return entry.seq > m_last; });
    answer.head = std::min(answer.head, m_last);
    Seq last = answer.after;
    for (const LogEntry& entry : answer.entries) {
        // Between two entries that are there only dropped ones may be missing.
        if (entry.seq <= last ||
            (entry.seq > last.next() && Seq(entry.seq.value - 1) > answer.newestDropped))
            return Error(ErrorCode::Malformed, {"entries"});
        last = entry.seq;
    }
    if (answer.entries.empty() && answer.head > answer.after) {
        if (answer.newestDropped < answer.head)
            return Error(ErrorCode::Malformed, {"entries"});
        last = answer.head;
    }
    learnHead(answer.head);
    // What lies before the answer is known only when it joins what was read.
    if (answer.after <= std::max(m_cursor, m_knownUpTo))
        m_knownUpTo = std::max(m_knownUpTo, last);
    m_droppedHandshake = std::max(m_droppedHandshake, answer.newestDroppedHandshake);
    for (LogEntry& entry : answer.entries)
        if (entry.seq > m_cursor)
            m_held.try_emplace(entry.seq, std::move(entry));
    return {};
}

std::optional<LogReader::Step> LogReader::next() const {
    const auto first = m_held.begin();
    Step step;
    if (first != m_held.end() && first->first == m_cursor.next()) {
        step.entry = &first->second;
        step.upTo = first->first;
        return step;
    }
    if (m_knownUpTo <= m_cursor)
        return std::nullopt;
    step.upTo = m_knownUpTo;
    if (first != m_held.end() && first->first <= m_knownUpTo) {
        step.entry = &first->second;
        step.upTo = first->first;
    }
    step.missingFrom = m_cursor.next();
    step.missing =
        m_droppedHandshake > m_cursor ? Step::Missing::Handshake : Step::Missing::Messages;
    return step;
}

void LogReader::advance(Seq cursor) {
    m_cursor = std::max(m_cursor, cursor);
    m_held.erase(m_held.begin(), m_held.upper_bound(m_cursor));
}

} // namespace kontor
