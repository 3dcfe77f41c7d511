#pragma once

#include "core/events.h"
#include "core/send/ephemeral.h"

#include <functional>
#include <map>

namespace kontor {

/// Who is writing: told to the others while one writes, and heard of them. In conversations of at
/// most limits::kReceiptMembers people, with trusted keys, between people who are connected now;
/// who does not tell it hears it neither. Nothing of it is stored. Core thread.
class TypingDesk {
public:
    using Sink = std::function<void(const Event&)>;

    TypingDesk(const CoreParts& parts, Sink sink)
        : m_parts(parts)
        , m_sink(std::move(sink)) {}
    TypingDesk(const TypingDesk&) = delete;
    TypingDesk& operator=(const TypingDesk&) = delete;
    ~TypingDesk() { m_parts.timers.cancel(m_timer); }

    /// Said with each letter; goes out once in limits::kTypingPause. What cannot be told is not.
    void set(ConversationId conversation, TypingState state);
    void take(const HeardEphemeral& heard);
    /// Whoever has sent something writes no longer.
    void note(const Aftermath& aftermath);

private:
    struct Writer {
        UserId user;
        Milliseconds until{0}; ///< Clock::steady()
    };
    [[nodiscard]] Result<bool> isTold(const storage::ConversationRecord& record) const;
    [[nodiscard]] Result<void> tell(ConversationId conversation, TypingState state);
    void forget(ConversationId conversation, const UserId& user);
    void expire();
    void wake();
    void publish(ConversationId conversation);

    CoreParts m_parts;
    Sink m_sink;
    std::map<ConversationId, Milliseconds> m_told;           ///< when last; Clock::steady()
    std::map<ConversationId, std::vector<Writer>> m_writers; ///< who began first stands first
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
