#include "core/polls/poll_deadlines.h"

#include <set>

namespace kontor {

PollDeadlines::PollDeadlines(const CoreParts& parts, PollDesk& desk, SendQueue& queue)
    : m_parts(parts)
    , m_desk(desk)
    , m_queue(queue)
    , m_ends(parts.clock, parts.timers,
             {[this](Milliseconds now) { return meetDue(now); },
              [this] { return m_parts.stores.polls.nextMoment(); },
              "the deadlines of polls could not be looked through"}) {}

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
