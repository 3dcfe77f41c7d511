#pragma once

#include "base/clock.h"
#include "crypto/mls/group_store.h"
#include "storage/transaction.h"

namespace kontor::storage {

// Numbers of the enums in storage/ stand on disk: never change or reuse one.

enum class ConversationKind : std::uint8_t { Direct = 1, Group = 2, Self = 3 };

enum class ConversationState : std::uint8_t {
    Live = 1,
    Lost = 2,    ///< own state cannot follow (delivery.md, rule 12)
    Stopped = 3, ///< the server accepted a change against the rules, or rules of a newer version
    Left = 4,    ///< met the own removal
};

/// Where it stands in the list: the greater, the further up.
enum class Shelf : std::uint8_t { Archive = 0, List = 1, Favourites = 2 };
enum class UnreadMark : std::uint8_t { None = 0, Set = 1 };

/// What makes a conversation. Its group's log begins at `cursor`: 0 for a group of one's own
/// making, start_seq for a Welcome (delivery.md, rule 10).
struct NewConversation {
    GroupId group;
    ConversationKind kind = ConversationKind::Group;
    std::string name; ///< Group only
    Seq cursor;
    Milliseconds createdAt{0};
    std::optional<UserId> peer; ///< Direct only: the other user
};

/// One conversation with the group behind it, without its members.
struct ConversationRecord {
    ConversationId id;
    GroupId group; ///< of the present era
    ConversationKind kind = ConversationKind::Group;
    std::optional<UserId> peer;
    ConversationState state = ConversationState::Live;
    std::optional<ErrorCode> reason; ///< why it is Lost or Stopped
    std::string name;
    std::string description;
    Seq settingsSeq;          ///< of the settings message that holds; 0: none yet
    Milliseconds lifetime{0}; ///< of new messages; 0: for ever
    Seq cursor;               ///< last entry of the log whose transaction is done
    Seq readUpTo;             ///< everything up to it is read
    std::int32_t unread = 0;  ///< messages of others that the user has not seen
    Milliseconds createdAt{0};
    Milliseconds lastActivity{0};
    std::optional<MessageRow> lastMessage; ///< newest entry, for the list
    Milliseconds mutedUntil{0};            ///< 0: it is not muted
    std::optional<MessageRow> mention{};   ///< the newest message that names oneself
    Shelf shelf = Shelf::List;
    UnreadMark mark = UnreadMark::None; ///< it looks unread because the user wants that
    std::int64_t era = 0;               ///< of its places (unread.h)
};

struct MemberRecord {
    UserId user;
    DeviceId device;
    std::uint32_t leaf = 0;
    friend bool operator==(const MemberRecord&, const MemberRecord&) = default;
};

/// A stretch of a log that this device could not read: [first, last].
struct LogGap {
    Seq first;
    Seq last;
};

/// Conversations, the places of their groups (state, cursor, gaps) and their members. The preview
/// of a list is no copy of a message: `lastMessage` names it, so that erasing needs no second
/// place.
class ConversationStore {
public:
    explicit ConversationStore(Connection& connection)
        : m_connection(&connection) {}

    /// Errors: GroupExists when a conversation has this group.
    [[nodiscard]] Result<ConversationId> create(Transaction& transaction,
                                                const NewConversation& conversation);
    /// The conversation goes on in another group (delivery.md, rule 11: EXISTS, `replaces`): a new
    /// era, whose entries sort after those of the era before; cursor, settings seq, gaps and
    /// members begin anew, state Live. Rows of the old group's state are erased.
    [[nodiscard]] Result<void> moveToGroup(Transaction& transaction, ConversationId conversation,
                                           const GroupId& group, Seq cursor);
    /// Its group's log begins anew (a server that was restored): a new era, whose entries sort
    /// after those of the era before; settings seq and gaps begin anew.
    [[nodiscard]] Result<void> beginEra(Transaction& transaction, ConversationId conversation);
    /// Forgets a conversation and everything in it, as erased: only for one that never came to be
    /// (its creation was refused). Returns the messages whose contents were erased.
    [[nodiscard]] Result<std::vector<MessageRow>> remove(Transaction& transaction,
                                                         ConversationId conversation);

    [[nodiscard]] Result<std::optional<ConversationRecord>> find(ConversationId conversation) const;
    [[nodiscard]] Result<std::optional<ConversationRecord>> findByGroup(const GroupId& group) const;
    [[nodiscard]] Result<std::optional<ConversationRecord>> findDirect(const UserId& peer) const;
    [[nodiscard]] Result<std::optional<ConversationRecord>> findSelf() const;
    /// Favourites, then the others, without the archive; newest activity first.
    [[nodiscard]] Result<std::vector<ConversationRecord>> list(std::uint32_t offset,
                                                               std::uint32_t count) const;
    /// Newest activity first.
    [[nodiscard]] Result<std::vector<ConversationRecord>> archive(std::uint32_t offset,
                                                                  std::uint32_t count) const;
    [[nodiscard]] Result<std::int64_t> countArchived() const;
    [[nodiscard]] Result<std::vector<ConversationRecord>> all() const;

    [[nodiscard]] Result<void> setState(Transaction& transaction, ConversationId conversation,
                                        ConversationState state,
                                        std::optional<ErrorCode> reason = {});
    /// What it turned out to be: one that was made without knowing.
    [[nodiscard]] Result<void> setKind(Transaction& transaction, ConversationId conversation,
                                       ConversationKind kind, const std::optional<UserId>& peer);
    struct Settings {
        std::string name;
        std::string description;
        Milliseconds lifetime{0};
        Seq seq;
    };
    /// Whole state each time; whoever calls has judged sender and order.
    [[nodiscard]] Result<void> setSettings(Transaction& transaction, ConversationId conversation,
                                           const Settings& settings);
    /// Never backwards but after a changed incarnation (delivery.md, rule 13).
    [[nodiscard]] Result<void> setCursor(Transaction& transaction, ConversationId conversation,
                                         Seq cursor);
    /// Later activity wins; an earlier one changes nothing.
    [[nodiscard]] Result<void> noteActivity(Transaction& transaction, ConversationId conversation,
                                            Milliseconds at);
    /// Everything up to this seq is read. Counts the unread anew; never backwards.
    [[nodiscard]] Result<void> setReadUpTo(Transaction& transaction, ConversationId conversation,
                                           Seq seq);
    /// What stands from one place to the other, both included, is read, and nothing else. Counts
    /// the unread anew. Stretches with nothing unread in between become one, and whatever begins
    /// where readUpTo ends moves that on: there are only ever as many as the user has jumped over.
    [[nodiscard]] Result<void> addRead(Transaction& transaction, ConversationId conversation,
                                       std::int64_t first, std::int64_t last);
    [[nodiscard]] Result<void> setShelf(Transaction& transaction, ConversationId conversation,
                                        Shelf shelf);
    [[nodiscard]] Result<void> setMark(Transaction& transaction, ConversationId conversation,
                                       UnreadMark mark);

    [[nodiscard]] Result<void> setMembers(Transaction& transaction, ConversationId conversation,
                                          const std::vector<MemberRecord>& members);
    /// By leaf.
    [[nodiscard]] Result<std::vector<MemberRecord>> members(ConversationId conversation) const;
    /// Whose group's state has rows of this part: a proposal that waits, a key that was skipped.
    [[nodiscard]] Result<std::vector<ConversationRecord>> withGroupPart(mls::StatePart part) const;
    /// Conversations that a user is in now.
    [[nodiscard]] Result<std::vector<ConversationId>> withMember(const UserId& user) const;

    [[nodiscard]] Result<void> addGap(Transaction& transaction, ConversationId conversation,
                                      LogGap gap);
    [[nodiscard]] Result<bool> inGap(ConversationId conversation, Seq seq) const;

    /// Wall-clock time; 0: not any more.
    [[nodiscard]] Result<void> setMutedUntil(Transaction& transaction, ConversationId conversation,
                                             Milliseconds until);
    /// Muted, and their time is over.
    [[nodiscard]] Result<std::vector<ConversationId>> mutedUntilBefore(Milliseconds now) const;
    /// The earliest end of those that are muted.
    [[nodiscard]] Result<std::optional<Milliseconds>> nextUnmute() const;

    /// Of all that are neither muted nor archived; one that only looks unread counts as one.
    [[nodiscard]] Result<std::int64_t> totalUnread() const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
