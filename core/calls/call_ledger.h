#pragma once

#include "core/calls/call_values.h"

#include <optional>
#include <vector>

/// What a call was, by the order of the log alone, so that both sides write the same line and a
/// restart changes nothing (docs/calls.md, "Lines"). Pure.
namespace kontor {

/// A line of the timeline: stored in a message's detail. Its sender is the caller.
struct CallLine {
    ConversationId conversation;
    UserId caller;
    DeviceId callerDevice;
    CallResult result = CallResult::Talked;
    std::chrono::seconds talked{0}; ///< 0: not known

    /// The callee never got to speak, and is told in red.
    [[nodiscard]] bool isMissedBy(const UserId& self) const {
        return caller != self && (result == CallResult::Unanswered || result == CallResult::Busy);
    }
    [[nodiscard]] Bytes encode() const;
    friend bool operator==(const CallLine&, const CallLine&) = default;
};
struct CallLineDetail {
    CallResult result = CallResult::Talked;
    std::chrono::seconds talked{0};
};
/// Malformed, VersionUnknown.
[[nodiscard]] Result<CallLineDetail> parseCallLine(ByteView detail);

/// A call that was offered and is not over.
struct PendingCall {
    CallId call;
    ConversationId conversation;
    UserId caller;
    DeviceId callerDevice;
    DtlsFingerprint callerFingerprint;
    Milliseconds offeredAt{0}; ///< the server's clock
    Milliseconds ringFor{0};
    std::optional<Milliseconds> answeredAt;
    friend bool operator==(const PendingCall&, const PendingCall&) = default;
};

class CallLedger {
public:
    /// Those of other conversations than a person can have at once are no honest calls.
    static constexpr std::size_t kGreatest = 64;

    /// What an offer ends: an earlier call of the same caller there. (Both of a conversation may
    /// have offered: docs/calls.md, both at once.) An offer that is known already changes nothing.
    [[nodiscard]] std::optional<CallLine> offer(const PendingCall& call);
    /// The call, unless it is over, was answered before, or `by` is its caller.
    [[nodiscard]] std::optional<PendingCall> answer(const CallId& call, ConversationId conversation,
                                                    const UserId& by, Milliseconds at);
    /// None: it is over already, or was withdrawn.
    [[nodiscard]] std::optional<CallLine> end(const CallId& call, ConversationId conversation,
                                              const UserId& by, CallEndReason reason,
                                              Milliseconds at);
    /// What nobody answered in its time.
    [[nodiscard]] std::vector<CallLine> expire(Milliseconds now);

    [[nodiscard]] const std::vector<PendingCall>& pending() const { return m_pending; }
    [[nodiscard]] const PendingCall* find(const CallId& call) const;
    /// When expire() has something to do.
    [[nodiscard]] std::optional<Milliseconds> nextExpiry() const;

    [[nodiscard]] Bytes encode() const;
    /// Malformed: a damaged store.
    [[nodiscard]] static Result<CallLedger> parse(ByteView stored);

private:
    std::vector<PendingCall> m_pending;
};

} // namespace kontor
