#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

#include <array>
#include <span>

namespace kontor::storage {

enum class MessageKind : std::uint8_t {
    Text = 1,
    Notice = 2,        ///< a line about the conversation (membership, name, gap): see `detail`
    Undecryptable = 3, ///< an entry that could not be opened
    Unknown = 4,       ///< a content type of a newer version: `detail` keeps it whole
    Poll = 5,          ///< `text` has the question and the options; see poll_store.h
    Attachment = 6,    ///< a file: caption and name; see attachment_store.h
    Call = 7,          ///< a call that is over: see `detail`
    MissedCall = 8,    ///< one that rang in vain here
};

/// Lines about the conversation: nobody's words, so they never count as unread.
inline constexpr std::array kLineKinds{MessageKind::Notice, MessageKind::Call};

/// Is its text what somebody may look for?
[[nodiscard]] constexpr bool isSearched(MessageKind kind) {
    return kind == MessageKind::Text || kind == MessageKind::Poll ||
           kind == MessageKind::Attachment;
}

enum class MessageState : std::uint8_t {
    Received = 0,  ///< from somebody else, or a notice
    Queued = 1,    ///< own: waits on this computer (outbox QUEUED)
    Sealed = 2,    ///< own: under way (outbox SEALED)
    Accepted = 3,  ///< own: the server has it durably
    Delivered = 4, ///< own: every recipient has it in its store
    Failed = 5,    ///< own: refused; the user decides
};

/// Where an entry stands in its conversation: log order, and behind it what waits here. Places are
/// compared as (value, row); a place changes when a waiting message is accepted. Of what has
/// expired -1 - place is stored: out of the timeline, in the same order.
using Place = Number<struct PlaceTag, std::int64_t>;

struct NewMessage {
    ConversationId conversation;
    std::optional<Seq> seq; ///< none while it waits
    UserId sender;
    DeviceId device;
    Milliseconds sentAt{0};     ///< the sender's clock
    Milliseconds receivedAt{0}; ///< ours
    MessageKind kind = MessageKind::Text;
    MessageState state = MessageState::Received;
    std::optional<MessageId> messageId; ///< MIMI; none for notices
    std::string text;                   ///< what is shown, searched and erased
    Bytes detail;                ///< the rest of the content, encoded by core; erased with text
    Milliseconds lifetime{0};    ///< 0: for ever; decides which search index holds it
    std::int32_t recipients = 0; ///< own: other users in the group when it was written
    std::optional<MessageId> replyTo = {}; ///< of the message that it answers
    enum class NamesSelf : std::uint8_t { No, Yes } namesSelf = NamesSelf::No;
};

struct MessageRecord {
    MessageRow row;
    ConversationId conversation;
    Place place;
    std::optional<Seq> seq;
    UserId sender;
    DeviceId device;
    Milliseconds sentAt{0};
    Milliseconds receivedAt{0};
    MessageKind kind = MessageKind::Text;
    MessageState state = MessageState::Received;
    std::optional<MessageId> messageId;
    std::string text;
    Bytes detail;
    Milliseconds lifetime{0};
    std::int32_t recipients = 0;
    std::int32_t deliveredTo = 0;     ///< users that have it
    std::int32_t readBy = 0;          ///< users that have seen it
    std::optional<ErrorCode> failure; ///< with Failed
    enum class Content : std::uint8_t {
        Whole,
        Erased,  ///< a tombstone
        Expired, ///< one that no timeline shows any more
    } content = Content::Whole;
    std::optional<Milliseconds> deadline; ///< its clock runs: when it ends (timer_store.h)
    std::optional<MessageId> replyTo;
    std::optional<Milliseconds> editedAt; ///< `text` is a revision (revision_store.h)
};

/// Part of a timeline, newest first, and the revision of the store it was read at: diffs up to it
/// are contained.
struct MessagePage {
    std::vector<MessageRecord> messages;
    Revision revision;
    bool reachesNewest = false;
    bool reachesOldest = false;
};

enum class ReceiptKind : std::uint8_t { Delivered = 1, Read = 2 };

struct Receipt {
    UserId user;
    ReceiptKind kind = ReceiptKind::Delivered;
    Seq first; ///< range of seqs, both ends included
    Seq last;
    Milliseconds at{0};
};

/// What one user has told of one own message.
struct StoredReceipt {
    UserId user;
    Milliseconds deliveredAt{0};
    std::optional<Milliseconds> readAt;
};

/// Messages and their contents. What a conversation shows is read in pages; nothing here loads a
/// conversation whole. Adding a message puts it into the search index, makes it the preview of its
/// conversation, counts it as unread when it is somebody else's, and brings the conversation back
/// from the archive unless it is muted; all in the caller's transaction.
class MessageStore {
public:
    explicit MessageStore(Connection& connection)
        : m_connection(&connection) {}

    /// None: this sender has sent this message id before (delivery.md, rule 6), nothing was
    /// written.
    [[nodiscard]] Result<std::optional<MessageRow>> add(Transaction& transaction,
                                                        const NewMessage& message);
    /// Own message, accepted: it takes its place in the log. One that is erased stays as it is.
    [[nodiscard]] Result<void> setAccepted(Transaction& transaction, MessageRow row, Seq seq);
    /// Own message: Queued, Sealed, or Failed with its reason. Back from Accepted (delivery.md,
    /// rule 13) it waits at the end again, and its clock has not begun.
    [[nodiscard]] Result<void> setState(Transaction& transaction, MessageRow row,
                                        MessageState state, std::optional<ErrorCode> failure = {});
    /// Own message that is sent again: to the end of what waits.
    [[nodiscard]] Result<void> moveToEnd(Transaction& transaction, MessageRow row);
    /// Own message that is going to be sent from another group: its id is another there.
    [[nodiscard]] Result<void> setMessageId(Transaction& transaction, MessageRow row,
                                            const MessageId& id);
    /// Counts a receipt for the own messages of its range, once a user; a message is Delivered when
    /// all its recipients have it; Read implies Delivered. Returns the rows that changed.
    [[nodiscard]] Result<std::vector<MessageRow>>
    applyReceipt(Transaction& transaction, ConversationId conversation, const Receipt& receipt);

    [[nodiscard]] Result<std::optional<MessageRecord>> find(MessageRow row) const;
    [[nodiscard]] Result<std::optional<MessageRow>>
    findById(ConversationId conversation, const UserId& sender, const MessageId& id) const;
    /// Whoever sent it: an id is bound to its sender. Of an erased one too.
    [[nodiscard]] Result<std::optional<MessageRow>> findById(ConversationId conversation,
                                                             const MessageId& id) const;
    /// In whatever conversation.
    [[nodiscard]] Result<std::optional<MessageRow>> findById(const MessageId& id) const;
    /// The newest messages that answer it, at most `count`.
    [[nodiscard]] Result<std::vector<MessageRow>>
    answersTo(ConversationId conversation, const MessageId& id, std::uint32_t count) const;
    /// What others said from one place to the other, both included, and was not read before: as
    /// ranges of the log that cover nothing which could not be read; in the group that the
    /// conversation has now.
    struct Range {
        Seq first;
        Seq last;
    };
    [[nodiscard]] Result<std::vector<Range>> newlyRead(ConversationId conversation,
                                                       std::int64_t first, std::int64_t last) const;
    [[nodiscard]] Result<std::optional<MessageRow>> findBySeq(ConversationId conversation,
                                                              Seq seq) const;
    /// The entry right before it on the newer side; none: it is the newest.
    [[nodiscard]] Result<std::optional<MessageRow>> newerNeighbour(MessageRow row) const;
    /// The oldest message of somebody else that was not seen.
    [[nodiscard]] Result<std::optional<MessageRow>> firstUnread(ConversationId conversation) const;

    /// The first that was said at that moment or later, as the order of the log has it: clocks that
    /// differ make it one nearby. None: all were said before.
    [[nodiscard]] Result<std::optional<MessageRow>> firstSince(ConversationId conversation,
                                                               Milliseconds moment) const;

    [[nodiscard]] Result<MessagePage> newest(ConversationId conversation,
                                             std::uint32_t count) const;
    [[nodiscard]] Result<MessagePage> olderThan(MessageRow row, std::uint32_t count) const;
    [[nodiscard]] Result<MessagePage> newerThan(MessageRow row, std::uint32_t count) const;
    /// The row in the middle, half of `count` on either side. All three: ConversationUnknown when
    /// there is no such row.
    [[nodiscard]] Result<MessagePage> around(MessageRow row, std::uint32_t count) const;
    [[nodiscard]] Result<std::int64_t> count(ConversationId conversation) const;

    /// In the order of the user ids.
    [[nodiscard]] Result<std::vector<StoredReceipt>> receiptsOf(MessageRow row) const;
    /// Details of the lines about its conversation (Notice) behind it, oldest first.
    [[nodiscard]] Result<std::vector<Bytes>> linesAfter(MessageRow row) const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
