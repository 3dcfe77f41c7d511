#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

/// What was done to a poll that is not known here.
struct EarlyPollAct {
    ConversationId conversation;
    MessageId poll;
    UserId user;
    DeviceId device;
    Seq seq;
    Milliseconds receivedAt{0}; ///< by the server
    enum class Kind : std::uint8_t {
        Vote = 1, ///< `content` as content::encodeVote() has it
        Poll = 2, ///< a closing or a reopening, as content/poll.h encodes it
    } kind = Kind::Vote;
    Bytes content;
};

/// Acts on polls that were asked before this device came in (core/polls/newcomer_polls.h). Bounded:
/// a conversation keeps the newest limits::kEarlyPollActs, of limits::kEarlyPollBytes together;
/// core/timers/early_act_expiry.h ends the others.
class EarlyPollStore {
public:
    /// At most as long as the longest life of a message.
    static constexpr Milliseconds kKept = std::chrono::hours(24 * 28);

    explicit EarlyPollStore(Connection& connection)
        : m_connection(&connection) {}

    /// Throws away what is too much.
    [[nodiscard]] Result<void> put(Transaction& transaction, const EarlyPollAct& act);
    /// Those of one poll, in log order; they are gone from here.
    [[nodiscard]] Result<std::vector<EarlyPollAct>>
    take(Transaction& transaction, ConversationId conversation, const MessageId& poll);
    /// All of a conversation's.
    [[nodiscard]] Result<void> forget(Transaction& transaction, ConversationId conversation);
    /// Of every conversation, what was received until then.
    [[nodiscard]] Result<void> forgetUntil(Transaction& transaction, Milliseconds receivedAt);
    /// When the oldest was received.
    [[nodiscard]] Result<std::optional<Milliseconds>> oldest() const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
