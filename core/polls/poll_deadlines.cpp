#include "core/polls/poll_deadlines.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace kontor {

void PollDeadlines::look() {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    const Milliseconds now = m_parts.clock.sinceEpoch();
    const auto met = meetDue(now);
    const auto next = m_parts.stores.polls.nextMoment();
    if (!met.ok() || !next.ok())
        log::warning(log::Category::Storage, "the deadlines of polls could not be looked through");
    // What could not be met is looked at again with the next change or start.
    if (!met.ok() || !next.ok() || !next.value())
        return;
    m_timer = m_parts.timers.afterWall(std::max(*next.value() - now, Milliseconds(1)), [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

Result<void> PollDeadlines::meetDue(Milliseconds now) {
    const auto due = m_parts.stores.polls.due(now);
    if (!due.ok())
        return due.error();
    const auto loud = m_parts.stores.polls.quietNoLonger(now);
    if (!loud.ok())
        return loud.error();
    if (due.value().empty() && loud.value().empty())
        return {};
    std::set<ConversationId> changed;
    auto met = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const MessageRow poll : due.value())
            if (auto done = m_desk.meetDeadline(transaction, aftermath, poll); !done.ok())
                return done;
        for (const MessageRow poll : loud.value()) {
            const auto message = m_parts.stores.messages.find(poll);
            if (!message.ok())
                return message.error();
            if (message.value())
                aftermath.updated(message.value()->conversation, poll);
            if (auto ended = m_parts.stores.polls.keepQuiet(transaction, poll, Milliseconds(0));
                !ended.ok())
                return ended;
        }
        for (const auto& row : aftermath.rows)
            changed.insert(row.conversation);
        return {};
    });
    for (const ConversationId conversation : changed)
        m_queue.pump(conversation);
    return met;
}

} // namespace kontor
