#pragma once

#include "core/calls/call_ledger.h"
#include "core/client.h"
#include "core/send/ephemeral.h"
#include "core/send/send_queue.h"

#include <map>
#include <set>

namespace kontor {

/// Carries a call's signals: out by the queue of its conversation, in from the log, candidates as
/// ephemeral messages. What it tells is for whoever is in the call (app/calls/call_controller.h);
/// the lines of the timeline it keeps alone, so that they are right when nobody listens. An offer
/// is told when its log is read to the end and nothing in it has ended the call. Core thread.
class CallSignalling {
public:
    using Sink = std::function<void(const Event&)>;

    CallSignalling(const CoreParts& parts, Follower& follower, SendQueue& queue, Sink sink)
        : m_parts(parts)
        , m_follower(follower)
        , m_queue(queue)
        , m_sink(std::move(sink)) {}
    CallSignalling(const CallSignalling&) = delete;
    CallSignalling& operator=(const CallSignalling&) = delete;
    ~CallSignalling() { m_parts.timers.cancel(m_expiry); }

    // ---- Client's verbs
    /// Durable when it returns. NotReachable: an offer without a connection; IdentityChanged;
    /// NotAllowed (no direct conversation, left, lost); ConversationUnknown.
    [[nodiscard]] Result<void> send(ConversationId conversation, const CallSignal& signal);
    /// Lost in silence where there is no connection.
    [[nodiscard]] Result<void> sendCandidates(ConversationId conversation, const CallId& call,
                                              const std::vector<CallCandidate>& candidates);
    void fetchServers(Reply<CallServers> reply);

    // ---- The connection and the log
    void loggedIn(Milliseconds serverNow);
    void takeEphemeral(const HeardEphemeral& heard);
    void note(const Aftermath& aftermath);
    void caughtUp(ConversationId conversation);
    void allCaughtUp();

private:
    Task<void> fetch(Reply<CallServers> reply);
    /// The server's clock, by which ages are told whatever our own says.
    [[nodiscard]] Milliseconds serverNow() const;
    void tell(const CallNews& news);
    /// Calls that no program of ours is in any more: it ended in them.
    void endLeftOvers();
    void expire();
    void setExpiryTimer();

    CoreParts m_parts;
    Follower& m_follower;
    SendQueue& m_queue;
    Sink m_sink;
    std::optional<Milliseconds> m_serverAhead; ///< of Clock::steady()
    std::set<CallId> m_begun;                  ///< called or answered by this run of the program
    std::map<CallId, CallNews> m_offers;       ///< not told yet
    enum class LeftOvers : std::uint8_t { Unknown, Ended } m_leftOvers = LeftOvers::Unknown;
    Timers::Handle m_expiry = Timers::Handle::None;
};

} // namespace kontor
