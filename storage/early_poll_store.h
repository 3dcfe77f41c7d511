#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

/// What was done to a poll that is not known here, or not as it stands.
struct EarlyPollAct {
    ConversationId conversation;
    MessageId poll; ///< of a departure: none
    UserId user;
    DeviceId device;
    Seq seq;
    Milliseconds receivedAt{0}; ///< by the server
    enum class Kind : std::uint8_t {
        Vote = 1,       ///< `content` as content::encodeVote() has it
        Poll = 2,       ///< a closing or a reopening, as content/poll.h encodes it
        AdminsPoll = 3, ///< the same, by somebody who was an admin then
        Deletion = 4,   ///< without content
        Leaving = 5,    ///< `user` is shown as a member no more; without content
        Departure = 6,  ///< the group has done without her since; without content
    } kind = Kind::Vote;
    Bytes content;
};

/// Acts on polls that were asked before this device came in (core/polls/early_acts.h). Bounded: a
/// conversation keeps the newest limits::kEarlyPollActs, of limits::kEarlyPollBytes together, and
/// of one person limits::kEarlyPollActsOfOne and limits::kEarlyPollBytesOfOne;
/// core/timers/early_act_expiry.h ends the others.
class EarlyPollStore {
public:
    /// At most as long as the longest life of a message.
    static constexpr Milliseconds kKept = std::chrono::hours(24 * 28);

    explicit EarlyPollStore(Connection& connection)
        : m_connection(&connection) {}

    /// Throws away what is too much.
    [[nodiscard]] Result<void> put(Transaction& transaction, const EarlyPollAct& act);
    /// Those of one poll, in log order, departures among them. All but these are gone from here.
    [[nodiscard]] Result<std::vector<EarlyPollAct>>
    take(Transaction& transaction, ConversationId conversation, const MessageId& poll);
    /// Who went, and when, in log order.
    [[nodiscard]] Result<std::vector<EarlyPollAct>> departures(ConversationId conversation) const;
    /// Its author has deleted that poll behind `after`.
    [[nodiscard]] Result<bool> isDeleted(ConversationId conversation, const MessageId& poll,
                                         const UserId& author, Seq after) const;
    /// All of a conversation's.
    [[nodiscard]] Result<void> forget(Transaction& transaction, ConversationId conversation);
    /// Of every conversation, what has been kept for `kept`, or for the life of a message there.
    [[nodiscard]] Result<void> forgetDue(Transaction& transaction, Milliseconds now,
                                         Milliseconds kept);
    /// When something is due next.
    [[nodiscard]] Result<std::optional<Milliseconds>> nextDue(Milliseconds kept) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
