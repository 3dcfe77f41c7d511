#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

namespace kontor::storage {

using OutboxRow = Number<struct OutboxRowTag, std::int64_t>; ///< never reused

/// delivery.md, 5: what is persisted of an outgoing application message, state by state.
enum class OutboxState : std::uint8_t { Queued = 1, Sealed = 2, Accepted = 3, Failed = 4 };

struct NewOutgoing {
    ConversationId conversation;
    IdempotencyKey key;
    std::optional<MessageRow> message; ///< none for what shows no row (settings, receipts)
    Bytes content;                     ///< what is sealed: the same bytes each time
    Milliseconds queuedAt{0};
};

struct OutgoingRecord {
    OutboxRow row;
    ConversationId conversation;
    OutboxState state = OutboxState::Queued;
    IdempotencyKey key;
    std::optional<MessageRow> message;
    Bytes content;
    Bytes sealed;                     ///< Sealed and Accepted
    Epoch epoch;                      ///< Sealed and Accepted: of `sealed`
    std::optional<Seq> seq;           ///< Accepted
    std::optional<ErrorCode> failure; ///< Failed
    std::optional<PayloadHash> hash;  ///< of `sealed`
    Milliseconds queuedAt{0};
};

/// Outgoing application messages. The transitions of delivery.md, 5, each of which refuses a row in
/// another state than it starts from (ErrorCode::Internal: a bug of the caller). Rows of one
/// conversation have an order: that of queueing. When a row has a message, the message's state
/// follows by itself (MessageStore). Hashes of all bytes ever sealed live as long as the row.
class OutboxStore {
public:
    explicit OutboxStore(Connection& connection)
        : m_connection(&connection) {}

    [[nodiscard]] Result<OutboxRow> enqueue(Transaction& transaction, const NewOutgoing& outgoing);
    /// QUEUED -> SEALED. Internal as well when another row of the conversation is SEALED (rule 6).
    [[nodiscard]] Result<void> seal(Transaction& transaction, OutboxRow row, ByteView bytes,
                                    const PayloadHash& hash, Epoch epoch);
    /// SEALED -> ACCEPTED, by OK{seq} or KEY_REUSED{seq}.
    [[nodiscard]] Result<void> accept(Transaction& transaction, OutboxRow row, Seq seq);
    /// SEALED -> QUEUED, by STALE: the bytes go, their hash and the row's place in the queue stay.
    /// A row whose content was erased meanwhile goes whole.
    [[nodiscard]] Result<void> unseal(Transaction& transaction, OutboxRow row);
    /// SEALED and ACCEPTED -> QUEUED for a whole conversation: LOST, an installed Welcome, another
    /// incarnation (rules 10, 12, 13). The order stays, and what waited keeps its place, unless an
    /// accepted one before it has to wait again. Returns the messages that changed.
    [[nodiscard]] Result<std::vector<MessageRow>> requeueAll(Transaction& transaction,
                                                             ConversationId conversation);
    /// QUEUED or SEALED -> FAILED.
    [[nodiscard]] Result<void> fail(Transaction& transaction, OutboxRow row, ErrorCode reason);
    /// FAILED -> QUEUED, same content and key, end of the queue.
    [[nodiscard]] Result<void> again(Transaction& transaction, OutboxRow row);
    /// Done (own hash met), or discarded by the user. The message row is not touched.
    [[nodiscard]] Result<void> remove(Transaction& transaction, OutboxRow row);

    /// This row says what is done to a message; forgotten with the row.
    [[nodiscard]] Result<void> noteAction(Transaction& transaction, OutboxRow row,
                                          MessageRow message);
    /// The message that it does something to.
    [[nodiscard]] Result<std::optional<MessageRow>> targetOf(OutboxRow row) const;
    /// Something that is done to it has not come back in the log yet; silent_actions.h aside.
    [[nodiscard]] Result<bool> hasActions(MessageRow message) const;
    /// Part of eraseMessages(): what still waits to be done to it, votes too, is not sent any more.
    [[nodiscard]] Result<void> dropActions(Transaction& transaction, MessageRow message);

    /// Every row of a conversation that is removed whole.
    [[nodiscard]] Result<void> removeAll(Transaction& transaction, ConversationId conversation);

    [[nodiscard]] Result<std::optional<OutgoingRecord>> find(OutboxRow row) const;
    [[nodiscard]] Result<std::optional<OutgoingRecord>> findByMessage(MessageRow message) const;
    /// The row that these bytes were sealed for, now or ever (delivery.md, rule 4).
    [[nodiscard]] Result<std::optional<OutgoingRecord>> findByHash(ConversationId conversation,
                                                                   const PayloadHash& hash) const;
    /// QUEUED and FAILED rows, in their order.
    [[nodiscard]] Result<std::vector<OutgoingRecord>> unsent(ConversationId conversation) const;
    /// QUEUED, SEALED and ACCEPTED rows that have no message, in their order.
    [[nodiscard]] Result<std::vector<OutgoingRecord>>
    withoutMessage(ConversationId conversation) const;
    /// The next to seal. Messages whose file is not on the server yet let the others pass.
    [[nodiscard]] Result<std::optional<OutgoingRecord>>
    firstQueued(ConversationId conversation) const;
    /// The one on its way.
    [[nodiscard]] Result<std::optional<OutgoingRecord>> sealed(ConversationId conversation) const;
    /// ACCEPTED rows whose seq the cursor has reached or passed.
    [[nodiscard]] Result<std::vector<OutgoingRecord>> acceptedUpTo(ConversationId conversation,
                                                                   Seq cursor) const;
    /// Conversations with a QUEUED or SEALED row.
    [[nodiscard]] Result<std::vector<ConversationId>> waiting() const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
