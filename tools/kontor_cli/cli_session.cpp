#include "tools/kontor_cli/cli_session.h"

#include "core/async/task.h"

#include <utility>

namespace kontor::cli {

CliSession::CliSession(const Clock& clock, Timers& timers, std::stop_token stop,
                       const Factory& factory)
    : m_clock(clock)
    , m_timers(timers)
    , m_stop(std::move(stop))
    , m_client(factory(m_mailbox.box(), [this](const Event& event) { handle(event); })) {}

CliSession::~CliSession() = default;

Completion<CliSession::Opened> CliSession::open(Way way) {
    Completion<Opened> done;
    done.stopBy(m_stop);
    m_waiting.push_back({[this, done] {
                             if (!m_opened)
                                 return false;
                             done.complete(*m_opened);
                             return true;
                         },
                         Completion<void>()});
    if (way == Way::Afresh)
        m_client->startAfresh();
    else
        m_client->open();
    return done;
}

Completion<void> CliSession::until(std::function<bool()> holds, Milliseconds deadline) {
    Completion<void> done;
    if (holds()) {
        done.complete({});
        return done;
    }
    done.expireAt(m_timers, deadline);
    done.stopBy(m_stop);
    m_waiting.push_back({std::move(holds), done});
    return done;
}

Completion<void> CliSession::reach(Milliseconds deadline) {
    Completion<void> reached;
    reached.completeAt(m_timers, deadline, ErrorCode::NotReachable);
    reached.stopBy(m_stop);
    const auto look = [this, reached, deadline] {
        if (m_closed)
            reached.complete(*m_closed);
        else if (m_state == ConnectionState::Online)
            reached.complete({});
        else if (m_state == ConnectionState::Ended)
            reached.complete(whyNotReached());
        else // at the deadline the best that is known by then
            reached.completeAt(m_timers, deadline, whyNotReached());
        return reached.isComplete();
    };
    if (!look())
        m_waiting.push_back({look, Completion<void>()});
    return reached;
}

/// A false server is told apart from one that is away; the rest is "not reachable".
Error CliSession::whyNotReached() const {
    if (m_reason) {
        switch (m_reason->code) {
        case ErrorCode::FingerprintWrong:
        case ErrorCode::StatementWrong:
        case ErrorCode::VersionUnknown:
            return *m_reason;
        default:
            if (m_state == ConnectionState::Ended)
                return *m_reason;
        }
    }
    return Error(ErrorCode::NotReachable);
}

const TimelineEntry* CliSession::ownEntry(MessageRow row) const {
    const auto found = m_own.find(row);
    return found == m_own.end() ? nullptr : &found->second;
}

void CliSession::note(const TimelineChanged& changed) {
    for (const auto& diff : changed.diffs) {
        if (diff.change != TimelineDiff::Change::Removed &&
            diff.entry.side == TimelineEntry::Side::Own)
            m_own[diff.entry.row] = diff.entry;
    }
}

void CliSession::handle(const Event& event) {
    if (const auto* ready = std::get_if<Ready>(&event)) {
        m_account = ready->account;
        m_opened = Opened::Registered;
    } else if (std::holds_alternative<NeedsRegistration>(event)) {
        m_opened = Opened::Empty;
    } else if (const auto* failed = std::get_if<OpenFailed>(&event)) {
        if (m_opened)
            m_closed = failed->error;
        m_opened = failed->error;
    } else if (const auto* connection = std::get_if<ConnectionChanged>(&event)) {
        m_state = connection->state;
        if (connection->reason)
            m_reason = connection->reason;
    } else if (const auto* timeline = std::get_if<TimelineChanged>(&event)) {
        note(*timeline);
        ++m_arrivals;
    } else if (std::holds_alternative<ConversationsChanged>(event) ||
               std::holds_alternative<DetailsChanged>(event)) {
        ++m_arrivals;
    }
    if (m_listener)
        m_listener(event);
    lookAgain();
}

void CliSession::lookAgain() {
    // Whoever goes on may look again itself: the present round does it.
    if (std::exchange(m_looking, true))
        return;
    // Whoever goes on here may begin to wait anew: that one is asked with the next event.
    std::list<Waiting> asked;
    asked.swap(m_waiting);
    for (auto waiting = asked.begin(); waiting != asked.end();) {
        const auto next = std::next(waiting);
        const bool holds = waiting->done.isComplete() || waiting->holds();
        if (holds || m_closed) {
            const auto done = waiting->done;
            asked.erase(waiting);
            done.complete(holds ? Result<void>() : Result<void>(*m_closed));
        }
        waiting = next;
    }
    m_waiting.splice(m_waiting.begin(), asked);
    m_looking = false;
}

} // namespace kontor::cli
