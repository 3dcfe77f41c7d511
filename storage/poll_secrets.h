#pragma once

#include "storage/transaction.h"

namespace kontor::storage {

/// What one knows alone of sealed polls: the key of those that one asked oneself, and what one's
/// own votes say that are on their way. All of it goes with the poll's message
/// (PollStore::eraseVotes).
class PollSecrets {
public:
    explicit PollSecrets(Connection& connection)
        : m_connection(&connection) {}

    /// The private key that opens its votes; once.
    [[nodiscard]] Result<void> putKey(Transaction& transaction, MessageRow poll, ByteView key);
    /// None: somebody else's poll, no sealed one, or it was asked from another computer.
    [[nodiscard]] Result<std::optional<SecretBytes>> key(MessageRow poll) const;

    /// What an own vote says that was sealed as `sealed`, and is on its way.
    [[nodiscard]] Result<void> putBallot(Transaction& transaction, MessageRow poll, ByteView sealed,
                                         ByteView ballot);
    /// None: it was voted from another computer.
    [[nodiscard]] Result<std::optional<Bytes>> ballot(MessageRow poll, ByteView sealed) const;
    /// The log has it: what it says stands with the votes.
    [[nodiscard]] Result<void> dropBallot(Transaction& transaction, MessageRow poll,
                                          ByteView sealed);
    /// Part of PollStore::eraseVotes().
    [[nodiscard]] Result<void> erase(Transaction& transaction, MessageRow poll);

private:
    Connection* m_connection;
};

} // namespace kontor::storage
