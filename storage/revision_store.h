#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

struct EarlierText {
    std::string text;
    Milliseconds since{0}; ///< when the message began to say that
};

/// What a message says from now on.
struct NewText {
    std::string text;
    Bytes detail; ///< as NewMessage::detail
};

/// What messages say after they were edited. The newest text is the one that pages, lists and the
/// search see (MessageRecord::text); the earlier ones are kept: the first, and the newest
/// limits::kRevisions. All of them go with the message when that is erased.
class RevisionStore {
public:
    explicit RevisionStore(Connection& connection)
        : m_connection(&connection) {}

    /// Says `words` from now on. ConversationUnknown: there is no such message, or it is erased.
    [[nodiscard]] Result<void> edit(Transaction& transaction, MessageRow row, const NewText& words,
                                    Milliseconds at);
    /// Oldest first, without the present one; none when it was never edited.
    [[nodiscard]] Result<std::vector<EarlierText>> earlier(MessageRow row) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
