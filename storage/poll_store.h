#pragma once

#include "storage/message_store.h"
#include "storage/outbox_store.h"

namespace kontor::storage {

/// A vote as core encodes it, with its place in the log.
struct VoteRecord {
    UserId user;
    Place place;
    Bytes choices;
};

struct PollRecord {
    MessageRow message;
    std::optional<Place> closedAt; ///< none: open
};

/// What came of polls. The question itself is a message: adding one of MessageKind::Poll opens it.
/// Here are its votes and whether it is closed. Everything goes with the message when that is
/// erased.
class PollStore {
public:
    explicit PollStore(Connection& connection)
        : m_connection(&connection) {}

    /// None: no poll, or an erased one.
    [[nodiscard]] Result<std::optional<PollRecord>> find(MessageRow poll) const;
    /// In whatever conversation of this profile it was asked.
    [[nodiscard]] Result<std::optional<MessageRow>> findById(const MessageId& id) const;
    /// Polls of a conversation that nobody has closed.
    [[nodiscard]] Result<std::vector<MessageRow>> open(ConversationId conversation) const;

    /// A vote of the log at `seq`. It replaces the user's earlier vote on the same side of the
    /// closing.
    [[nodiscard]] Result<void> putVote(Transaction& transaction, MessageRow poll,
                                       const UserId& user, Seq seq, ByteView choices);
    /// In log order.
    [[nodiscard]] Result<std::vector<VoteRecord>> votes(MessageRow poll) const;
    /// Somebody is no member any more: open polls forget her votes. Returns the polls that changed.
    [[nodiscard]] Result<std::vector<MessageRow>>
    dropVotes(Transaction& transaction, ConversationId conversation, const UserId& user);
    /// The first closing counts.
    [[nodiscard]] Result<void> close(Transaction& transaction, MessageRow poll, Seq seq);

    /// This outbox row carries an own vote; forgotten with the row.
    [[nodiscard]] Result<void> notePending(Transaction& transaction, MessageRow poll,
                                           OutboxRow vote);
    /// The content of the newest own vote that the log does not have yet.
    [[nodiscard]] Result<std::optional<Bytes>> pending(MessageRow poll) const;

    /// The line that tells of its closing, of an erased one too.
    [[nodiscard]] Result<std::optional<MessageRow>> closingOf(MessageRow poll) const;

    /// Part of eraseMessages(): who voted goes with what was asked, and a vote that still waits is
    /// not sent any more.
    [[nodiscard]] Result<void> eraseVotes(Transaction& transaction, MessageRow poll);

private:
    Connection* m_connection;
};

} // namespace kontor::storage
