#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

struct NewReaction {
    MessageRow message;
    UserId user;
    MessageId id;           ///< of the message that put it
    std::optional<Seq> seq; ///< none while one's own waits
    std::string emoji;
};

struct ReactionRecord {
    UserId user;
    MessageId id;
    std::string emoji;
};

/// Emoji that people put to messages: each at most once a person and message, in log order. More
/// than limits::kReactionsOfUser and kReactionsOfMessage are passed over, by everybody alike. All
/// of it goes with the message when that is erased.
class ReactionStore {
public:
    explicit ReactionStore(Connection& connection)
        : m_connection(&connection) {}

    /// False: passed over. One that is there already takes the newer id and keeps its place.
    [[nodiscard]] Result<bool> put(Transaction& transaction, const NewReaction& reaction);
    /// One's own, put while it waited, has come back in the log. The message, when it is still
    /// there.
    [[nodiscard]] Result<std::optional<MessageRow>> accept(Transaction& transaction,
                                                           const MessageId& id, Seq seq);
    /// The message that it stood at; none: there is no such reaction of that user there.
    [[nodiscard]] Result<std::optional<MessageRow>> remove(Transaction& transaction,
                                                           ConversationId conversation,
                                                           const UserId& user, const MessageId& id);
    /// In log order, what waits last.
    [[nodiscard]] Result<std::vector<ReactionRecord>> of(MessageRow message) const;

    /// Part of eraseMessages().
    [[nodiscard]] Result<void> eraseOf(Transaction& transaction, MessageRow message);

private:
    Connection* m_connection;
};

} // namespace kontor::storage
