#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

struct NewPin {
    MessageRow message;
    UserId user; ///< who pinned it
    Seq seq;     ///< of the entry that did
};

struct PinRecord {
    MessageRow message;
    UserId user;
};

/// Messages that stand on top of their conversation, as the log has it. More than
/// limits::kPinsOfConversation are not kept: the one that was pinned first makes room. A pin goes
/// with its message when that is erased.
class PinStore {
public:
    explicit PinStore(Connection& connection)
        : m_connection(&connection) {}

    struct Put {
        bool fresh = false;                 ///< it was not pinned before
        std::optional<MessageRow> madeRoom; ///< not pinned any more
    };
    /// One that is pinned already stays as it is. Internal: there is no such message.
    [[nodiscard]] Result<Put> put(Transaction& transaction, const NewPin& pin);
    /// False: it was not pinned.
    [[nodiscard]] Result<bool> remove(Transaction& transaction, MessageRow message);
    [[nodiscard]] Result<bool> has(MessageRow message) const;
    /// Newest pin first.
    [[nodiscard]] Result<std::vector<PinRecord>> of(ConversationId conversation) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
