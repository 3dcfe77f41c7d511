#pragma once

#include "storage/message_store.h"
#include "storage/outbox_store.h"

namespace kontor::storage {

/// A vote as core encodes it, with its place in the log.
struct VoteRecord {
    UserId user;
    Place place;
    Bytes choices;
    std::optional<Bytes> ballot; ///< what it says, where it is sealed and this device knows
};

struct PollRecord {
    MessageRow message;
    std::optional<Place> closedAt;        ///< none: open
    std::optional<Milliseconds> deadline; ///< by the wall clock; none: none, or not any more
    /// This device has met it: nobody votes here any more.
    bool passed = false;
    Milliseconds quietUntil{0};  ///< nobody is reminded before; 0: at any time
    std::optional<Bytes> result; ///< what its closing told, as core encodes it
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
    /// closing. `ballot`: what a sealed one says, where that is known.
    [[nodiscard]] Result<void> putVote(Transaction& transaction, MessageRow poll,
                                       const UserId& user, Seq seq, ByteView choices,
                                       const std::optional<Bytes>& ballot = {});
    /// In log order.
    [[nodiscard]] Result<std::vector<VoteRecord>> votes(MessageRow poll) const;
    /// Somebody is no member any more: open polls forget her votes. Returns the polls that changed.
    [[nodiscard]] Result<std::vector<MessageRow>>
    dropVotes(Transaction& transaction, ConversationId conversation, const UserId& user);
    /// In one poll, open or closed.
    [[nodiscard]] Result<void> dropVotes(Transaction& transaction, MessageRow poll,
                                         const UserId& user);
    /// The first closing counts.
    [[nodiscard]] Result<void> close(Transaction& transaction, MessageRow poll, Seq seq);
    /// What the closing told; once.
    [[nodiscard]] Result<void> putResult(Transaction& transaction, MessageRow poll,
                                         ByteView result);
    /// It is open again: what came too late and what was told are forgotten.
    [[nodiscard]] Result<void> reopen(Transaction& transaction, MessageRow poll);

    /// None: there is none any more.
    [[nodiscard]] Result<void> setDeadline(Transaction& transaction, MessageRow poll,
                                           std::optional<Milliseconds> deadline);
    /// When something is due here next: the earliest deadline of an open poll that this device has
    /// not met, or the end of a silence.
    [[nodiscard]] Result<std::optional<Milliseconds>> nextMoment() const;
    /// Open polls whose deadline is not later than `now` and has not been met here.
    [[nodiscard]] Result<std::vector<MessageRow>> due(Milliseconds now) const;
    /// It is met: this device has done what it has to.
    [[nodiscard]] Result<void> passDeadline(Transaction& transaction, MessageRow poll);
    /// Nobody is reminded before; 0: at any time.
    [[nodiscard]] Result<void> keepQuiet(Transaction& transaction, MessageRow poll,
                                         Milliseconds until);
    /// Polls whose silence is over, an erased one too.
    [[nodiscard]] Result<std::vector<MessageRow>> quietNoLonger(Milliseconds now) const;
    /// Those of a conversation: open ones first, of either the newest first; behind `after`. At
    /// most `count`. ConversationUnknown: `after` is none of them.
    [[nodiscard]] Result<std::vector<MessageRow>>
    list(ConversationId conversation, std::optional<MessageRow> after, std::uint32_t count) const;

    /// This outbox row carries an own vote; forgotten with the row.
    [[nodiscard]] Result<void> notePending(Transaction& transaction, MessageRow poll,
                                           OutboxRow vote);
    /// The content of the newest own vote that the log does not have yet.
    [[nodiscard]] Result<std::optional<Bytes>> pending(MessageRow poll) const;

    /// Of that entry in the log that the poll's conversation has now; 0: it stood in an earlier
    /// one.
    [[nodiscard]] Result<Seq> seqOf(MessageRow poll, Place place) const;
    /// Of a conversation: those that are open, and those whose message is not older than `since`.
    [[nodiscard]] Result<std::vector<MessageRow>> recent(ConversationId conversation,
                                                         Milliseconds since) const;
    /// Somebody told of it, who may not have asked it.
    [[nodiscard]] Result<void> setToldBy(Transaction& transaction, MessageRow poll,
                                         const UserId& user);
    /// None: it was asked while this device was in.
    [[nodiscard]] Result<std::optional<UserId>> toldBy(MessageRow poll) const;

    /// The lines that tell of its closings and reopenings, of an erased one too.
    [[nodiscard]] Result<std::vector<MessageRow>> linesOf(MessageRow poll) const;

    /// Part of eraseMessages(): who voted goes with what was asked. Votes that still wait are those
    /// of OutboxStore::dropActions().
    [[nodiscard]] Result<void> eraseVotes(Transaction& transaction, MessageRow poll);

private:
    [[nodiscard]] static Result<void> forgetResult(Connection& connection, MessageRow poll);

    Connection* m_connection;
};

} // namespace kontor::storage
